package io.prox.tables;

import java.util.Set;

/// How a column writes its dates: the order of day, month and year, or a count since 1970.
///
/// Text may use `-`, `/`, `.` or blanks between the parts, names of months in a few languages, a
/// weekday in front, a time of day with or without AM and PM, and an offset from UTC; a time
/// without offset counts as UTC. Years of two digits lie in 1969 to 2068, as in POSIX `strptime`.
///
/// @param order how the parts stand
/// @param hasTime whether some cells state a time of day
public record DatePattern(Order order, boolean hasTime) {

    /// The order of the parts of a date.
    public enum Order {
        /// `2024-03-31`, `2024/3/31 10:15`, `2024-03-31T10:15:00+02:00`.
        YEAR_MONTH_DAY,
        /// `31.03.2024`, `31/03/24`, `31-Mar-2024`.
        DAY_MONTH_YEAR,
        /// `3/31/2024`, `Mar 31, 2024`.
        MONTH_DAY_YEAR,
        /// `2024-03`: the first day of that month.
        YEAR_MONTH,
        /// `03/2024`, `Mar 2024`: the first day of that month.
        MONTH_YEAR,
        /// `20240331`, `20240331101500`.
        COMPACT,
        /// Seconds since 1970-01-01T00Z.
        EPOCH_SECONDS,
        /// Milliseconds since 1970-01-01T00Z.
        EPOCH_MILLISECONDS
    }

    /// @return seconds since 1970-01-01T00Z, NaN where the text is no date in this order
    public double parse(String cell) {
        return switch (order) {
            case EPOCH_SECONDS -> NumberText.parse(cell, '.', '\0');
            case EPOCH_MILLISECONDS -> NumberText.parse(cell, '.', '\0') / 1000;
            case YEAR_MONTH_DAY, DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH, MONTH_YEAR, COMPACT ->
                    new DateText(cell).seconds(order);
        };
    }

    /// @return seconds since 1970-01-01T00Z, NaN where the cell is missing or no date
    double parse(String cell, Set<String> missingWords) {
        double seconds = parse(cell);
        return Double.isNaN(seconds) || missingWords.contains(CellFormat.fold(cell))
                ? Double.NaN
                : seconds;
    }

    /// Whether the text, read as a date of any order, states a time of day.
    public static boolean statesTime(String cell) {
        return cell.indexOf(':') > 0;
    }
}
