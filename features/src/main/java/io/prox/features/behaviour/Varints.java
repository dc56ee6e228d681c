package io.prox.features.behaviour;

import java.nio.ByteBuffer;

/// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth says
/// that more follow. Signed ones are folded so that small ones of either sign are short.
final class Varints {
    static final int MOST_BYTES = 10;
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final long LOW = 0x7f;

    private Varints() {}

    static void write(ByteBuffer bytes, long number) {
        long rest = number;
        while ((rest & ~LOW) != 0) {
            bytes.put((byte) ((rest & LOW) | MORE));
            rest >>>= BITS;
        }
        bytes.put((byte) rest);
    }

    static void writeSigned(ByteBuffer bytes, long number) {
        write(bytes, (number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    /// @throws IllegalArgumentException if the bytes end too early or hold no number
    static long read(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if (!bytes.hasRemaining()) {
                break;
            }
            byte next = bytes.get();
            number |= (next & LOW) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("no number ends at byte " + bytes.position());
    }

    static long readSigned(ByteBuffer bytes) {
        long folded = read(bytes);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
