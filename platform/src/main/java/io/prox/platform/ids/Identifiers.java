package io.prox.platform.ids;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes identifiers: a prefix, ten characters of time and sixteen of chance, so that those made
/// later sort later, which keeps the indexes of a database compact. Written in Crockford's base 32
/// in lower case, the layout of a ULID (github.com/ulid/spec).
///
/// Safe for use by several threads if the source of chance is.
public final class Identifiers {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int BITS = 5;
    private static final int TIME = 10;
    private static final int CHANCE = 8;

    private final Clock clock;
    private final RandomGenerator chance;

    /// @param chance must not be foreseeable where an identifier is a secret; it never should be
    ///   one
    public Identifiers(Clock clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /// @param prefix what the identifier is of: `lead`
    public String next(String prefix) {
        var text = new StringBuilder(prefix.length() + 1 + TIME + 2 * CHANCE);
        text.append(prefix).append('_');
        append(clock.millis(), TIME, text);
        append(chance.nextLong(), CHANCE, text);
        append(chance.nextLong(), CHANCE, text);
        return text.toString();
    }

    private static void append(long bits, int digits, StringBuilder text) {
        for (int digit = digits - 1; digit >= 0; digit--) {
            text.append(DIGITS[(int) (bits >>> (digit * BITS)) & 31]);
        }
    }
}
