package io.prox.scoring.ranking;

import java.util.Arrays;

/// All that a lead's score depends on beside the ranking, as it is kept with the score. Owns its
/// bytes.
public final class Features {
    private final byte[] bytes;

    private Features(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes not copied, and not to be changed after
    public static Features of(byte[] bytes) {
        return new Features(bytes);
    }

    /// Not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features features && Arrays.equals(bytes, features.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
