package io.prox.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutomaticRelevanceTest {
    private static final int GROUPS = 6;
    private static final int WIDTH = 5;
    private static final int[] GROUP_OF = new int[GROUPS * WIDTH];

    static {
        for (int column = 0; column < GROUP_OF.length; column++) {
            GROUP_OF[column] = column / WIDTH;
        }
    }

    @Test
    void shrinksWhatSaysNothingAndLeavesWhatSaysMuch() {
        Sample sample = new Sample(4_000, 1);

        LogisticRegression found = AutomaticRelevance.fit(sample.matrix, sample.labels, GROUP_OF);

        double[] coefficients = found.coefficients().toArray();
        for (int column = 0; column < WIDTH; column++) {
            assertThat(coefficients[column]).isCloseTo(Sample.effect(column), within(0.15));
        }
        for (int column = WIDTH; column < coefficients.length; column++) {
            assertThat(coefficients[column]).isCloseTo(0, within(0.06));
        }
    }

    /// One penalty must either shrink what counts or leave what does not.
    @Test
    void isNearerToTheTruthThanAnyOnePenalty() {
        Sample sample = new Sample(400, 2);

        double own =
                sample.distance(AutomaticRelevance.fit(sample.matrix, sample.labels, GROUP_OF));

        for (double penalty : new double[] {0.3, 1, 3, 10, 30, 100}) {
            assertThat(own)
                    .isLessThan(
                            sample.distance(
                                    LogisticRegression.fit(sample.matrix, sample.labels, penalty)));
        }
    }

    @Test
    void givesTheBaseRateWhereNothingIsSaid() {
        SparseMatrix.Builder empty = new SparseMatrix.Builder(100, 2);
        byte[] labels = new byte[100];
        for (int row = 0; row < 100; row++) {
            labels[row] = (byte) (row < 20 ? 1 : 0);
            empty.endRow();
        }

        LogisticRegression found = AutomaticRelevance.fit(empty.build(), labels, new int[] {0, 1});

        assertThat(found.intercept()).isCloseTo(Math.log(0.2 / 0.8), within(1e-3));
        assertThat(found.coefficients().toArray()).containsOnly(0.0);
    }

    /// The columns of the first group count, those of the others do not.
    private static final class Sample {
        final SparseMatrix matrix;
        final byte[] labels;

        Sample(int rows, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            labels = new byte[rows];
            SparseMatrix.Builder builder = new SparseMatrix.Builder(rows, GROUP_OF.length);
            for (int row = 0; row < rows; row++) {
                double logOdds = -0.5;
                for (int column = 0; column < GROUP_OF.length; column++) {
                    double value = random.nextGaussian();
                    builder.add(column, value);
                    logOdds += effect(column) * value;
                }
                builder.endRow();
                labels[row] = (byte) (random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0);
            }
            matrix = builder.build();
        }

        static double effect(int column) {
            return column < WIDTH ? (column - 2) * 0.5 : 0;
        }

        double distance(LogisticRegression regression) {
            double squares = 0;
            for (int column = 0; column < GROUP_OF.length; column++) {
                double error = regression.coefficients().get(column) - effect(column);
                squares += error * error;
            }
            return squares;
        }
    }
}
