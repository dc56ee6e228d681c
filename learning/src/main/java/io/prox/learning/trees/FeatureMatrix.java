package io.prox.learning.trees;

import java.util.Arrays;
import java.util.List;

/// Feature values, rows by columns, kept column by column. A missing value is NaN; a categorical
/// column holds codes 0, 1, 2, … whose order means nothing.
///
/// Immutable by convention: the matrix takes over the arrays that it is given, so that a million
/// rows need no second copy, and the giver writes to them no more. Matrices made from one another
/// share columns. Costs 8 bytes a value.
public final class FeatureMatrix {
    private final double[][] columns;
    private final boolean[] categorical;
    private final int rows;

    private FeatureMatrix(double[][] columns, boolean[] categorical, int rows) {
        this.columns = columns;
        this.categorical = categorical;
        this.rows = rows;
    }

    /// Takes over the columns.
    ///
    /// @param columns one array a column, all of one length, at least one column
    /// @param categorical which columns hold codes; as many as columns
    public static FeatureMatrix ofColumns(double[][] columns, boolean[] categorical) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("feature matrix has no columns");
        }
        if (categorical.length != columns.length) {
            throw new IllegalArgumentException(
                    "feature matrix has %d columns, but %d categorical flags"
                            .formatted(columns.length, categorical.length));
        }
        int rows = columns[0].length;
        for (int column = 0; column < columns.length; column++) {
            if (columns[column].length != rows) {
                throw new IllegalArgumentException(
                        "feature matrix column %d has %d rows, column 0 has %d"
                                .formatted(column, columns[column].length, rows));
            }
        }
        return new FeatureMatrix(columns.clone(), categorical.clone(), rows);
    }

    /// Copies the rows into columns.
    ///
    /// @param rows one array a row, all as long as `categorical`
    public static FeatureMatrix ofRows(double[][] rows, boolean[] categorical) {
        var columns = new double[categorical.length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns.length) {
                throw new IllegalArgumentException(
                        "feature matrix row %d has %d values, expected %d"
                                .formatted(row, rows[row].length, columns.length));
            }
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return ofColumns(columns, categorical);
    }

    /// Matrices of the same rows as one; shares their values.
    ///
    /// @param matrices at least one, equally long
    public static FeatureMatrix beside(List<FeatureMatrix> matrices) {
        int width = matrices.stream().mapToInt(FeatureMatrix::columns).sum();
        var columns = new double[width][];
        var categorical = new boolean[width];
        int from = 0;
        for (FeatureMatrix matrix : matrices) {
            System.arraycopy(matrix.columns, 0, columns, from, matrix.columns());
            System.arraycopy(matrix.categorical, 0, categorical, from, matrix.columns());
            from += matrix.columns();
        }
        return ofColumns(columns, categorical);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns.length;
    }

    public boolean categorical(int column) {
        return categorical[column];
    }

    public double value(int row, int column) {
        return columns[column][row];
    }

    /// A copy of one row, one value a column.
    public double[] row(int row) {
        var values = new double[columns.length];
        row(row, values);
        return values;
    }

    /// Copies one row.
    ///
    /// @param values filled; as many as columns
    public void row(int row, double[] values) {
        for (int column = 0; column < columns.length; column++) {
            values[column] = columns[column][row];
        }
    }

    /// A copy of one column, one value a row.
    public double[] column(int column) {
        return columns[column].clone();
    }

    /// The given rows in the given order; a row may come more than once. Copies their values.
    public FeatureMatrix selectRows(int[] selected) {
        var chosen = new double[columns.length][selected.length];
        for (int column = 0; column < columns.length; column++) {
            double[] from = columns[column];
            double[] to = chosen[column];
            for (int i = 0; i < selected.length; i++) {
                to[i] = from[selected[i]];
            }
        }
        return new FeatureMatrix(chosen, categorical, selected.length);
    }

    /// The given columns in the given order; shares their values.
    public FeatureMatrix selectColumns(int[] selected) {
        if (selected.length == 0) {
            throw new IllegalArgumentException("feature matrix has no columns");
        }
        var chosen = new double[selected.length][];
        var flags = new boolean[selected.length];
        for (int i = 0; i < selected.length; i++) {
            chosen[i] = columns[selected[i]];
            flags[i] = categorical[selected[i]];
        }
        return new FeatureMatrix(chosen, flags, rows);
    }

    /// The column itself, for readers in this package who do not write to it.
    double[] sharedColumn(int column) {
        return columns[column];
    }

    @Override
    public String toString() {
        int codes = 0;
        for (boolean flag : categorical) {
            codes += flag ? 1 : 0;
        }
        return "FeatureMatrix[%d rows, %d columns, %d categorical]"
                .formatted(rows, columns.length, codes);
    }

    /// Equal when every value has the same bits and every column the same kind.
    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureMatrix matrix
                && Arrays.equals(categorical, matrix.categorical)
                && Arrays.deepEquals(columns, matrix.columns);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(categorical) + Arrays.deepHashCode(columns);
    }
}
