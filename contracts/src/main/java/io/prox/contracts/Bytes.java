package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Base64;

/// Bytes within a fact. Owns them.
public final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes not copied, and not to be changed after
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes);
    }

    @JsonCreator
    static Bytes read(String base64) {
        return new Bytes(Base64.getDecoder().decode(base64));
    }

    @JsonValue
    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Not to be changed.
    public byte[] array() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
