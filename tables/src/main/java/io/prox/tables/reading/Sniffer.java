package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.tables.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Finds out what a file is, from its content; its name decides nothing.
final class Sniffer {
    /// Characters from which delimiter and header are told.
    private static final int BEGINNING = 1 << 18;

    private final TableSource source;
    private final List<String> notes = new ArrayList<>();

    private Sniffer(TableSource source) {
        this.source = source;
    }

    static FileShape sniff(TableSource source) {
        return FileTrouble.explain(source.name(), new Sniffer(source)::shape);
    }

    private FileShape shape() throws IOException {
        byte[] start = start(new FileBytes(source, false));
        if (start.length == 0) {
            throw new TableException("the file is empty; export it again, with a header and rows");
        }
        if (TextEncoding.startsWith(start, 'P', 'K', 3, 4)) {
            return workbook();
        }
        refuseKnownFormats(start);
        var bytes = new FileBytes(source, TextEncoding.startsWith(start, 0x1F, 0x8B));
        if (bytes.isGzip()) {
            byte[] inner = start(bytes);
            if (TextEncoding.startsWith(inner, 'P', 'K', 3, 4)
                    || TextEncoding.startsWith(inner, 0x1F, 0x8B)) {
                throw new TableException("packed twice; unpack it once and pass what comes out");
            }
            refuseKnownFormats(inner);
        }
        return text(bytes);
    }

    private static byte[] start(FileBytes bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            return in.readNBytes(16);
        }
    }

    private FileShape workbook() throws IOException {
        Workbook workbook = Workbook.check(source);
        try (RowReader rows = new SpreadsheetRows(workbook)) {
            List<String> columns = header(rows);
            return new FileShape(
                    source,
                    FileFormat.SPREADSHEET,
                    new FileBytes(source, false),
                    new TextEncoding(UTF_8, 0),
                    '\0',
                    0,
                    true,
                    columns,
                    Optional.of(workbook),
                    notes);
        }
    }

    private FileShape text(FileBytes bytes) throws IOException {
        TextEncoding encoding = TextEncoding.of(bytes);
        String beginning;
        boolean isWhole;
        try (Reader reader = encoding.open(bytes)) {
            var characters = new char[BEGINNING];
            int length = 0;
            for (int read = 0; read >= 0 && length < BEGINNING; length += Math.max(0, read)) {
                read = reader.read(characters, length, BEGINNING - length);
            }
            isWhole = length < BEGINNING;
            beginning = new String(characters, 0, length);
        }
        String bare = beginning.stripLeading();
        if (bare.isEmpty()) {
            throw new TableException(
                    "the file is empty: nothing but blanks; export it again, with a header and rows");
        }
        if (encoding.charset().equals(TextEncoding.WINDOWS_1252)) {
            notes.add("The file is no valid UTF-8 and was read as Windows-1252.");
        }
        if (bare.startsWith("{") || isArrayOfObjects(bare)) {
            return json(bytes, encoding, bare);
        }
        if (bare.startsWith("<")) {
            throw new TableException(
                    "a web page or XML, not a table; export it as CSV or Excel (.xlsx)");
        }
        return delimited(bytes, encoding, Dialect.of(beginning, isWhole));
    }

    private static boolean isArrayOfObjects(String bare) {
        String inside = bare.startsWith("[") ? bare.substring(1).stripLeading() : "";
        return inside.startsWith("{");
    }

    private FileShape json(FileBytes bytes, TextEncoding encoding, String bare) throws IOException {
        List<String> columns;
        try (Reader reader = encoding.open(bytes)) {
            columns = JsonRows.columns(reader);
        }
        if (columns.isEmpty()) {
            throw new TableException("no object of the file has a key: there are no columns");
        }
        return new FileShape(
                source,
                bare.startsWith("[") ? FileFormat.JSON_ARRAY : FileFormat.JSON_LINES,
                bytes,
                encoding,
                '\0',
                0,
                true,
                columns,
                Optional.empty(),
                notes);
    }

    private FileShape delimited(FileBytes bytes, TextEncoding encoding, Dialect dialect)
            throws IOException {
        try (RowReader rows = new DelimitedRows(encoding.open(bytes), dialect.delimiter())) {
            if (dialect.preamble()) {
                rows.advance();
            }
            List<String> columns = header(rows);
            if (!dialect.hasHeader()) {
                columns = unnamed(columns.size());
                notes.add(
                        "The first line holds data, no names: the columns are called `%s` to `%s`."
                                .formatted(columns.getFirst(), columns.getLast()));
            }
            return new FileShape(
                    source,
                    FileFormat.DELIMITED,
                    bytes,
                    encoding,
                    dialect.delimiter(),
                    dialect.preamble() ? 1 : 0,
                    dialect.hasHeader(),
                    columns,
                    Optional.empty(),
                    notes);
        }
    }

    private static List<String> unnamed(int columns) {
        var names = new ArrayList<String>(columns);
        for (int column = 1; column <= columns; column++) {
            names.add("column " + column);
        }
        return names;
    }

    private static List<String> header(RowReader rows) throws IOException {
        if (!rows.advance()) {
            throw new TableException(
                    "the file is empty: it has no row; export it again, with a header and rows");
        }
        Row row = rows.row();
        var names = new ArrayList<String>();
        var places = new HashMap<String, Integer>();
        for (int column = 0; column < row.size(); column++) {
            String written = row.text(column).replace('\uFEFF', ' ').strip();
            String name = written.isEmpty() ? "column " + (column + 1) : written;
            Integer other = places.putIfAbsent(name, column + 1);
            if (other != null) {
                throw new TableException(
                        "columns %d and %d have the same name, `%s`; rename one of them"
                                .formatted(other, column + 1, name));
            }
            names.add(name);
        }
        return names;
    }

    /// Files that people have and that are no table yet.
    private static void refuseKnownFormats(byte[] start) {
        String what = null;
        if (TextEncoding.startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            what = "an Excel file of the old kind (.xls); save it as .xlsx or CSV";
        } else if (TextEncoding.startsWith(start, 'P', 'A', 'R', '1')) {
            what =
                    "a Parquet file; export it as CSV or JSON lines, by DuckDB or pandas for"
                            + " instance";
        } else if (TextEncoding.startsWith(start, 'O', 'b', 'j', 1)) {
            what = "an Avro file; export it as CSV or JSON lines";
        } else if (TextEncoding.startsWith(start, 'O', 'R', 'C')) {
            what = "an ORC file; export it as CSV or JSON lines";
        } else if (TextEncoding.startsWith(start, '%', 'P', 'D', 'F')) {
            what = "a PDF document; export the table it came from as CSV or Excel (.xlsx)";
        } else if (TextEncoding.startsWith(start, 'S', 'Q', 'L', 'i', 't', 'e')) {
            what = "an SQLite database; export the table as CSV";
        } else if (TextEncoding.startsWith(start, 'B', 'Z', 'h')
                || TextEncoding.startsWith(start, 0xFD, '7', 'z', 'X', 'Z')
                || TextEncoding.startsWith(start, 0x28, 0xB5, 0x2F, 0xFD)
                || TextEncoding.startsWith(start, '7', 'z', 0xBC, 0xAF)
                || TextEncoding.startsWith(start, 'R', 'a', 'r', '!')) {
            what = "packed in a way that is not read; unpack it, or pack it with gzip";
        } else if (TextEncoding.startsWith(start, 'P', 'K', 5, 6)) {
            what = "an empty zip archive";
        }
        if (what != null) {
            throw new TableException(what);
        }
    }
}
