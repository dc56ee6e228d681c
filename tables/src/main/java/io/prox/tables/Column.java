package io.prox.tables;

/// One column of a [Table], as many rows long as every other. Immutable.
public sealed interface Column permits ValueColumn, TextColumn {
    ColumnSchema schema();

    int rows();

    boolean isMissing(int row);

    default String name() {
        return schema().name();
    }
}
