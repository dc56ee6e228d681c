package io.prox.tables.reading;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a file turned out to be, and how its rows are reached.
///
/// @param source the file
/// @param format what it holds
/// @param bytes how its bytes are reached
/// @param encoding how its bytes stand for text; of no meaning for a workbook
/// @param delimiter what parts the cells; of no meaning for other formats
/// @param preamble lines before the header that are no rows: Excel's `sep=;`
/// @param hasHeader whether the first row holds the names
/// @param columns names, one for each column
/// @param workbook how a workbook is opened; empty for other formats
/// @param notes what a person should know about all this, in sentences
record FileShape(
        TableSource source,
        FileFormat format,
        FileBytes bytes,
        TextEncoding encoding,
        char delimiter,
        int preamble,
        boolean hasHeader,
        List<String> columns,
        Optional<Workbook> workbook,
        List<String> notes) {
    FileShape {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /// The rows with data, the header passed over.
    RowReader open() throws IOException {
        RowReader rows =
                switch (format) {
                    case SPREADSHEET -> new SpreadsheetRows(workbook.orElseThrow());
                    case JSON_LINES, JSON_ARRAY -> new JsonRows(encoding.open(bytes), columns);
                    case DELIMITED -> new DelimitedRows(encoding.open(bytes), delimiter);
                };
        int passed = preamble + (hasHeader ? 1 : 0);
        for (int row = 0; row < passed; row++) {
            rows.advance();
        }
        return rows;
    }
}
