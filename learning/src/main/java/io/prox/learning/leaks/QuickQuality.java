package io.prox.learning.leaks;

import io.prox.learning.encoding.Encoder;
import io.prox.learning.evaluation.Folds;
import io.prox.learning.evaluation.Measures;
import io.prox.learning.trees.Boosting;
import io.prox.learning.trees.BoostingParameters;
import io.prox.learning.trees.LabelledRows;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How much some columns together say about the outcome: a small boosted model, cross-validated
/// over two halves. Rough, but the same for every set of columns, so that differences mean
/// something.
final class QuickQuality {
    private static final int ROUNDS = 50;

    private final byte[] labels;
    private final int[] rows;
    private final Folds halves;

    /// @param groups rows of one group stay in one half
    QuickQuality(int[] rows, byte[] labels, int[] groups, long seed) {
        this.rows = rows;
        this.labels = labels;
        halves = Folds.deal(rows, labels, groups, 2, seed);
    }

    /// How well some columns rank rows that their model had not seen.
    static final class Quality {
        private final double rocAuc;
        private final double[] gain;

        private Quality(double rocAuc, double[] gain) {
            this.rocAuc = rocAuc;
            this.gain = gain;
        }

        double rocAuc() {
            return rocAuc;
        }

        /// What the splits of one column gained, in the order in which the columns were given.
        double gain(int column) {
            return gain[column];
        }

        /// How many times more pairs are ranked wrongly without some columns than with them; 1 for
        /// no difference.
        static double cliff(double with, double without) {
            return (1 - without + 1e-4) / (1 - with + 1e-4);
        }
    }

    Quality of(List<ValueColumn> columns) {
        if (columns.isEmpty()) {
            return new Quality(0.5, new double[0]);
        }
        double[] logOdds = new double[labels.length];
        double[][] gains =
                IntStream.range(0, 2)
                        .parallel()
                        .mapToObj(half -> predict(columns, half, logOdds))
                        .toArray(double[][]::new);
        double[] scores = Arrays.stream(rows).mapToDouble(row -> logOdds[row]).toArray();
        byte[] outcomes = new byte[rows.length];
        for (int index = 0; index < rows.length; index++) {
            outcomes[index] = labels[rows[index]];
        }
        double[] gain = new double[columns.size()];
        for (double[] half : gains) {
            for (int column = 0; column < gain.length; column++) {
                gain[column] += half[column];
            }
        }
        return new Quality(Measures.rocAuc(scores, outcomes), gain);
    }

    /// Predicts one half by the other, and returns the gain of each column.
    private double[] predict(List<ValueColumn> columns, int half, double[] logOdds) {
        int[] train = halves.outside(half);
        int[] test = halves.in(half);
        Encoder.Training training = Encoder.fit(columns, train, labels, half);
        boolean[] converted = new boolean[train.length];
        for (int index = 0; index < train.length; index++) {
            converted[index] = labels[train[index]] == 1;
        }
        BoostingParameters parameters =
                BoostingParameters.defaults()
                        .with()
                        .leaves(15)
                        .learningRate(0.15)
                        .minLeafRows(Math.clamp(train.length / 200, 5, 40))
                        .l2(3)
                        .featureFraction(0.8)
                        .maxBins(63)
                        .seed(half)
                        .build();
        TreeEnsemble trees =
                Boosting.train(LabelledRows.of(training.trees(), converted), parameters, ROUNDS);
        double[] predicted = new double[test.length];
        trees.raw(training.encoder().trees(columns, test), predicted);
        for (int index = 0; index < test.length; index++) {
            logOdds[test[index]] = predicted[index];
        }
        double[] gains = trees.gains();
        double[] gain = new double[columns.size()];
        for (int feature = 0; feature < training.encoder().treeWidth(); feature++) {
            gain[training.encoder().columnOfTreeFeature(feature)] += gains[feature];
        }
        return gain;
    }
}
