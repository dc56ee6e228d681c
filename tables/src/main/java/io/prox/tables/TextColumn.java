package io.prox.tables;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A column of text as it stands in the file. Immutable.
public final class TextColumn implements Column {
    private final ColumnSchema schema;
    private final Cells cells;

    private TextColumn(ColumnSchema schema, Cells cells) {
        this.schema = requireNonNull(schema, "schema");
        this.cells = requireNonNull(cells, "cells");
    }

    /// @param cells one for each row, the empty text where missing
    public static TextColumn of(ColumnSchema schema, List<String> cells) {
        return new TextColumn(schema, Cells.of(cells));
    }

    /// @param cells one for each row; shared, not copied
    public static TextColumn of(ColumnSchema schema, Cells cells) {
        return new TextColumn(schema, cells);
    }

    @Override
    public ColumnSchema schema() {
        return schema;
    }

    @Override
    public int rows() {
        return cells.rows();
    }

    @Override
    public boolean isMissing(int row) {
        return schema.format().isMissing(cells.text(row));
    }

    /// The cell as it stands in the file; the empty text where it is empty. Makes a new String.
    public String text(int row) {
        return cells.text(row);
    }
}
