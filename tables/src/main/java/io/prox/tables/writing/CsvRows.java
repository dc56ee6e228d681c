package io.prox.tables.writing;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/// Writes rows as delimited text: quoted as RFC 4180 says where a cell needs it, one line feed
/// after each row, and no cell that a spreadsheet would run as a formula.
public final class CsvRows implements Closeable {
    private final CsvWriter csv;
    private boolean alone;

    /// @param out closed with this
    /// @param delimiter between cells
    public CsvRows(Writer out, char delimiter) {
        this.csv =
                CsvWriter.builder()
                        .fieldSeparator(delimiter)
                        .lineDelimiter(LineDelimiter.LF)
                        .quoteStrategy(new QuoteWhereNeeded())
                        .build(out);
    }

    /// Writes one row.
    public void write(List<String> cells) throws IOException {
        alone = cells.size() == 1;
        try {
            csv.writeRecord(cells.stream().map(FormulaGuard::neutral).toList());
        } catch (UncheckedIOException failed) {
            throw requireNonNull(failed.getCause(), "cause");
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /// An empty cell that is alone in its row is quoted too: an empty line would be no row.
    private final class QuoteWhereNeeded implements QuoteStrategy {
        @Override
        public boolean quoteEmpty(int lineNo, int fieldIdx) {
            return alone;
        }
    }
}
