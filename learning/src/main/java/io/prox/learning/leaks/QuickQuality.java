package io.prox.learning.leaks;

import io.prox.learning.encoding.Encoder;
import io.prox.learning.evaluation.Folds;
import io.prox.learning.evaluation.Measures;
import io.prox.learning.trees.Boosting;
import io.prox.learning.trees.BoostingParameters;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.learning.trees.LabelledRows;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// How much some columns together say about the outcome: a small boosted model, cross-validated
/// over two halves. Rough, but the same for every set of columns, so that differences mean
/// something.
final class QuickQuality {
    private static final int ROUNDS = 50;

    private final byte[] labels;
    private final int[] rows;
    private final List<Half> halves;

    /// @param groups rows of one group stay in one half
    QuickQuality(int[] rows, byte[] labels, int[] groups, long seed) {
        this.rows = rows;
        this.labels = labels;
        Folds folds = Folds.deal(rows, labels, groups, 2, seed);
        halves = List.of(new Half(folds, 0), new Half(folds, 1));
    }

    /// Rows to predict, and the others to learn from. Each column is encoded once, however many
    /// sets it is tried in.
    private final class Half {
        final int number;
        final int[] train;
        final int[] test;
        final boolean[] converted;
        private final Map<ValueColumn, Encoded> encoded =
                Collections.synchronizedMap(new IdentityHashMap<>());

        Half(Folds folds, int number) {
            this.number = number;
            train = folds.outside(number);
            test = folds.in(number);
            converted = new boolean[train.length];
            for (int index = 0; index < train.length; index++) {
                converted[index] = labels[train[index]] == 1;
            }
        }

        List<Encoded> encode(List<ValueColumn> columns) {
            return columns.stream()
                    .map(column -> encoded.computeIfAbsent(column, this::encode))
                    .toList();
        }

        private Encoded encode(ValueColumn column) {
            List<ValueColumn> alone = List.of(column);
            Encoder.Training training = Encoder.fit(alone, train, labels, number);
            return new Encoded(training.trees(), training.encoder().trees(alone, test));
        }
    }

    /// The features made of one column.
    private record Encoded(FeatureMatrix train, FeatureMatrix test) {}

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
                halves.parallelStream()
                        .map(half -> predict(half.encode(columns), half, logOdds))
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
    private static double[] predict(List<Encoded> columns, Half half, double[] logOdds) {
        BoostingParameters parameters =
                BoostingParameters.defaults()
                        .with()
                        .leaves(15)
                        .learningRate(0.15)
                        .minLeafRows(Math.clamp(half.train.length / 200, 5, 40))
                        .l2(3)
                        .featureFraction(0.8)
                        .maxBins(63)
                        .seed(half.number)
                        .build();
        FeatureMatrix train = FeatureMatrix.beside(columns.stream().map(Encoded::train).toList());
        FeatureMatrix test = FeatureMatrix.beside(columns.stream().map(Encoded::test).toList());
        TreeEnsemble trees =
                Boosting.train(LabelledRows.of(train, half.converted), parameters, ROUNDS);
        double[] predicted = new double[half.test.length];
        trees.raw(test, predicted);
        for (int index = 0; index < half.test.length; index++) {
            logOdds[half.test[index]] = predicted[index];
        }
        double[] gains = trees.gains();
        double[] gain = new double[columns.size()];
        int feature = 0;
        for (int column = 0; column < gain.length; column++) {
            for (int own = 0; own < columns.get(column).train.columns(); own++) {
                gain[column] += gains[feature];
                feature++;
            }
        }
        return gain;
    }
}
