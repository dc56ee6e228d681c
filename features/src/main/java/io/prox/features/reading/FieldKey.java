package io.prox.features.reading;

import io.prox.features.fields.StandardField;
import io.prox.tables.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The names under which statements keep fields: the key of a standard field, or `own/KIND/NAME`
/// for a column of the customer's own, since what a column's cells hold decides whether they are
/// sealed and what is derived from them.
public final class FieldKey {
    private static final String OWN = "own/";

    /// Special categories of personal data that nobody asked for: kept, sealed, never used.
    private static final String SET_ASIDE = "aside";

    private FieldKey() {}

    public static String of(StandardField field) {
        return field.key();
    }

    public static String own(String name, Kind kind) {
        return OWN + kind.name().toLowerCase(Locale.ROOT) + "/" + name;
    }

    public static String setAside(String name) {
        return OWN + SET_ASIDE + "/" + name;
    }

    public static boolean isOwn(String key) {
        return key.startsWith(OWN);
    }

    /// The name of a customer's own column.
    public static String ownName(String key) {
        return key.substring(key.indexOf('/', OWN.length()) + 1);
    }

    /// The same key with another name, where it is that of a customer's own column.
    static String spelled(String key, UnaryOperator<String> spelling) {
        return isOwn(key)
                ? key.substring(0, key.indexOf('/', OWN.length()) + 1)
                        + spelling.apply(ownName(key))
                : key;
    }

    /// What the cells of a customer's own column hold; empty where it was set aside.
    public static Optional<Kind> ownKind(String key) {
        String word = key.substring(OWN.length(), key.indexOf('/', OWN.length()));
        return word.equals(SET_ASIDE)
                ? Optional.empty()
                : Optional.of(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
