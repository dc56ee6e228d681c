package io.prox.learning;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// All that one lead's score depends on beside the model: a value for each column that the model
/// reads, in the model's order. Kept with a score, it lets the score and its reasons be computed
/// again. Immutable.
public final class FeatureVector {
    private final double[] values;

    FeatureVector(double[] values) {
        this.values = requireNonNull(values, "values");
    }

    /// Reads a vector as [#toBytes] wrote it.
    ///
    /// @throws IllegalArgumentException if the bytes are none
    public static FeatureVector of(byte[] bytes) {
        if (bytes.length % Double.BYTES != 0) {
            throw new IllegalArgumentException("no vector: " + bytes.length + " bytes");
        }
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return new FeatureVector(values);
    }

    /// Each value as 8 bytes, big-endian, as IEEE 754 writes doubles; missing is the canonical NaN.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putLong(Double.doubleToLongBits(value));
        }
        return bytes.array();
    }

    double[] values() {
        return values;
    }

    /// Whether both hold the same values, bit for bit; missing equals missing.
    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
