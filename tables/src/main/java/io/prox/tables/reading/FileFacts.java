package io.prox.tables.reading;

import java.util.List;

/// What was found out about a file while it was read.
///
/// @param name of the file, without its folder
/// @param format `CSV`, `CSV, gzip`, `Excel workbook`, `JSON lines` or `JSON array`
/// @param encoding `UTF-8`, `UTF-16LE`, `Windows-1252`; empty for a workbook
/// @param delimiter what parts the cells: `comma`, `semicolon`, `tab`, `pipe`; empty for other
///   formats
/// @param decimalMark the mark before fractions, `.` or `,`
/// @param rows data rows of the file
/// @param rowsKept rows of the table
/// @param sampled whether the table is a random sample of the rows
/// @param notes what a person should know about the reading, in sentences
public record FileFacts(
        String name,
        String format,
        String encoding,
        String delimiter,
        char decimalMark,
        long rows,
        int rowsKept,
        boolean sampled,
        List<String> notes) {
    public FileFacts {
        notes = List.copyOf(notes);
    }
}
