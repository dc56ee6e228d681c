package io.prox.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticRegressionTest {
    private static final int COLUMNS = 6;

    /// The search ends when the slope is a hundred-thousandth of what it was: far beyond what the
    /// leads can tell of a coefficient.
    @ParameterizedTest
    @CsvSource({"200, 1", "200, 10", "1000, 1", "1000, 100", "5000, 3"})
    void findsWhatNewtonsMethodFinds(int rows, double penalty) {
        Sample sample = new Sample(rows, rows);

        LogisticRegression fitted = LogisticRegression.fit(sample.matrix, sample.labels, penalty);

        double[] newton = sample.newton(penalty);
        assertThat(fitted.coefficients().toArray())
                .containsExactly(Arrays.copyOf(newton, COLUMNS), within(5e-5));
        assertThat(fitted.intercept()).isCloseTo(newton[COLUMNS], within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "5000, 30"})
    void leavesNoSlopeAtTheOptimum(int rows, double penalty) {
        Sample sample = new Sample(rows, 3);
        LogisticRegression fitted = LogisticRegression.fit(sample.matrix, sample.labels, penalty);

        double before = squares(sample.gradient(new double[COLUMNS + 1], penalty));
        double after = squares(sample.gradient(point(fitted), penalty));
        assertThat(Math.sqrt(after / before)).isLessThan(1e-5);
    }

    /// Wide matrices are searched from the diagonal of the curvature alone.
    @Test
    void findsTheSameAmongManyEmptyColumns() {
        Sample sample = new Sample(1_000, 9);
        SparseMatrix.Builder wide = new SparseMatrix.Builder(1_000, Information.MOST_WHOLE + 100);
        for (double[] row : sample.dense) {
            for (int column = 0; column < COLUMNS; column++) {
                wide.add(column, row[column]);
            }
            wide.endRow();
        }

        LogisticRegression narrow = LogisticRegression.fit(sample.matrix, sample.labels, 2);
        LogisticRegression found = LogisticRegression.fit(wide.build(), sample.labels, 2);

        double[] coefficients = found.coefficients().toArray();
        assertThat(Arrays.copyOf(coefficients, COLUMNS))
                .containsExactly(narrow.coefficients().toArray(), within(5e-5));
        assertThat(Arrays.copyOfRange(coefficients, COLUMNS, coefficients.length))
                .containsOnly(0.0);
    }

    /// The curvature is estimated from every other row.
    @Test
    void leavesNoSlopeOnManyRows() {
        Sample sample = new Sample(Information.MOST_ROWS + 1_000, 10);

        LogisticRegression fitted = LogisticRegression.fit(sample.matrix, sample.labels, 2);

        double before = squares(sample.gradient(new double[COLUMNS + 1], 2));
        double after = squares(sample.gradient(point(fitted), 2));
        assertThat(Math.sqrt(after / before)).isLessThan(1e-5);
    }

    @Test
    void refusesColumnsOutOfOrder() {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(1, 3);
        matrix.add(2, 1);

        assertThatThrownBy(() -> matrix.add(1, 1)).hasMessageContaining("column 1");
    }

    @Test
    void findsTheSameFromAnyStart() {
        Sample sample = new Sample(1_000, 4);
        double[] penalties = new double[COLUMNS];
        Arrays.fill(penalties, 2);
        double[] far = {9, -9, 5, 0, 2, -4, 3};

        LogisticRegression fresh = LogisticRegression.fit(sample.matrix, sample.labels, 2);
        LogisticRegression warm =
                LogisticRegression.fit(
                        sample.matrix,
                        sample.labels,
                        penalties,
                        far,
                        Information.at(sample.matrix, far).plus(penalties),
                        LogisticRegression.TOLERANCE);

        assertThat(warm.coefficients().toArray())
                .containsExactly(fresh.coefficients().toArray(), within(5e-5));
    }

    @Test
    void shrinksAndFitsLessAsThePenaltyRises() {
        Sample sample = new Sample(500, 5);
        double length = Double.MAX_VALUE;
        double loss = 0;

        for (double penalty : new double[] {0.1, 1, 10, 100, 1_000, 1e6}) {
            LogisticRegression fitted =
                    LogisticRegression.fit(sample.matrix, sample.labels, penalty);
            double own = squares(fitted.coefficients().toArray());
            double ownLoss = sample.loss(fitted);
            assertThat(own).isLessThan(length);
            assertThat(ownLoss).isGreaterThan(loss);
            length = own;
            loss = ownLoss;
        }
    }

    @Test
    void givesTheBaseRateWhereThePenaltyLeavesNothingElse() {
        Sample sample = new Sample(400, 6);

        LogisticRegression fitted = LogisticRegression.fit(sample.matrix, sample.labels, 1e9);

        double converted = 0;
        for (byte label : sample.labels) {
            converted += label;
        }
        assertThat(fitted.intercept())
                .isCloseTo(Math.log(converted / (400 - converted)), within(1e-3));
    }

    @Test
    void staysFiniteWhereOneColumnTellsEveryOutcome() {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(100, 1);
        byte[] labels = new byte[100];
        for (int row = 0; row < 100; row++) {
            labels[row] = (byte) (row % 2);
            matrix.add(0, row % 2 == 1 ? 1000 : -1000);
            matrix.endRow();
        }

        LogisticRegression fitted = LogisticRegression.fit(matrix.build(), labels, 1);

        assertThat(fitted.coefficients().get(0)).isPositive().isLessThan(1);
        assertThat(fitted.intercept()).isBetween(-1.0, 1.0);
    }

    @Test
    void comesBackFromItsBytes() throws IOException {
        Sample sample = new Sample(300, 7);
        LogisticRegression fitted = LogisticRegression.fit(sample.matrix, sample.labels, 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fitted.write(new DataOutputStream(bytes));
        byte[] written = bytes.toByteArray();

        assertThat(read(written)).isEqualTo(fitted);
        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
        written[8] = (byte) 0x80;
        assertThatThrownBy(() -> read(written))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("number of coefficients");
    }

    @Test
    void refusesNoPenalty() {
        Sample sample = new Sample(100, 8);

        assertThatThrownBy(() -> LogisticRegression.fit(sample.matrix, sample.labels, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private static LogisticRegression read(byte[] bytes) throws IOException {
        return LogisticRegression.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }

    private static double[] point(LogisticRegression regression) {
        double[] point = Arrays.copyOf(regression.coefficients().toArray(), COLUMNS + 1);
        point[COLUMNS] = regression.intercept();
        return point;
    }

    /// Sparse rows with outcomes, kept once more as a dense table with a column of ones.
    private static final class Sample {
        final double[][] dense;
        final byte[] labels;
        final SparseMatrix matrix;

        Sample(int rows, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            dense = new double[rows][COLUMNS + 1];
            labels = new byte[rows];
            SparseMatrix.Builder builder = new SparseMatrix.Builder(rows, COLUMNS);
            for (int row = 0; row < rows; row++) {
                double logOdds = -0.5;
                for (int column = 0; column < COLUMNS; column++) {
                    boolean empty = random.nextDouble() < 0.4;
                    dense[row][column] = empty ? 0 : (float) random.nextGaussian();
                    builder.add(column, dense[row][column]);
                    logOdds += (column - 2) * 0.4 * dense[row][column];
                }
                dense[row][COLUMNS] = 1;
                builder.endRow();
                labels[row] = (byte) (random.nextDouble() < probability(logOdds) ? 1 : 0);
            }
            matrix = builder.build();
        }

        private static double probability(double logOdds) {
            return 1 / (1 + Math.exp(-logOdds));
        }

        private double logOdds(int row, double[] point) {
            double sum = 0;
            for (int column = 0; column <= COLUMNS; column++) {
                sum += point[column] * dense[row][column];
            }
            return sum;
        }

        double loss(LogisticRegression regression) {
            double loss = 0;
            for (int row = 0; row < labels.length; row++) {
                double own = probability(regression.logOdds(matrix, row));
                loss -= Math.log(labels[row] == 1 ? own : 1 - own);
            }
            return loss;
        }

        double[] gradient(double[] point, double penalty) {
            double[] gradient = new double[COLUMNS + 1];
            for (int row = 0; row < labels.length; row++) {
                double residual = probability(logOdds(row, point)) - labels[row];
                for (int column = 0; column <= COLUMNS; column++) {
                    gradient[column] += residual * dense[row][column];
                }
            }
            for (int column = 0; column < COLUMNS; column++) {
                gradient[column] += penalty * point[column];
            }
            return gradient;
        }

        double[] newton(double penalty) {
            double[] point = new double[COLUMNS + 1];
            for (int step = 0; step < 60; step++) {
                double[][] curvature = new double[COLUMNS + 1][COLUMNS + 2];
                double[] gradient = gradient(point, penalty);
                for (int row = 0; row < labels.length; row++) {
                    double own = probability(logOdds(row, point));
                    for (int left = 0; left <= COLUMNS; left++) {
                        for (int right = 0; right <= COLUMNS; right++) {
                            curvature[left][right] +=
                                    own * (1 - own) * dense[row][left] * dense[row][right];
                        }
                    }
                }
                for (int column = 0; column <= COLUMNS; column++) {
                    curvature[column][column] += column < COLUMNS ? penalty : 0;
                    curvature[column][COLUMNS + 1] = gradient[column];
                }
                double[] change = solve(curvature);
                for (int column = 0; column <= COLUMNS; column++) {
                    point[column] -= change[column];
                }
            }
            return point;
        }

        /// Gauss and Jordan's elimination of a matrix whose last column is the right side.
        private static double[] solve(double[][] matrix) {
            int size = matrix.length;
            for (int pivot = 0; pivot < size; pivot++) {
                for (int row = 0; row < size; row++) {
                    if (row != pivot) {
                        double factor = matrix[row][pivot] / matrix[pivot][pivot];
                        for (int column = pivot; column <= size; column++) {
                            matrix[row][column] -= factor * matrix[pivot][column];
                        }
                    }
                }
            }
            double[] solution = new double[size];
            for (int row = 0; row < size; row++) {
                solution[row] = matrix[row][size] / matrix[row][row];
            }
            return solution;
        }
    }
}
