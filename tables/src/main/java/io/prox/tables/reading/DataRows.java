package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The data rows of a file. Of rows that are longer or shorter than the header nobody can tell
/// which of their cells belongs where; where these are many, the file is refused.
final class DataRows implements Closeable {
    private static final int LINES_NAMED = 5;

    private final FileShape shape;
    private final Misshapen bearable;
    private final RowReader rows;
    private final int width;
    private final List<String> misshapenLines = new ArrayList<>();
    private long misshapen;
    private long count;
    private boolean whole;

    DataRows(FileShape shape, Misshapen bearable) throws IOException {
        this.shape = shape;
        this.bearable = bearable;
        this.rows = shape.open();
        this.width = shape.columns().size();
    }

    /// Goes to the next row that is as long as the header.
    ///
    /// @return false at the end of the file
    boolean advance() throws IOException {
        boolean more = advanceToAny();
        while (more && !whole) {
            more = advanceToAny();
        }
        return more;
    }

    /// Goes to the next row, whatever its length.
    ///
    /// @return false at the end of the file
    boolean advanceToAny() throws IOException {
        while (rows.advance()) {
            Row row = rows.row();
            if (row.size() == 1 && width > 1 && row.isBlankFrom(0)) {
                continue;
            }
            count++;
            whole = fits(row);
            if (!whole) {
                remember(row);
            }
            return true;
        }
        return false;
    }

    /// The row read last.
    Row row() {
        return rows.row();
    }

    /// Whether the row read last has a cell for each column, and no more that say something.
    boolean isWhole() {
        return whole;
    }

    /// How many data rows have been read.
    long count() {
        return count;
    }

    /// How many of them are not as long as the header.
    long misshapen() {
        return misshapen;
    }

    /// To be asked at the end of the file.
    ///
    /// @param consequence what became of rows that are not as long as the header: `were left out`
    /// @return a sentence about them, nothing if there are none
    List<String> verdict(String consequence) {
        if (count == 0) {
            throw new TableException("has a header and no rows; export it with its rows");
        }
        if (misshapen == 0) {
            return List.of();
        }
        String lines =
                String.join(", ", misshapenLines)
                        + (misshapen > misshapenLines.size() ? ", …" : "");
        if (bearable.isTooMuch(misshapen, count)) {
            throw new TableException(
                    ("%,d of %,d rows are not as long as the header, which has %,d cells: %s. Is"
                                    + " there an unquoted delimiter or line break within a cell?")
                            .formatted(misshapen, count, width, lines));
        }
        return List.of(
                "%,d of %,d rows are not as long as the header, which has %,d cells, and %s: %s."
                        .formatted(misshapen, count, width, consequence, lines));
    }

    private boolean fits(Row row) {
        if (shape.format() == FileFormat.SPREADSHEET) {
            for (int cell = row.size(); cell < width; cell++) {
                row.add("");
            }
        }
        return row.size() == width || (row.size() > width && row.isBlankFrom(width));
    }

    private void remember(Row row) {
        misshapen++;
        if (misshapenLines.size() < LINES_NAMED) {
            misshapenLines.add("line %d has %,d".formatted(row.line(), row.size()));
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
