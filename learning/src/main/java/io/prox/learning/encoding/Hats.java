package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A quantity as the weights of its two neighbouring knots, which add up to one: a regression on
/// them is piecewise linear in the quantity (linear B-splines; de Boor, A Practical Guide to
/// Splines, 1978). Beyond the outer knots it is flat.
final class Hats {
    /// Below 1, so that a penalty bends the line less readily than it tilts it.
    private static final double WEIGHT = 0.5;

    private final double[] knots;

    private Hats(double[] knots) {
        this.knots = knots;
    }

    /// Knots at the distinct values where there are few, else at evenly spaced quantiles.
    ///
    /// @param sorted values in rising order, none missing
    /// @param most knots at most, at least 2
    static Hats of(double[] sorted, int most) {
        double[] distinct = Arrays.stream(sorted).distinct().limit(most + 1L).toArray();
        if (distinct.length <= most) {
            return new Hats(distinct);
        }
        double[] knots = new double[most];
        for (int knot = 0; knot < most; knot++) {
            knots[knot] = quantile(sorted, (knot + 0.02) / (most - 1 + 0.04));
        }
        return new Hats(Arrays.stream(knots).distinct().toArray());
    }

    static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    int width() {
        return knots.length;
    }

    void add(double value, int from, ColumnEncoding.Sink sink) {
        int last = knots.length - 1;
        if (last < 0) {
            return;
        }
        if (value <= knots[0]) {
            sink.add(from, WEIGHT);
        } else if (value >= knots[last]) {
            sink.add(from + last, WEIGHT);
        } else {
            int found = Arrays.binarySearch(knots, value);
            int right = found >= 0 ? found : -found - 1;
            double share = (value - knots[right - 1]) / (knots[right] - knots[right - 1]);
            sink.add(from + right - 1, WEIGHT * (1 - share));
            sink.add(from + right, WEIGHT * share);
        }
    }

    void write(DataOutput output) throws IOException {
        Numbers.write(knots, output);
    }

    static Hats read(DataInput input) throws IOException {
        double[] knots = Numbers.read(input);
        for (int knot = 1; knot < knots.length; knot++) {
            if (!(knots[knot] > knots[knot - 1])) {
                throw new IOException("knots do not rise at " + knot);
            }
        }
        return new Hats(knots);
    }
}
