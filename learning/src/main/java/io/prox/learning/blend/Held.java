package io.prox.learning.blend;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What the three parts said about rows that were held back. The arrays are not to be changed.
final class Held {
    final int[] rows;
    final byte[] labels;

    /// Log-odds by the trees with the best thresholds.
    final double[] exact;

    /// Log-odds by the trees with random thresholds.
    final double[] random;

    /// Log-odds by the regression.
    final double[] linear;

    Held(int[] rows, byte[] labels, double[] exact, double[] random, double[] linear) {
        this.rows = rows;
        this.labels = labels;
        this.exact = exact;
        this.random = random;
        this.linear = linear;
    }

    /// The held-back rows of all splits in a row.
    ///
    /// @param exact for the split at each index, log-odds of its held-back rows; the others
    ///   likewise
    static Held of(
            List<Bench> benches,
            IntFunction<double[]> exact,
            IntFunction<double[]> random,
            IntFunction<double[]> linear) {
        byte[] labels =
                new byte[benches.stream().mapToInt(bench -> bench.validLabels().length).sum()];
        int at = 0;
        for (Bench bench : benches) {
            System.arraycopy(bench.validLabels(), 0, labels, at, bench.validLabels().length);
            at += bench.validLabels().length;
        }
        return new Held(
                benches.stream()
                        .flatMapToInt(bench -> Arrays.stream(bench.split.valid()))
                        .toArray(),
                labels,
                joined(benches.size(), exact),
                joined(benches.size(), random),
                joined(benches.size(), linear));
    }

    private static double[] joined(int splits, IntFunction<double[]> ofSplit) {
        return IntStream.range(0, splits)
                .boxed()
                .flatMapToDouble(index -> Arrays.stream(ofSplit.apply(index)))
                .toArray();
    }

    /// The weighted log-odds.
    double[] blend(Weights weights) {
        double[] blended = new double[labels.length];
        Arrays.setAll(
                blended,
                row ->
                        weights.exact() * exact[row]
                                + weights.random() * random[row]
                                + weights.linear() * linear[row]);
        return blended;
    }
}
