package io.prox.contracts;

import java.util.regex.Pattern;

/// The form of all identifiers: a prefix that says of what, an underscore, and up to 40 lower-case
/// letters and digits. To be compared, stored and sent, never to be read for meaning.
public final class Identifier {
    private static final Pattern REST = Pattern.compile("[0-9a-z]{1,40}");

    private Identifier() {}

    /// The form of those that begin with a prefix, as a regular expression for the whole of it.
    public static String form(String prefix) {
        return "^%s_%s$".formatted(prefix, REST);
    }

    /// @return the value, if it has the form
    static String check(String prefix, String value) {
        if (!value.startsWith(prefix + "_")
                || !REST.matcher(value.substring(prefix.length() + 1)).matches()) {
            throw new IllegalArgumentException(
                    "identifier is not of the form %s_…: %s".formatted(prefix, value));
        }
        return value;
    }
}
