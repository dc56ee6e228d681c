package io.prox.learning.linear;

/// The Hessian of a ridge regression at one point, to be divided by: it turns a gradient into a
/// step that knows which columns say the same thing and how often each is filled.
///
/// Kept whole, as a Cholesky factor (Golub and Van Loan, Matrix Computations, 4th edition 2013,
/// algorithm 4.2.1), up to [#MOST_WHOLE] columns, above that as its diagonal. Estimated from at
/// most [#MOST_ROWS] rows.
final class Curvature {
    static final int MOST_WHOLE = 800;
    static final int MOST_ROWS = 20_000;

    private final int size;

    /// Lower triangle, row by row; a single element a row where only the diagonal is kept.
    private final double[][] factor;

    private Curvature(double[][] factor) {
        this.size = factor.length;
        this.factor = factor;
    }

    /// @param point coefficients, the intercept last
    /// @param penalties one for every coefficient but the intercept
    static Curvature at(SparseMatrix matrix, double[] point, double[] penalties) {
        boolean whole = point.length <= MOST_WHOLE;
        double[][] hessian = new double[point.length][];
        for (int column = 0; column < point.length; column++) {
            hessian[column] = new double[whole ? column + 1 : 1];
        }
        int intercept = point.length - 1;
        int step = Math.ceilDiv(Math.max(1, matrix.rows), MOST_ROWS);
        for (int row = 0; row < matrix.rows; row += step) {
            double probability = 1 / (1 + Math.exp(-point[intercept] - matrix.dot(row, point)));
            double weight = step * Math.max(1e-6, probability * (1 - probability));
            if (whole) {
                addWhole(hessian, matrix, row, weight);
            } else {
                addDiagonal(hessian, matrix, row, weight);
            }
        }
        for (int column = 0; column < intercept; column++) {
            double[] own = hessian[column];
            own[own.length - 1] += penalties[column];
        }
        // An intercept without rows, or told wholly by other columns, still needs a pivot.
        double[] last = hessian[intercept];
        last[last.length - 1] = last[last.length - 1] * (1 + 1e-9) + 1e-9;
        factorise(hessian);
        return new Curvature(hessian);
    }

    /// Adds the outer product of a row with itself. Indices of a row rise, so that the later of two
    /// is the row of the triangle.
    private static void addWhole(double[][] hessian, SparseMatrix matrix, int row, double weight) {
        int from = matrix.starts[row];
        int to = matrix.starts[row + 1];
        double[] last = hessian[hessian.length - 1];
        for (int at = from; at < to; at++) {
            double[] own = hessian[matrix.indices[at]];
            double scaled = weight * matrix.values[at];
            for (int other = from; other <= at; other++) {
                own[matrix.indices[other]] += scaled * matrix.values[other];
            }
            last[matrix.indices[at]] += scaled;
        }
        last[hessian.length - 1] += weight;
    }

    private static void addDiagonal(
            double[][] hessian, SparseMatrix matrix, int row, double weight) {
        for (int at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) {
            hessian[matrix.indices[at]][0] += weight * matrix.values[at] * matrix.values[at];
        }
        hessian[hessian.length - 1][0] += weight;
    }

    private static void factorise(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            double[] own = matrix[row];
            int diagonal = own.length - 1;
            for (int column = 0; column < diagonal; column++) {
                double[] other = matrix[column];
                own[column] = (own[column] - dot(own, other, column)) / other[column];
            }
            double pivot = own[diagonal] - dot(own, own, diagonal);
            own[diagonal] = Math.sqrt(Math.max(pivot, 1e-12));
        }
    }

    private static double dot(double[] left, double[] right, int length) {
        double sum = 0;
        for (int index = 0; index < length; index++) {
            sum += left[index] * right[index];
        }
        return sum;
    }

    /// The diagonal of the inverse: the variance of each coefficient, the intercept's last.
    double[] inverseDiagonal() {
        double[] result = new double[size];
        double[] solved = new double[size];
        for (int column = 0; column < size; column++) {
            // With the factor L, the element is the squared length of what L makes of a unit
            // vector.
            for (int row = column; row < size; row++) {
                double[] own = factor[row];
                int diagonal = own.length - 1;
                double left = row == column ? 1 : 0;
                for (int other = column; other < diagonal; other++) {
                    left -= own[other] * solved[other];
                }
                solved[row] = left / own[diagonal];
                result[column] += solved[row] * solved[row];
            }
        }
        return result;
    }

    /// Divides the vector by the Hessian, in place.
    void divide(double[] vector) {
        for (int row = 0; row < size; row++) {
            double[] own = factor[row];
            int diagonal = own.length - 1;
            vector[row] = (vector[row] - dot(own, vector, diagonal)) / own[diagonal];
        }
        for (int row = size - 1; row >= 0; row--) {
            double[] own = factor[row];
            int diagonal = own.length - 1;
            vector[row] /= own[diagonal];
            for (int column = 0; column < diagonal; column++) {
                vector[column] -= own[column] * vector[row];
            }
        }
    }
}
