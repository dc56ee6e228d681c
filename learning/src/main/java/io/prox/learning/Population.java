package io.prox.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The leads that a score is a rank among: quantiles of their probabilities, and the quartiles of
/// what profile and behaviour contribute. Immutable.
final class Population {
    private static final int STEPS = 1_000;

    private final double[] logOdds;
    private final double[] fit;
    private final double[] engagement;

    private Population(double[] logOdds, double[] fit, double[] engagement) {
        this.logOdds = logOdds;
        this.fit = fit;
        this.engagement = engagement;
    }

    /// @param logOdds of leads that the model had not seen when it predicted them
    /// @param fit what the profile contributes, in log-odds
    /// @param engagement what the behaviour contributes; empty where the model has none
    static Population of(double[] logOdds, double[] fit, double[] engagement) {
        return new Population(
                quantiles(logOdds, STEPS), quantiles(fit, 4), quantiles(engagement, 4));
    }

    private static double[] quantiles(double[] values, int steps) {
        if (values.length == 0) {
            return values;
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(step -> sorted[(int) ((long) step * (sorted.length - 1) / steps)])
                .toArray();
    }

    /// The share of leads below, as a percentage from 0 to 100; leads of the same log-odds count
    /// half.
    int score(double value) {
        int below = 0;
        int same = 0;
        for (double other : logOdds) {
            below += other < value ? 1 : 0;
            same += other == value ? 1 : 0;
        }
        return (int) Math.round(100 * (below + same / 2.0) / logOdds.length);
    }

    boolean hasFit() {
        return fit.length > 0;
    }

    /// `A` for the best quarter to `D`.
    char fit(double contribution) {
        return (char) ('A' + quarter(fit, contribution));
    }

    boolean hasEngagement() {
        return engagement.length > 0;
    }

    /// 1 for the best quarter to 4.
    int engagement(double contribution) {
        return 1 + quarter(engagement, contribution);
    }

    private static int quarter(double[] quartiles, double value) {
        return value >= quartiles[3]
                ? 0
                : value >= quartiles[2] ? 1 : value >= quartiles[1] ? 2 : 3;
    }

    void write(DataOutput output) throws IOException {
        for (double[] values : new double[][] {logOdds, fit, engagement}) {
            output.writeInt(values.length);
            for (double value : values) {
                output.writeDouble(value);
            }
        }
    }

    static Population read(DataInput input) throws IOException {
        return new Population(read(input, STEPS + 1), read(input, 5), read(input, 5));
    }

    private static double[] read(DataInput input, int most) throws IOException {
        int length = input.readInt();
        if (length != 0 && length != most) {
            throw new IOException("impossible number of quantiles " + length);
        }
        double[] values = new double[length];
        for (int index = 0; index < length; index++) {
            values[index] = input.readDouble();
        }
        return values;
    }
}
