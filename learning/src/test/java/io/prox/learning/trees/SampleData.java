package io.prox.learning.trees;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Generated rows with everything that real columns bring: missing values, categories, counts with
/// many zeros, constants, long tails, and an outcome that depends on some of them.
final class SampleData {
    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        1e-35f,
        -1e-35f,
        1e-35,
        Math.nextUp((double) 1e-35f),
        -Math.nextUp((double) 1e-35f),
        1e300,
        -1e300,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final RandomGenerator random;

    SampleData(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Every third column is categorical, with 3 to 200 codes; one column is constant.
    LabelledRows rows(int rows, int columns) {
        var values = new double[columns][rows];
        var categorical = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            categorical[column] = column % 3 == 2;
            for (int row = 0; row < rows; row++) {
                values[column][row] = value(column);
            }
        }
        var features = FeatureMatrix.ofColumns(values, categorical);
        var labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double score = -0.5;
            for (int column = 0; column < columns; column++) {
                score += effect(column, values[column][row]);
            }
            int other = Math.min(1, columns - 1);
            score += effect(0, values[0][row]) * effect(other, values[other][row]);
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-score));
        }
        return LabelledRows.of(features, labels);
    }

    /// Rows to score: values as in training, and codes, extremes and missing values as nobody saw.
    FeatureMatrix strangeRows(FeatureMatrix like, int rows) {
        var values = new double[like.columns()][rows];
        var categorical = new boolean[like.columns()];
        for (int column = 0; column < values.length; column++) {
            categorical[column] = like.categorical(column);
            for (int row = 0; row < rows; row++) {
                values[column][row] =
                        switch (random.nextInt(10)) {
                            case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
                            case 1 ->
                                    categorical[column]
                                            ? random.nextInt(-3, 100_000)
                                            : random.nextGaussian() * 1e3;
                            case 2 -> random.nextDouble() * 2 - 1;
                            default -> like.value(random.nextInt(like.rows()), column);
                        };
            }
        }
        return FeatureMatrix.ofColumns(values, categorical);
    }

    private double value(int column) {
        if (column % 4 == 1 && random.nextInt(5) == 0) {
            return Double.NaN;
        }
        if (column % 3 == 2) {
            int codes = column % 2 == 0 ? 200 : 3 + column;
            return (int) (codes * Math.pow(random.nextDouble(), 2));
        }
        return switch (column % 7) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.floor(Math.exp(2 * random.nextGaussian()));
            case 3 -> random.nextInt(4) == 0 ? random.nextInt(20) : 0;
            case 4 -> 7;
            case 6 -> Math.exp(20 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
            default -> random.nextDouble();
        };
    }

    private static double effect(int column, double value) {
        if (Double.isNaN(value)) {
            return 0.7;
        }
        if (column % 3 == 2) {
            return Math.sin(value * 12.9898) * 0.8;
        }
        return Math.tanh(value) * (column % 2 == 0 ? 0.6 : -0.6);
    }
}
