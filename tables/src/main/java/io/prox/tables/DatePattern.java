package io.prox.tables;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;

/// How a column writes its dates: the order of day, month and year, or a count since 1970.
///
/// @param order how the parts stand
/// @param hasTime whether some cells state a time of day
public record DatePattern(Order order, boolean hasTime) {

    /// The order of the parts of a date.
    public enum Order {
        YEAR_MONTH_DAY,
        DAY_MONTH_YEAR,
        MONTH_DAY_YEAR,
        COMPACT,
        EPOCH_SECONDS,
        EPOCH_MILLISECONDS
    }

    /// @return seconds since 1970-01-01T00Z, NaN where the cell is missing or no date
    double parse(String cell, Set<String> missingWords) {
        String folded = CellFormat.fold(cell);
        if (folded.isEmpty() || missingWords.contains(folded)) {
            return Double.NaN;
        }
        try {
            return LocalDate.parse(folded).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException notADate) {
            return Double.NaN;
        }
    }
}
