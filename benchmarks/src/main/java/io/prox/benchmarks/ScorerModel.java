package io.prox.benchmarks;

import io.prox.learning.trees.Boosting;
import io.prox.learning.trees.BoostingParameters;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.learning.trees.LabelledRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A model as a customer has one, and rows to score, from generated leads with a fixed seed: 300
/// trees of 31 leaves over 50 columns. Ten columns are categories (3 to 39 codes), fifteen are
/// counts with many zeros, the rest amounts and shares; a tenth of the values is missing.
final class ScorerModel {
    static final int TREES = 300;
    static final int LEAVES = 31;
    static final int COLUMNS = 50;

    /// More rows than a branch predictor can learn by heart.
    static final int ROWS = 4_096;

    private static final int TRAINING_ROWS = 30_000;
    private static final int CATEGORIES = 10;
    private static final int COUNTS = 15;

    private ScorerModel() {}

    /// LightGBM's model text; takes a few seconds.
    static String train() {
        double[][] rows = rows(1, TRAINING_ROWS);
        var categorical = new boolean[COLUMNS];
        Arrays.fill(categorical, 0, CATEGORIES, true);
        var labels = new boolean[TRAINING_ROWS];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        for (int row = 0; row < TRAINING_ROWS; row++) {
            labels[row] = random.nextDouble() < probability(rows[row]);
        }
        var parameters =
                BoostingParameters.defaults().with().leaves(LEAVES).learningRate(0.05).build();
        return Boosting.modelText(
                LabelledRows.of(FeatureMatrix.ofRows(rows, categorical), labels),
                parameters,
                TREES);
    }

    /// Rows that the model did not train on.
    static double[][] rowsToScore() {
        return rows(4, ROWS);
    }

    static String load(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("model does not load: " + file, e);
        }
    }

    private static double[][] rows(long seed, int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var rows = new double[count][COLUMNS];
        for (double[] row : rows) {
            for (int column = 0; column < COLUMNS; column++) {
                row[column] = random.nextInt(10) == 0 ? Double.NaN : value(column, random);
            }
        }
        return rows;
    }

    private static double value(int column, RandomGenerator random) {
        if (column < CATEGORIES) {
            int codes = 3 + 4 * column;
            return (int) (codes * Math.pow(random.nextDouble(), 1.5));
        }
        if (column < CATEGORIES + COUNTS) {
            return random.nextInt(3) == 0
                    ? 0
                    : Math.floor(Math.exp(1.5 * random.nextGaussian() + 1));
        }
        return column % 2 == 0 ? random.nextDouble() : Math.exp(random.nextGaussian() + 5);
    }

    /// Every column matters, the later ones less; pairs act together.
    private static double probability(double[] row) {
        double score = -1;
        for (int column = 0; column < COLUMNS; column++) {
            double x = Double.isNaN(row[column]) ? 0 : row[column];
            double part =
                    column < CATEGORIES ? 0.4 * Math.sin(7 * x) : Math.tanh(Math.log1p(x) - 1);
            double next = row[(column + 7) % COLUMNS];
            score += 1.5 / (2 + column) * part * (next > 1 ? 1.5 : 0.5) + 0.1 * part;
        }
        return 1 / (1 + Math.exp(-score));
    }
}
