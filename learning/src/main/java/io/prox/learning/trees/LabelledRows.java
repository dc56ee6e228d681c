package io.prox.learning.trees;

import org.jspecify.annotations.Nullable;

/// Rows with a known outcome, optionally with a weight and a starting score each. Shares the arrays
/// it is given; nobody writes to them afterwards.
public final class LabelledRows {
    private final FeatureMatrix features;
    private final boolean[] labels;
    private final double @Nullable [] weights;
    private final double @Nullable [] startScores;

    private LabelledRows(
            FeatureMatrix features,
            boolean[] labels,
            double @Nullable [] weights,
            double @Nullable [] startScores) {
        this.features = features;
        this.labels = labels;
        this.weights = weights;
        this.startScores = startScores;
    }

    /// @param labels true for a row that converted; one a row
    public static LabelledRows of(FeatureMatrix features, boolean[] labels) {
        requireOneEach(features, labels.length, "labels");
        return new LabelledRows(features, labels, null, null);
    }

    /// The same rows, where row `i` counts `weights[i]` times.
    ///
    /// @param weights finite, above 0; LightGBM keeps them in single precision
    public LabelledRows withWeights(double[] weights) {
        requireOneEach(features, weights.length, "weights");
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0) || weights[row] > Float.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "weight of row %d is not above 0 and finite: %s"
                                .formatted(row, weights[row]));
            }
        }
        return new LabelledRows(features, labels, weights, startScores);
    }

    /// The same rows, where the trees continue from a score that another model gave.
    ///
    /// @param startScores finite, in log-odds. The trained trees hold only what they add: a caller
    ///   adds the start score to [TreeEnsemble#raw] itself
    public LabelledRows withStartScores(double[] startScores) {
        requireOneEach(features, startScores.length, "start scores");
        for (int row = 0; row < startScores.length; row++) {
            if (!Double.isFinite(startScores[row])) {
                throw new IllegalArgumentException(
                        "start score of row %d is not finite: %s".formatted(row, startScores[row]));
            }
        }
        return new LabelledRows(features, labels, weights, startScores);
    }

    public FeatureMatrix features() {
        return features;
    }

    public int rows() {
        return labels.length;
    }

    public boolean label(int row) {
        return labels[row];
    }

    /// 1 where no weights were given.
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /// 0 where no start scores were given.
    public double startScore(int row) {
        return startScores == null ? 0 : startScores[row];
    }

    boolean weighted() {
        return weights != null;
    }

    boolean started() {
        return startScores != null;
    }

    private static void requireOneEach(FeatureMatrix features, int given, String what) {
        if (given != features.rows()) {
            throw new IllegalArgumentException(
                    "%s: %d for %d rows".formatted(what, given, features.rows()));
        }
    }
}
