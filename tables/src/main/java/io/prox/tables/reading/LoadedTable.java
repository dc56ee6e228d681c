package io.prox.tables.reading;

import io.prox.tables.Table;
import java.util.List;
import java.util.Optional;

/// A file in memory: every column of it, typed, with what was found out on the way.
public final class LoadedTable {
    private final Table table;
    private final FileFacts facts;
    private final List<ColumnFacts> columnFacts;
    private final int[] sourceRows;

    LoadedTable(Table table, FileFacts facts, List<ColumnFacts> columnFacts, int[] sourceRows) {
        this.table = table;
        this.facts = facts;
        this.columnFacts = List.copyOf(columnFacts);
        this.sourceRows = sourceRows;
    }

    /// Every column of the file in its order: value columns for kinds of values, text columns for
    /// the others and for those kept verbatim.
    public Table table() {
        return table;
    }

    public FileFacts facts() {
        return facts;
    }

    /// One for each column, in the same order.
    public List<ColumnFacts> columnFacts() {
        return columnFacts;
    }

    public Optional<ColumnFacts> columnFacts(String name) {
        return columnFacts.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /// The data row of the file, counted from 0, that a row of the table was.
    public int sourceRow(int row) {
        return sourceRows[row];
    }
}
