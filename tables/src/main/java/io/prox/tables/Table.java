package io.prox.tables;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Columns of one length under unique names. Immutable.
///
/// @param rows how many rows each column has
/// @param columns in the order of the file
public record Table(int rows, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
        var names = new HashSet<String>();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column '%s' has %d rows, the table %d"
                                .formatted(column.name(), column.rows(), rows));
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns have the name " + column.name());
            }
        }
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
