package io.prox.learning.linear;

/// What the rows of a logistic regression say about its coefficients at one point: the Fisher
/// information, `Xᵀ W X`. With penalties it becomes the [Curvature] of the objective.
///
/// Kept whole up to [#MOST_WHOLE] columns, above that as its diagonal. Estimated from at most
/// [#MOST_ROWS] rows.
final class Information {
    static final int MOST_WHOLE = 800;
    static final int MOST_ROWS = 10_000;

    /// Lower triangle, row by row; a single element a row where only the diagonal is kept.
    private final double[][] triangle;

    private Information(double[][] triangle) {
        this.triangle = triangle;
    }

    /// @param point coefficients, the intercept last
    static Information at(SparseMatrix matrix, double[] point) {
        boolean whole = point.length <= MOST_WHOLE;
        double[][] triangle = new double[point.length][];
        for (int column = 0; column < point.length; column++) {
            triangle[column] = new double[whole ? column + 1 : 1];
        }
        int intercept = point.length - 1;
        int step = Math.ceilDiv(Math.max(1, matrix.rows), MOST_ROWS);
        for (int row = 0; row < matrix.rows; row += step) {
            double probability = 1 / (1 + Math.exp(-point[intercept] - matrix.dot(row, point)));
            double weight = step * Math.max(1e-6, probability * (1 - probability));
            if (whole) {
                addWhole(triangle, matrix, row, weight);
            } else {
                addDiagonal(triangle, matrix, row, weight);
            }
        }
        return new Information(triangle);
    }

    /// Adds the outer product of a row with itself. Indices of a row rise, so that the later of two
    /// is the row of the triangle.
    private static void addWhole(double[][] triangle, SparseMatrix matrix, int row, double weight) {
        int from = matrix.starts[row];
        int to = matrix.starts[row + 1];
        double[] last = triangle[triangle.length - 1];
        for (int at = from; at < to; at++) {
            double[] own = triangle[matrix.indices[at]];
            double scaled = weight * matrix.values[at];
            for (int other = from; other <= at; other++) {
                own[matrix.indices[other]] += scaled * matrix.values[other];
            }
            last[matrix.indices[at]] += scaled;
        }
        last[triangle.length - 1] += weight;
    }

    private static void addDiagonal(
            double[][] triangle, SparseMatrix matrix, int row, double weight) {
        for (int at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) {
            triangle[matrix.indices[at]][0] += weight * matrix.values[at] * matrix.values[at];
        }
        triangle[triangle.length - 1][0] += weight;
    }

    /// The curvature where each coefficient has a penalty and the intercept none.
    Curvature plus(double[] penalties) {
        double[][] sum = new double[triangle.length][];
        for (int column = 0; column < penalties.length; column++) {
            sum[column] = triangle[column].clone();
            sum[column][sum[column].length - 1] += penalties[column];
        }
        // An intercept without rows, or told wholly by other columns, still needs a pivot.
        double[] last = triangle[penalties.length].clone();
        last[last.length - 1] = last[last.length - 1] * (1 + 1e-9) + 1e-9;
        sum[penalties.length] = last;
        return Curvature.of(sum);
    }
}
