package io.prox.tables.reading;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import io.prox.tables.Column;
import io.prox.tables.ValueColumn;
import io.prox.tables.kinds.Decision;

/// Counts about one column of a file.
///
/// @param name of the column
/// @param missing rows without a value that can be read
/// @param distinct different values; case and words for missing do not count
public record ColumnFacts(String name, int missing, int distinct) {
    /// Counts about a column that was read from cells.
    public static ColumnFacts of(Decision decision, Column column, Cells cells) {
        return new ColumnFacts(
                decision.schema().name(), missing(column, cells), decision.distinct());
    }

    private static int missing(Column column, Cells cells) {
        var missing = new int[1];
        if (column instanceof ValueColumn) {
            for (int row = 0; row < column.rows(); row++) {
                missing[0] += column.isMissing(row) ? 1 : 0;
            }
        } else {
            CellFormat format = column.schema().format();
            cells.forEachValue((text, count) -> missing[0] += format.isMissing(text) ? count : 0);
        }
        return missing[0];
    }
}
