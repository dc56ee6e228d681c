package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How the value of one column becomes features. Immutable.
sealed interface ColumnEncoding
        permits NumberEncoding, LevelEncoding, TargetEncoding, DateEncoding {

    /// How many features the trees get.
    int treeWidth();

    /// Whether a tree feature is a code without order rather than a quantity.
    boolean isCategorical(int feature);

    /// Writes the tree features.
    ///
    /// @param value of the cell: a quantity, an instant or a code; NaN where missing
    /// @param into where to write, from index `from` on
    void trees(double value, double[] into, int from);

    /// How many features the logistic regression gets.
    int linearWidth();

    /// Hands over the non-zero linear features.
    ///
    /// @param from index of the first
    void linear(double value, int from, Sink sink);

    void write(DataOutput output) throws IOException;

    /// Receives linear features.
    @FunctionalInterface
    interface Sink {
        void add(int feature, double value);
    }

    static void writeTagged(ColumnEncoding encoding, DataOutput output) throws IOException {
        output.writeByte(
                switch (encoding) {
                    case NumberEncoding _ -> 0;
                    case LevelEncoding _ -> 1;
                    case TargetEncoding _ -> 2;
                    case DateEncoding _ -> 3;
                });
        encoding.write(output);
    }

    static ColumnEncoding readTagged(DataInput input) throws IOException {
        int tag = input.readUnsignedByte();
        return switch (tag) {
            case 0 -> NumberEncoding.read(input);
            case 1 -> LevelEncoding.read(input);
            case 2 -> TargetEncoding.read(input);
            case 3 -> DateEncoding.read(input);
            default -> throw new IOException("unknown column encoding " + tag);
        };
    }
}
