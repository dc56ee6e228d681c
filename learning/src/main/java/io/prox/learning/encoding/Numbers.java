package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Arrays in the model file: a length, then the elements.
final class Numbers {
    /// No encoding of a column comes near this; a larger length in a file is damage.
    private static final int LONGEST = 10_000_000;

    private Numbers() {}

    static void write(double[] values, DataOutput output) throws IOException {
        output.writeInt(values.length);
        for (double value : values) {
            output.writeDouble(value);
        }
    }

    static double[] read(DataInput input) throws IOException {
        double[] values = new double[length(input)];
        for (int index = 0; index < values.length; index++) {
            values[index] = input.readDouble();
        }
        return values;
    }

    static void write(int[] values, DataOutput output) throws IOException {
        output.writeInt(values.length);
        for (int value : values) {
            output.writeInt(value);
        }
    }

    static int[] readInts(DataInput input) throws IOException {
        int[] values = new int[length(input)];
        for (int index = 0; index < values.length; index++) {
            values[index] = input.readInt();
        }
        return values;
    }

    private static int length(DataInput input) throws IOException {
        int length = input.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("impossible length " + length);
        }
        return length;
    }
}
