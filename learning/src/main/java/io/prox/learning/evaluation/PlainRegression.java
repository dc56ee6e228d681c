package io.prox.learning.evaluation;

import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.SparseMatrix;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.List;

/// The logistic regression of the textbook, to compare with: quantities standardised, the mean for
/// missing ones, one indicator a level, penalty 1.
public final class PlainRegression {
    private static final double PENALTY = 1;

    /// Rarer levels than the most frequent ones have no indicator.
    private static final int MOST_LEVELS = 200;

    private final List<ValueColumn> columns;
    private final double[] means;
    private final double[] scales;
    private final int[] starts;
    private final LogisticRegression regression;

    /// Fits.
    ///
    /// @param labels of all rows
    public PlainRegression(List<ValueColumn> columns, int[] rows, byte[] labels) {
        this.columns = List.copyOf(columns);
        means = new double[columns.size()];
        scales = new double[columns.size()];
        starts = new int[columns.size() + 1];
        for (int index = 0; index < means.length; index++) {
            ValueColumn column = columns.get(index);
            int levels = Math.min(MOST_LEVELS, column.schema().levels().size());
            starts[index + 1] = starts[index] + 1 + levels;
            double[] known =
                    Arrays.stream(rows)
                            .mapToDouble(column::value)
                            .filter(value -> !Double.isNaN(value))
                            .toArray();
            double mean = Arrays.stream(known).average().orElse(0);
            double square =
                    Arrays.stream(known)
                            .map(value -> (value - mean) * (value - mean))
                            .average()
                            .orElse(0);
            means[index] = mean;
            scales[index] = square > 0 ? Math.sqrt(square) : 1;
        }
        byte[] own = new byte[rows.length];
        for (int index = 0; index < rows.length; index++) {
            own[index] = labels[rows[index]];
        }
        regression = LogisticRegression.fit(matrix(rows), own, PENALTY);
    }

    private SparseMatrix matrix(int[] rows) {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(rows.length, starts[columns.size()]);
        for (int row : rows) {
            for (int index = 0; index < means.length; index++) {
                double value = columns.get(index).value(row);
                boolean levels = columns.get(index).schema().kind().hasLevels();
                if (!levels && !Double.isNaN(value)) {
                    matrix.add(starts[index], (value - means[index]) / scales[index]);
                } else if (levels && value >= 0 && value < starts[index + 1] - starts[index] - 1) {
                    matrix.add(starts[index] + 1 + (int) value, 1);
                }
            }
            matrix.endRow();
        }
        return matrix.build();
    }

    /// Probabilities of other rows.
    public double[] probabilities(int[] rows) {
        SparseMatrix matrix = matrix(rows);
        double[] result = new double[rows.length];
        for (int index = 0; index < rows.length; index++) {
            result[index] = 1 / (1 + Math.exp(-regression.logOdds(matrix, index)));
        }
        return result;
    }
}
