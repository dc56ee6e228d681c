package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A quantity: itself for the trees; for the regression its standardised value within the middle 99
/// %, and [Hats].
///
/// @param least smaller values count as missing: 0 for codes of ordered levels, where a new level
///   is below it
/// @param usual what stands for a missing value where training had none missing: the median
/// @param missing whether training had missing values, so that missing is a value of its own
/// @param low the standardised part is clamped to [low, high]
/// @param scale what the standardised part is divided by
record NumberEncoding(
        double least,
        double usual,
        boolean missing,
        double low,
        double high,
        double centre,
        double scale,
        Hats hats)
        implements ColumnEncoding {
    private static final int KNOTS = 10;

    /// @param sorted training values in rising order, none missing
    /// @param missing training rows without a value
    /// @param least see above
    static NumberEncoding fit(double[] sorted, int missing, double least) {
        if (sorted.length == 0) {
            return new NumberEncoding(least, 0, true, 0, 0, 0, 1, Hats.of(sorted, KNOTS));
        }
        double low = Hats.quantile(sorted, 0.005);
        double high = Hats.quantile(sorted, 0.995);
        double sum = 0;
        double squares = 0;
        for (double value : sorted) {
            double clamped = Math.clamp(value, low, high);
            sum += clamped;
            squares += clamped * clamped;
        }
        double mean = sum / sorted.length;
        double variance = squares / sorted.length - mean * mean;
        double scale = variance > 1e-12 * Math.max(1, mean * mean) ? Math.sqrt(variance) : 1;
        return new NumberEncoding(
                least,
                Hats.quantile(sorted, 0.5),
                missing > 0,
                low,
                high,
                mean,
                scale,
                Hats.of(sorted, KNOTS));
    }

    @Override
    public int treeWidth() {
        return 1;
    }

    @Override
    public boolean isCategorical(int feature) {
        return false;
    }

    @Override
    public void trees(double value, double[] into, int from) {
        into[from] = known(value);
    }

    /// NaN only where missing is a value of its own.
    private double known(double value) {
        if (Double.isNaN(value) || value < least) {
            return missing ? Double.NaN : usual;
        }
        return value;
    }

    @Override
    public int linearWidth() {
        return 2 + hats.width();
    }

    @Override
    public void linear(double value, int from, Sink sink) {
        double known = known(value);
        if (Double.isNaN(known)) {
            sink.add(from, 1);
        } else {
            sink.add(from + 1, (Math.clamp(known, low, high) - centre) / scale);
            hats.add(known, from + 2, sink);
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        output.writeDouble(least);
        output.writeDouble(usual);
        output.writeBoolean(missing);
        output.writeDouble(low);
        output.writeDouble(high);
        output.writeDouble(centre);
        output.writeDouble(scale);
        hats.write(output);
    }

    static NumberEncoding read(DataInput input) throws IOException {
        NumberEncoding read =
                new NumberEncoding(
                        input.readDouble(),
                        input.readDouble(),
                        input.readBoolean(),
                        input.readDouble(),
                        input.readDouble(),
                        input.readDouble(),
                        input.readDouble(),
                        Hats.read(input));
        if (!(read.low <= read.high) || !(read.scale > 0)) {
            throw new IOException(
                    "impossible range of a quantity: %s to %s, scale %s"
                            .formatted(read.low, read.high, read.scale));
        }
        return read;
    }
}
