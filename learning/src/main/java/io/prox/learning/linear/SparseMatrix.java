package io.prox.learning.linear;

import java.util.Arrays;
import java.util.List;

/// Rows of few non-zero values, in compressed row form. Immutable once built.
public final class SparseMatrix {
    final int rows;
    final int columns;
    final int[] starts;
    final int[] indices;
    final float[] values;

    private SparseMatrix(int rows, int columns, int[] starts, int[] indices, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// The sum over one row of value times coefficient.
    ///
    /// @param coefficients one for each column
    public double dot(int row, double[] coefficients) {
        double sum = 0;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            sum += values[at] * coefficients[indices[at]];
        }
        return sum;
    }

    /// The given rows in the given order.
    public SparseMatrix rows(int[] selected) {
        Builder builder = new Builder(selected.length, columns);
        for (int row : selected) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                builder.add(indices[at], values[at]);
            }
            builder.endRow();
        }
        return builder.build();
    }

    /// The same rows, each with a few more columns that are 1.
    ///
    /// @param more for each of them and each row, the column, counted on from this matrix's; -1 for
    ///   none. Those of a row rise
    /// @param width how many columns come on
    public SparseMatrix with(List<int[]> more, int width) {
        Builder builder = new Builder(rows, columns + width);
        for (int row = 0; row < rows; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                builder.add(indices[at], values[at]);
            }
            for (int[] own : more) {
                if (own[row] >= 0) {
                    builder.add(columns + own[row], 1);
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    /// The mean of each column.
    public double[] means() {
        double[] means = new double[columns];
        for (int at = 0; at < starts[rows]; at++) {
            means[indices[at]] += values[at];
        }
        for (int column = 0; column < columns; column++) {
            means[column] /= Math.max(1, rows);
        }
        return means;
    }

    /// Collects rows in order.
    public static final class Builder {
        private final int columns;
        private final int[] starts;
        private int rows;
        private int size;
        private int[] indices;
        private float[] values;

        /// @param rows how many will come
        /// @param columns how wide they are
        public Builder(int rows, int columns) {
            this.columns = columns;
            this.starts = new int[rows + 1];
            this.indices = new int[Math.max(16, rows * 8)];
            this.values = new float[indices.length];
        }

        /// Adds a value to the row that is being built; a zero needs no place.
        ///
        /// @param column above those added to the row before
        public void add(int column, double value) {
            if (size > starts[rows] && column <= indices[size - 1]) {
                throw new IllegalArgumentException(
                        "column %d comes after column %d".formatted(column, indices[size - 1]));
            }
            if (value == 0) {
                return;
            }
            if (size == indices.length) {
                int larger = (int) Math.min(Integer.MAX_VALUE - 8L, size + (size >> 1) + 16L);
                indices = Arrays.copyOf(indices, larger);
                values = Arrays.copyOf(values, larger);
            }
            indices[size] = column;
            values[size] = (float) value;
            size++;
        }

        /// Closes the row that is being built.
        public void endRow() {
            rows++;
            starts[rows] = size;
        }

        public SparseMatrix build() {
            if (rows != starts.length - 1) {
                throw new IllegalStateException(
                        "%d rows announced, %d built".formatted(starts.length - 1, rows));
            }
            return new SparseMatrix(
                    rows,
                    columns,
                    starts,
                    Arrays.copyOf(indices, size),
                    Arrays.copyOf(values, size));
        }
    }
}
