package io.prox.features.reading;

import io.prox.features.fields.StandardField;
import io.prox.tables.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The names under which statements keep fields: the key of a standard field, or `own/KIND/NAME`
/// for a column of the customer's own, since what a column's cells hold decides whether they are
/// sealed and what is derived from them.
public final class FieldKey {
    private static final String OWN = "own/";

    /// Special categories of personal data that nobody asked for: kept, sealed, never used.
    private static final String SET_ASIDE = "aside";

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values())
                    .collect(Collectors.toUnmodifiableMap(FieldKey::word, Function.identity()));

    private FieldKey() {}

    public static String of(StandardField field) {
        return field.key();
    }

    public static String own(String name, Kind kind) {
        return OWN + word(kind) + "/" + name;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
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
        Kind kind = KINDS.get(word);
        if (kind == null && !word.equals(SET_ASIDE)) {
            throw new IllegalArgumentException("not the key of a column: " + key);
        }
        return Optional.ofNullable(kind);
    }
}
