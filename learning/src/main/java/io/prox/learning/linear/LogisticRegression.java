package io.prox.learning.linear;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Logistic regression with ridge penalties: minimises the sum of log-losses plus half the sum of
/// penalty times squared coefficient; the intercept is free. A penalty is the inverse variance of a
/// normal prior on its coefficient.
///
/// Solved by L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd edition 2006, algorithm 7.5)
/// from the [Curvature] at the start, with a backtracking line search: the objective is strictly
/// convex, so the start does not matter beyond speed.
///
/// @param intercept log-odds of a row of zeros
/// @param coefficients one for each column; not to be changed
public record LogisticRegression(double intercept, Coefficients coefficients) {
    private static final int MEMORY = 8;
    private static final int MOST_STEPS = 200;

    /// More in a file is damage.
    private static final int MOST_COEFFICIENTS = 50_000_000;

    /// Relative length of the gradient at which the search ends.
    static final double TOLERANCE = 1e-5;

    /// Owns the array, so that the record compares by value.
    public static final class Coefficients {
        private final double[] values;

        public Coefficients(double[] values) {
            this.values = values.clone();
        }

        public int size() {
            return values.length;
        }

        public double get(int column) {
            return values[column];
        }

        public double[] toArray() {
            return values.clone();
        }

        double dot(SparseMatrix matrix, int row) {
            return matrix.dot(row, values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Coefficients that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// Fits.
    ///
    /// @param matrix the rows
    /// @param labels 1 for converted, 0 for not, one for each row
    /// @param penalty above 0
    public static LogisticRegression fit(SparseMatrix matrix, byte[] labels, double penalty) {
        double[] penalties = new double[matrix.columns()];
        Arrays.fill(penalties, penalty);
        double[] start = new double[matrix.columns() + 1];
        return fit(
                matrix,
                labels,
                penalties,
                start,
                Information.at(matrix, start).plus(penalties),
                TOLERANCE);
    }

    /// Fits, with a penalty for each coefficient.
    ///
    /// @param penalties above 0
    /// @param start where to search from: coefficients, the intercept last
    /// @param curvature at the start
    /// @param tolerance relative length of the gradient at which the search ends
    static LogisticRegression fit(
            SparseMatrix matrix,
            byte[] labels,
            double[] penalties,
            double[] start,
            Curvature curvature,
            double tolerance) {
        return new Fit(matrix, labels, penalties).run(start.clone(), curvature, tolerance);
    }

    /// The coefficients, the intercept last.
    double[] point() {
        double[] point = Arrays.copyOf(coefficients.values, coefficients.size() + 1);
        point[coefficients.size()] = intercept;
        return point;
    }

    /// The same regression with its log-odds multiplied.
    public LogisticRegression times(double factor) {
        double[] scaled = coefficients.toArray();
        for (int column = 0; column < scaled.length; column++) {
            scaled[column] *= factor;
        }
        return new LogisticRegression(factor * intercept, new Coefficients(scaled));
    }

    /// Log-odds of one row.
    public double logOdds(SparseMatrix matrix, int row) {
        return intercept + coefficients.dot(matrix, row);
    }

    public void write(DataOutput output) throws IOException {
        output.writeDouble(intercept);
        output.writeInt(coefficients.size());
        for (double coefficient : coefficients.values) {
            output.writeDouble(coefficient);
        }
    }

    public static LogisticRegression read(DataInput input) throws IOException {
        double intercept = input.readDouble();
        int size = input.readInt();
        if (size < 0 || size > MOST_COEFFICIENTS) {
            throw new IOException("impossible number of coefficients " + size);
        }
        double[] values = new double[size];
        for (int column = 0; column < size; column++) {
            values[column] = input.readDouble();
        }
        return new LogisticRegression(intercept, new Coefficients(values));
    }

    /// One search; the last element of a point is the intercept.
    private static final class Fit {
        private final SparseMatrix matrix;
        private final byte[] labels;
        private final double[] penalties;
        private final int size;

        private Fit(SparseMatrix matrix, byte[] labels, double[] penalties) {
            for (double penalty : penalties) {
                if (!(penalty > 0)) {
                    throw new IllegalArgumentException("penalty is not positive: " + penalty);
                }
            }
            this.matrix = matrix;
            this.labels = labels;
            this.penalties = penalties;
            this.size = matrix.columns() + 1;
        }

        private LogisticRegression run(double[] start, Curvature curvature, double tolerance) {
            double[] point = start;
            double[] gradient = new double[size];
            double value = evaluate(point, gradient);
            double[][] steps = new double[MEMORY][];
            double[][] changes = new double[MEMORY][];
            double goal = tolerance * Math.max(1, norm(gradient));
            for (int count = 0; count < MOST_STEPS && norm(gradient) > goal; count++) {
                double[] direction = direction(curvature, gradient, steps, changes, count);
                double slope = dot(direction, gradient);
                double length = 1;
                double[] next = new double[size];
                double[] nextGradient = new double[size];
                double nextValue;
                while (true) {
                    for (int index = 0; index < size; index++) {
                        next[index] = point[index] + length * direction[index];
                    }
                    nextValue = evaluate(next, nextGradient);
                    if (nextValue <= value + 1e-4 * length * slope || length < 1e-12) {
                        break;
                    }
                    length /= 2;
                }
                if (length < 1e-12) {
                    break;
                }
                steps[count % MEMORY] = difference(next, point);
                changes[count % MEMORY] = difference(nextGradient, gradient);
                point = next;
                gradient = nextGradient;
                value = nextValue;
            }
            return new LogisticRegression(
                    point[size - 1], new Coefficients(Arrays.copyOf(point, size - 1)));
        }

        /// The two-loop recursion.
        private double[] direction(
                Curvature curvature,
                double[] gradient,
                double[][] steps,
                double[][] changes,
                int count) {
            double[] result = gradient.clone();
            int kept = Math.min(count, MEMORY);
            double[] weights = new double[kept];
            for (int back = 1; back <= kept; back++) {
                int slot = (count - back) % MEMORY;
                weights[back - 1] = dot(steps[slot], result) / dot(steps[slot], changes[slot]);
                addTo(result, changes[slot], -weights[back - 1]);
            }
            curvature.divide(result);
            for (int back = kept; back >= 1; back--) {
                int slot = (count - back) % MEMORY;
                double correction = dot(changes[slot], result) / dot(steps[slot], changes[slot]);
                addTo(result, steps[slot], weights[back - 1] - correction);
            }
            for (int index = 0; index < size; index++) {
                result[index] = -result[index];
            }
            return result;
        }

        private double evaluate(double[] point, double[] gradient) {
            double loss = 0;
            Arrays.fill(gradient, 0);
            for (int row = 0; row < matrix.rows; row++) {
                double logOdds = point[size - 1] + matrix.dot(row, point);
                double signed = labels[row] == 1 ? logOdds : -logOdds;
                double decay = Math.exp(-Math.abs(signed));
                // decay is in (0, 1]: log1p would gain nothing and takes five times as long.
                loss += Math.log(1 + decay) + Math.max(0, -signed);
                double probability = logOdds >= 0 ? 1 / (1 + decay) : decay / (1 + decay);
                double residual = probability - labels[row];
                for (int at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) {
                    gradient[matrix.indices[at]] += residual * matrix.values[at];
                }
                gradient[size - 1] += residual;
            }
            double squares = 0;
            for (int index = 0; index < size - 1; index++) {
                squares += penalties[index] * point[index] * point[index];
                gradient[index] += penalties[index] * point[index];
            }
            return loss + squares / 2;
        }

        private static double norm(double[] vector) {
            return Math.sqrt(dot(vector, vector));
        }

        private static double dot(double[] left, double[] right) {
            double sum = 0;
            for (int index = 0; index < left.length; index++) {
                sum += left[index] * right[index];
            }
            return sum;
        }

        private static void addTo(double[] sum, double[] added, double factor) {
            for (int index = 0; index < sum.length; index++) {
                sum[index] += factor * added[index];
            }
        }

        private static double[] difference(double[] left, double[] right) {
            double[] result = new double[left.length];
            for (int index = 0; index < left.length; index++) {
                result[index] = left[index] - right[index];
            }
            return result;
        }
    }
}
