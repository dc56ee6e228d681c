package io.prox.tables.reading;

import io.prox.tables.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Some rows of a file one after the other, typed and as they stand.
public final class Chunk {
    private final Table table;
    private final List<String> header;
    private final List<String[]> rows;
    private final long[] sourceRows;
    private final double shareRead;

    Chunk(
            Table table,
            List<String> header,
            List<String[]> rows,
            long[] sourceRows,
            double shareRead) {
        this.table = table;
        this.header = header;
        this.rows = rows;
        this.sourceRows = sourceRows;
        this.shareRead = shareRead;
    }

    /// The columns that were asked for and are in the file, under the names of their schemas.
    public Table table() {
        return table;
    }

    public int rows() {
        return rows.size();
    }

    /// All columns of the file, by name, in its order.
    public List<String> header() {
        return header;
    }

    /// The cells of a row as they stand in the file, one for each name of the header.
    public List<String> cells(int row) {
        return Collections.unmodifiableList(Arrays.asList(rows.get(row)));
    }

    /// The data row of the file, counted from 0, that the first row of the chunk was.
    public long firstRow() {
        return sourceRows[0];
    }

    /// The data row of the file, counted from 0, that a row of the chunk was.
    public long sourceRow(int row) {
        return sourceRows[row];
    }

    /// The share of the file read so far, from 0 to 1.
    public double shareRead() {
        return shareRead;
    }
}
