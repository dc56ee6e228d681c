package io.prox.learning.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A rising broken line; beyond its ends it goes on with slope 1. Immutable.
final class Knots {
    private final double[] from;
    private final double[] to;

    /// @param from strictly rising, at least one
    /// @param to rising, one for each
    Knots(double[] from, double[] to) {
        for (int index = 1; index < from.length; index++) {
            if (!(from[index] > from[index - 1] && to[index] >= to[index - 1])) {
                throw new IllegalArgumentException("knots do not rise at " + index);
            }
        }
        if (from.length == 0 || from.length != to.length) {
            throw new IllegalArgumentException("knots: " + from.length + ", " + to.length);
        }
        this.from = from.clone();
        this.to = to.clone();
    }

    int size() {
        return from.length;
    }

    double at(double value) {
        int last = from.length - 1;
        if (value <= from[0]) {
            return to[0] + (value - from[0]);
        }
        if (value >= from[last]) {
            return to[last] + (value - from[last]);
        }
        int found = Arrays.binarySearch(from, value);
        if (found >= 0) {
            return to[found];
        }
        int right = -found - 1;
        double share = (value - from[right - 1]) / (from[right] - from[right - 1]);
        return to[right - 1] + share * (to[right] - to[right - 1]);
    }

    void write(DataOutput output) throws IOException {
        output.writeInt(from.length);
        for (int index = 0; index < from.length; index++) {
            output.writeDouble(from[index]);
            output.writeDouble(to[index]);
        }
    }

    static Knots read(DataInput input) throws IOException {
        int size = input.readInt();
        if (size < 1 || size > 1_000_000) {
            throw new IOException("impossible number of knots " + size);
        }
        double[] from = new double[size];
        double[] to = new double[size];
        for (int index = 0; index < size; index++) {
            from[index] = input.readDouble();
            to[index] = input.readDouble();
        }
        try {
            return new Knots(from, to);
        } catch (IllegalArgumentException notRising) {
            throw new IOException("calibration does not rise", notRising);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Knots that
                && Arrays.equals(from, that.from)
                && Arrays.equals(to, that.to);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }
}
