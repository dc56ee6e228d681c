package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The data rows of a file. Rows that are longer or shorter than the header are left out, since
/// nobody can tell which of their cells belongs where; where these are many, the file is refused.
final class DataRows implements Closeable {
    /// The file is refused if one row in so many, or more, is left out.
    private static final int BEARABLE = 100;

    private static final int LINES_NAMED = 5;

    private final FileShape shape;
    private final RowReader rows;
    private final int width;
    private final List<String> leftOutLines = new ArrayList<>();
    private long leftOut;
    private long count;

    DataRows(FileShape shape) throws IOException {
        this.shape = shape;
        this.rows = shape.open();
        this.width = shape.columns().size();
    }

    /// @return false at the end of the file
    boolean advance() throws IOException {
        while (rows.advance()) {
            Row row = rows.row();
            if (row.size() == 1 && width > 1 && row.isBlankFrom(0)) {
                continue;
            }
            count++;
            if (fits(row)) {
                return true;
            }
            leaveOut(row);
        }
        return false;
    }

    /// The row read last, with a cell for each column at least.
    Row row() {
        return rows.row();
    }

    /// How many data rows have been read, those left out included.
    long count() {
        return count;
    }

    long leftOut() {
        return leftOut;
    }

    /// To be asked at the end of the file.
    ///
    /// @return a sentence about the rows left out, nothing if there are none
    List<String> verdict() {
        if (count == 0) {
            throw new TableException("has a header and no rows; export it with its rows");
        }
        if (leftOut == 0) {
            return List.of();
        }
        String lines =
                String.join(", ", leftOutLines) + (leftOut > leftOutLines.size() ? ", …" : "");
        if (leftOut * BEARABLE >= count) {
            throw new TableException(
                    ("%,d of %,d rows are not as long as the header, which has %,d cells: %s. Is"
                                    + " there an unquoted delimiter or line break within a cell?")
                            .formatted(leftOut, count, width, lines));
        }
        return List.of(
                ("%,d of %,d rows are not as long as the header, which has %,d cells, and were"
                                + " left out: %s.")
                        .formatted(leftOut, count, width, lines));
    }

    private boolean fits(Row row) {
        if (shape.format() == FileFormat.SPREADSHEET) {
            for (int cell = row.size(); cell < width; cell++) {
                row.add("");
            }
        }
        return row.size() == width || (row.size() > width && row.isBlankFrom(width));
    }

    private void leaveOut(Row row) {
        leftOut++;
        if (leftOutLines.size() < LINES_NAMED) {
            leftOutLines.add("line %d has %,d".formatted(row.line(), row.size()));
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
