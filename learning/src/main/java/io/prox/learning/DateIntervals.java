package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The days between two dates of a lead, where one nearly always comes after the other: a column of
/// its own, which counts to the later date's column. Immutable.
///
/// @param pairs of columns, by name
record DateIntervals(List<Pair> pairs) {
    private static final int MOST_DATES = 6;
    private static final double NEARLY_ALWAYS = 0.9;
    private static final double FILLED = 0.2;
    private static final double DAY = 86_400;

    DateIntervals {
        pairs = List.copyOf(pairs);
    }

    /// @param from the earlier date
    /// @param to the later date
    record Pair(String from, String to) {
        private String name() {
            return "Days from %s to %s".formatted(from, to);
        }
    }

    /// The pairs that a table has.
    static DateIntervals in(Table table) {
        List<ValueColumn> dates =
                table.columns().stream()
                        .filter(column -> column.schema().kind() == Kind.DATE)
                        .map(ValueColumn.class::cast)
                        .limit(MOST_DATES)
                        .toList();
        List<Pair> pairs = new ArrayList<>();
        for (ValueColumn from : dates) {
            for (ValueColumn to : dates) {
                if (from != to && follows(from, to)) {
                    pairs.add(new Pair(from.name(), to.name()));
                }
            }
        }
        return new DateIntervals(pairs);
    }

    private static boolean follows(ValueColumn from, ValueColumn to) {
        int both = 0;
        int after = 0;
        int same = 0;
        for (int row = 0; row < from.rows(); row++) {
            double days = to.value(row) - from.value(row);
            if (!Double.isNaN(days)) {
                both++;
                after += days >= 0 ? 1 : 0;
                same += days == 0 ? 1 : 0;
            }
        }
        return both >= FILLED * from.rows() && after >= NEARLY_ALWAYS * both && same < both;
    }

    List<String> names() {
        return pairs.stream().map(Pair::name).toList();
    }

    /// The dates that an interval of this name begins at: none for any other column.
    List<String> earlierDates(String column) {
        return pairs.stream().filter(pair -> pair.name().equals(column)).map(Pair::from).toList();
    }

    /// The table with the intervals that it has the dates for.
    Table addTo(Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        for (Pair pair : pairs) {
            if (table.column(pair.from()).orElse(null) instanceof ValueColumn from
                    && table.column(pair.to()).orElse(null) instanceof ValueColumn to) {
                double[] days = new double[table.rows()];
                for (int row = 0; row < days.length; row++) {
                    days[row] = (to.value(row) - from.value(row)) / DAY;
                }
                columns.add(
                        ValueColumn.of(
                                new ColumnSchema(
                                        pair.name(),
                                        to.schema().source(),
                                        Kind.NUMBER,
                                        "days between two dates",
                                        new CellFormat.Numbers('.', '\0', Set.of())),
                                days));
            }
        }
        return new Table(table.rows(), columns);
    }
}
