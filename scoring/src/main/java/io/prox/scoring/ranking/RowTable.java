package io.prox.scoring.ranking;

import io.prox.tables.Cells;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import java.util.List;
import java.util.Map;

/// Rows of named cells as a typed table.
public final class RowTable {
    private RowTable() {}

    /// @param schemas of the columns, which decide how a cell is read
    /// @param rows named cells; a cell without an entry is missing
    public static Table of(List<ColumnSchema> schemas, List<? extends Map<String, String>> rows) {
        return new Table(
                rows.size(),
                schemas.stream()
                        .map(
                                schema ->
                                        schema.read(
                                                Cells.of(
                                                        rows.stream()
                                                                .map(
                                                                        row ->
                                                                                row.getOrDefault(
                                                                                        schema
                                                                                                .name(),
                                                                                        ""))
                                                                .toList())))
                        .toList());
    }
}
