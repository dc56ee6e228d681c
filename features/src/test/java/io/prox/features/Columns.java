package io.prox.features;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Tables in few words.
final class Columns {
    private Columns() {}

    static TextColumn text(String name, Kind kind, String... cells) {
        return TextColumn.of(
                new ColumnSchema(name, kind, "test", new CellFormat.Verbatim(Set.of())),
                List.of(cells));
    }

    static ValueColumn numbers(String name, double... values) {
        return ValueColumn.of(
                new ColumnSchema(
                        name, Kind.NUMBER, "test", new CellFormat.Numbers('.', ',', Set.of())),
                values);
    }

    static ValueColumn category(String name, List<String> levels, double... codes) {
        return ValueColumn.of(
                new ColumnSchema(
                        name, Kind.CATEGORY, "test", new CellFormat.Levels(levels, Set.of())),
                codes);
    }

    static Table table(Column... columns) {
        return new Table(columns[0].rows(), Arrays.asList(columns));
    }

    /// A derived value as a person reads it: a level, a number, or `missing`.
    static String words(Table table, String column, int row) {
        var values = (ValueColumn) table.column(column).orElseThrow();
        double value = values.value(row);
        if (Double.isNaN(value)) {
            return "missing";
        }
        List<String> levels = values.schema().levels();
        return levels.isEmpty() ? Double.toString(value) : levels.get((int) value);
    }
}
