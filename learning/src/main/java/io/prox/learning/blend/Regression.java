package io.prox.learning.blend;

import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.SparseMatrix;
import io.prox.tables.ValueColumn;
import java.util.List;

/// The regression of a member: effects of single columns, and of a few pairs of them.
///
/// @param single on the linear features of the member's encoder
record Regression(LogisticRegression single, List<Crossing> crossings) {
    Regression {
        crossings = List.copyOf(crossings);
    }

    /// The same with its log-odds multiplied.
    Regression times(double factor) {
        return new Regression(
                single.times(factor),
                crossings.stream().map(crossing -> crossing.times(factor)).toList());
    }

    /// Log-odds of rows.
    ///
    /// @param linear their linear features
    double[] logOdds(SparseMatrix linear, List<ValueColumn> columns, int[] rows) {
        double[] result = new double[rows.length];
        for (int index = 0; index < rows.length; index++) {
            result[index] = single.logOdds(linear, index);
        }
        for (Crossing crossing : crossings) {
            ValueColumn left = columns.get(crossing.pair().left());
            ValueColumn right = columns.get(crossing.pair().right());
            for (int index = 0; index < rows.length; index++) {
                result[index] +=
                        crossing.logOdds(left.value(rows[index]), right.value(rows[index]));
            }
        }
        return result;
    }
}
