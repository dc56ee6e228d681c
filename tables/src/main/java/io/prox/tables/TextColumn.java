package io.prox.tables;

import java.util.List;

/// A column of text as it stands in the file. Immutable.
public final class TextColumn implements Column {
    private final ColumnSchema schema;
    private final List<String> cells;

    private TextColumn(ColumnSchema schema, List<String> cells) {
        this.schema = schema;
        this.cells = List.copyOf(cells);
    }

    /// @param cells one for each row, the empty text where missing
    public static TextColumn of(ColumnSchema schema, List<String> cells) {
        return new TextColumn(schema, cells);
    }

    @Override
    public ColumnSchema schema() {
        return schema;
    }

    @Override
    public int rows() {
        return cells.size();
    }

    @Override
    public boolean isMissing(int row) {
        String folded = CellFormat.fold(cells.get(row));
        return folded.isEmpty() || schema.format().missingWords().contains(folded);
    }

    /// The cell as it stands in the file; the empty text where it is empty.
    public String text(int row) {
        return cells.get(row);
    }
}
