package io.prox.console.work.folding;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Tokens of a blind index, kept as the 128 bits that they are.
public final class Tokens {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int HALF = 16;

    private Tokens() {}

    /// @param token as [io.prox.platform.sealing.BlindIndex#token] makes it
    /// @return empty for a text of any other form, by which nobody will ever look
    public static Optional<UUID> parse(String token) {
        return FORM.matcher(token).matches()
                ? Optional.of(
                        new UUID(
                                Long.parseUnsignedLong(token, 0, HALF, HALF),
                                Long.parseUnsignedLong(token, HALF, token.length(), HALF)))
                : Optional.empty();
    }
}
