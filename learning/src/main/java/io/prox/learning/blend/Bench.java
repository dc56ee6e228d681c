package io.prox.learning.blend;

import io.prox.learning.Seeds;
import io.prox.learning.encoding.Encoder;
import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.SparseMatrix;
import io.prox.learning.trees.LabelledRows;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.stream.IntStream;

/// One split, encoded, with its regressions. Used by one thread at a time.
final class Bench {
    /// Parts of the training rows: each part's start scores come from a regression on the others.
    private static final int PARTS = 5;

    final Split split;
    final long seed;
    private final Encoder.Training training;
    private final SparseMatrix validLinear;
    private final LabelledRows trainTrees;
    private final LabelledRows validTrees;
    private final byte[] trainLabels;
    private final byte[] validLabels;
    private LogisticRegression[] path = new LogisticRegression[0];
    private LogisticRegression chosen =
            new LogisticRegression(0, new LogisticRegression.Coefficients(new double[0]));
    private LabelledRows trainOnRegression;
    private LabelledRows validOnRegression;

    Bench(List<ValueColumn> columns, byte[] labels, Split split, long seed) {
        this.split = split;
        this.seed = seed;
        training = Encoder.fit(columns, split.train(), labels, seed);
        trainLabels = select(labels, split.train());
        validLabels = select(labels, split.valid());
        trainTrees = LabelledRows.of(training.trees(), flags(trainLabels));
        validTrees =
                LabelledRows.of(
                        training.encoder().trees(columns, split.valid()), flags(validLabels));
        validLinear = training.encoder().linear(columns, split.valid());
        trainOnRegression = trainTrees;
        validOnRegression = validTrees;
    }

    /// Fits a regression for each penalty.
    void fitPath() {
        path = new LogisticRegression[Candidates.PENALTIES.length];
        for (int penalty = 0; penalty < path.length; penalty++) {
            double strength = Candidates.PENALTIES[penalty];
            path[penalty] =
                    penalty == 0
                            ? LogisticRegression.fit(training.linear(), trainLabels, strength)
                            : LogisticRegression.fit(
                                    training.linear(), trainLabels, strength, path[penalty - 1]);
        }
    }

    double linearLoss(int penalty) {
        return LogLoss.of(logOdds(path[penalty], validLinear), validLabels);
    }

    /// Settles on one penalty, and prepares rows that start from its regression.
    void settle(int penalty) {
        double strength = Candidates.PENALTIES[penalty];
        chosen =
                path.length > 0
                        ? path[penalty]
                        : LogisticRegression.fit(training.linear(), trainLabels, strength);
        double[] starts = new double[trainLabels.length];
        int[] parts =
                IntStream.range(0, starts.length)
                        .map(index -> Seeds.of(seed + 1, split.train()[index]).nextInt(PARTS))
                        .toArray();
        for (int part = 0; part < PARTS; part++) {
            int own = part;
            int[] others =
                    IntStream.range(0, starts.length)
                            .filter(index -> parts[index] != own)
                            .toArray();
            LogisticRegression without =
                    LogisticRegression.fit(
                            training.linear().rows(others),
                            select(trainLabels, others),
                            strength,
                            chosen);
            for (int index = 0; index < starts.length; index++) {
                if (parts[index] == own) {
                    starts[index] = without.logOdds(training.linear(), index);
                }
            }
        }
        trainOnRegression = trainTrees.withStartScores(starts);
        validOnRegression = validTrees.withStartScores(linear());
    }

    /// The regression's log-odds of the held-back rows.
    double[] linear() {
        return logOdds(chosen, validLinear);
    }

    /// The trees' log-odds of the held-back rows.
    double[] trees(TreeEnsemble trees) {
        double[] result = new double[validLabels.length];
        trees.raw(validTrees.features(), result);
        return result;
    }

    LabelledRows trainRows(boolean onRegression) {
        return onRegression ? trainOnRegression : trainTrees;
    }

    LabelledRows validRows(boolean onRegression) {
        return onRegression ? validOnRegression : validTrees;
    }

    byte[] validLabels() {
        return validLabels;
    }

    Member member(TreeEnsemble trees) {
        return new Member(training.encoder(), trees, chosen, training.linear().means());
    }

    private static double[] logOdds(LogisticRegression regression, SparseMatrix features) {
        double[] result = new double[features.rows()];
        for (int row = 0; row < result.length; row++) {
            result[row] = regression.logOdds(features, row);
        }
        return result;
    }

    private static byte[] select(byte[] labels, int[] rows) {
        byte[] result = new byte[rows.length];
        for (int index = 0; index < rows.length; index++) {
            result[index] = labels[rows[index]];
        }
        return result;
    }

    private static boolean[] flags(byte[] labels) {
        boolean[] flags = new boolean[labels.length];
        for (int row = 0; row < labels.length; row++) {
            flags[row] = labels[row] == 1;
        }
        return flags;
    }
}
