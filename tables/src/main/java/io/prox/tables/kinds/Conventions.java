package io.prox.tables.kinds;

import io.prox.tables.DatePattern.Order;
import java.util.Collection;

/// How the writer of a file writes numbers and dates, told by those columns that leave no doubt; it
/// decides the others.
///
/// @param decimalMark `.` or `,`
/// @param decimalIsShown whether some column shows it, rather than none having any doubt
/// @param dayAndMonth the order of day and month; year-first says that no column shows it
record Conventions(char decimalMark, boolean decimalIsShown, Order dayAndMonth) {

    /// @param delimiter what parts the cells; a semicolon is used where the comma is taken by
    ///   fractions
    static Conventions of(Collection<ColumnProfile> columns, char delimiter) {
        int points = 0;
        int commas = 0;
        int daysFirst = 0;
        int monthsFirst = 0;
        for (ColumnProfile column : columns) {
            NumberTally numbers = column.numbers();
            if (numbers.isDecided()
                    && isMostly(numbers.under(numbers.decidedMark()).numbers(), column)) {
                points += numbers.decidedMark() == '.' ? 1 : 0;
                commas += numbers.decidedMark() == ',' ? 1 : 0;
            }
            DateTally dates = column.dates();
            if (isMostly(dates.dayAndMonth(), column)) {
                daysFirst += dates.onlyDayFirst() > dates.onlyMonthFirst() ? 1 : 0;
                monthsFirst += dates.onlyMonthFirst() > dates.onlyDayFirst() ? 1 : 0;
            }
        }
        char decimalMark = commas > points || (commas == points && delimiter == ';') ? ',' : '.';
        Order order = Order.YEAR_MONTH_DAY;
        if (daysFirst != monthsFirst) {
            order = daysFirst > monthsFirst ? Order.DAY_MONTH_YEAR : Order.MONTH_DAY_YEAR;
        }
        return new Conventions(decimalMark, points != commas, order);
    }

    private static boolean isMostly(long cells, ColumnProfile column) {
        return cells > 0 && cells * 100 >= column.sure() * 99;
    }
}
