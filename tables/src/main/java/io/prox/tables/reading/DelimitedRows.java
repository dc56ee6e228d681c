package io.prox.tables.reading;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import io.prox.tables.TableException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/// Rows of cells with a delimiter between them, quoted where they hold one (RFC 4180). A quote
/// within an unquoted cell is a character like any other.
final class DelimitedRows implements RowReader {
    private final CsvReader<Row> reader;
    private final CloseableIterator<Row> rows;
    private final IntoRow handler = new IntoRow();

    DelimitedRows(Reader text, char delimiter) {
        reader = parser(delimiter).build(handler, text);
        rows = reader.iterator();
    }

    /// Rows may be of unequal length here; [DataRows] judges that.
    static CsvReader.CsvReaderBuilder parser(char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Limits.CELL_CHARACTERS);
    }

    @Override
    public boolean advance() throws IOException {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (CsvParseException broken) {
            if (broken.getCause() instanceof TableException known) {
                throw known;
            }
            throw brokenQuotes(broken);
        } catch (UncheckedIOException unreadable) {
            throw requireNonNull(unreadable.getCause(), "cause");
        }
    }

    @Override
    public Row row() {
        return handler.row;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private TableException brokenQuotes(CsvParseException cause) {
        // The parser tells its reasons apart by their words alone.
        String said = String.valueOf(cause.getMessage());
        String what;
        if (said.startsWith("Unexpected character")) {
            what = "has text right after a closing quote";
        } else if (said.startsWith("Unclosed")) {
            what = "opens a quote that is not closed";
        } else {
            what =
                    "opens a quote that is not closed within %,d characters"
                            .formatted(Limits.CELL_CHARACTERS);
        }
        return new TableException(
                ("broken quotes: the row at line %d %s; a quote inside a quoted cell is written"
                                + " twice (\"\")")
                        .formatted(handler.row.line(), what),
                cause);
    }

    /// Copies what the parser finds into one row.
    private static final class IntoRow extends CsvCallbackHandler<Row> {
        private final Row row = new Row();
        private boolean empty;

        @Override
        protected RecordType getRecordType() {
            return empty ? RecordType.EMPTY : RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return row.size();
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            row.begin(startingLineNumber);
            empty = false;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            row.add(buffer, offset, length);
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new IllegalStateException("comments are not recognised in these files");
        }

        @Override
        protected void setEmpty() {
            empty = true;
        }

        @Override
        protected Row buildRecord() {
            return row;
        }
    }
}
