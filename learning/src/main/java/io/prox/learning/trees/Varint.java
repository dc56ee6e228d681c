package io.prox.learning.trees;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Whole numbers from 0 up in 1 to 5 bytes, seven bits each, the low ones first; the top bit says
/// that more follow.
final class Varint {
    private Varint() {}

    static void write(DataOutput out, int number) throws IOException {
        int rest = number;
        while (rest >= 0x80) {
            out.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int read(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readByte();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (number > Integer.MAX_VALUE) {
                    break;
                }
                return (int) number;
            }
        }
        throw new IOException("number is above " + Integer.MAX_VALUE);
    }
}
