package io.prox.learning.linear;

/// The Hessian of a penalised regression at one point, to be divided by: it turns a gradient into a
/// step that knows which columns say the same thing and how often each is filled. Kept as a
/// Cholesky factor (Golub and Van Loan, Matrix Computations, 4th edition 2013, algorithm 4.2.1).
final class Curvature {
    private final int size;

    /// Lower triangle, row by row; a single element a row where only the diagonal is kept.
    private final double[][] factor;

    private Curvature(double[][] factor) {
        this.size = factor.length;
        this.factor = factor;
    }

    /// @param hessian its lower triangle, row by row, or only the diagonal; taken over and changed
    static Curvature of(double[][] hessian) {
        factorise(hessian);
        return new Curvature(hessian);
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
