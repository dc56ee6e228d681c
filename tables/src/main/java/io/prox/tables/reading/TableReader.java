package io.prox.tables.reading;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import io.prox.tables.TableException;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A file as people have it, and two ways to read it: [#read] takes all of it into memory and
/// decides what each column holds, [#chunks] streams it by decisions made before.
///
/// Delimited text (`,` `;` TAB `|`), also packed with gzip; Excel workbooks; JSON lines; in UTF-8,
/// UTF-16 or Windows-1252. The content tells which, not the name. Every problem with the file is a
/// [TableException] whose message is for the person who brought it.
///
/// May be read any number of times, by one thread at a time; nothing is held open in between.
public final class TableReader {
    private final FileShape shape;

    private final Misshapen misshapen;

    private TableReader(FileShape shape, Misshapen misshapen) {
        this.shape = shape;
        this.misshapen = misshapen;
    }

    /// Finds out what the file is. Reads a text file once, to tell its encoding for certain.
    public static TableReader open(Path file) {
        refuseUnreadable(file);
        return open(
                FileTrouble.explain(
                        String.valueOf(file.getFileName()), () -> TableSource.of(file)));
    }

    /// Finds out what the bytes of a file are, wherever they lie. Reads a text file once.
    public static TableReader open(TableSource source) {
        return new TableReader(Sniffer.sniff(source), Misshapen.FEW);
    }

    private static void refuseUnreadable(Path file) {
        if (!Files.exists(file)) {
            throw new TableException("no such file: %s".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new TableException("%s is a folder; name a file in it".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new TableException(
                    "%s may not be read by you; change its permissions".formatted(file));
        }
    }

    /// The same file, for someone who says of each row that is not as long as the header what
    /// becomes of it: such rows may be up to a half of all, instead of one in a hundred.
    public TableReader bearingMisshapenRows() {
        return new TableReader(shape, Misshapen.MANY);
    }

    /// Names of all columns, in the order of the file.
    public List<String> columns() {
        return shape.columns();
    }

    /// Reads the whole file.
    public LoadedTable read(ReadOptions options) {
        return FileTrouble.explain(
                shape.source().name(), () -> new WholeFile(shape, options, misshapen).load());
    }

    /// Streams the file in chunks, each of which is let go of before the next is read.
    ///
    /// A schema finds its column by name, or else by the one name that differs from it in case and
    /// outer blanks alone; schemas without a column in the file are passed over.
    ///
    /// @param rowsPerChunk at least 1; the last chunk may have fewer
    public StreamFacts chunks(
            List<ColumnSchema> schemas, int rowsPerChunk, Consumer<Chunk> consumer) {
        if (rowsPerChunk < 1) {
            throw new IllegalArgumentException("rows of a chunk: " + rowsPerChunk);
        }
        return FileTrouble.explain(
                shape.source().name(), () -> stream(schemas, rowsPerChunk, consumer));
    }

    private StreamFacts stream(
            List<ColumnSchema> schemas, int rowsPerChunk, Consumer<Chunk> consumer)
            throws IOException {
        Map<ColumnSchema, Integer> places = places(schemas);
        try (var data = new DataRows(shape, misshapen)) {
            var lines = new ArrayList<Chunk.Line>();
            boolean more = true;
            while (more) {
                more = data.advanceToAny();
                if (more) {
                    lines.add(line(data));
                }
                if (lines.size() == rowsPerChunk || (!more && !lines.isEmpty())) {
                    consumer.accept(
                            new Chunk(
                                    table(lines, places),
                                    shape.columns(),
                                    lines,
                                    shape.bytes().shareRead()));
                    lines.clear();
                }
            }
            var notes = new ArrayList<>(shape.notes());
            notes.addAll(data.verdict("were passed on as they stand"));
            return new StreamFacts(data.count(), data.misshapen(), notes);
        }
    }

    /// The first rows of the file, as they stand.
    ///
    /// @param rows at most so many
    public List<Chunk.Line> first(int rows) {
        return FileTrouble.explain(
                shape.source().name(),
                () -> {
                    var lines = new ArrayList<Chunk.Line>();
                    try (var data = new DataRows(shape, misshapen)) {
                        while (lines.size() < rows && data.advanceToAny()) {
                            lines.add(line(data));
                        }
                    }
                    return List.copyOf(lines);
                });
    }

    private Chunk.Line line(DataRows data) {
        Row row = data.row();
        int width = shape.columns().size();
        var cells = new ArrayList<String>(width);
        for (int column = 0; column < width; column++) {
            cells.add(column < row.size() ? row.text(column) : "");
        }
        var surplus = new ArrayList<String>();
        if (!data.isWhole()) {
            for (int cell = width; cell < row.size(); cell++) {
                surplus.add(row.text(cell));
            }
        }
        return new Chunk.Line(
                data.count() - 1, row.line(), row.size(), cells, surplus, data.isWhole());
    }

    private Map<ColumnSchema, Integer> places(List<ColumnSchema> schemas) {
        var places = new LinkedHashMap<ColumnSchema, Integer>();
        for (ColumnSchema schema : schemas) {
            OptionalInt place = place(schema.name());
            place.ifPresent(column -> places.put(schema, column));
        }
        return places;
    }

    private OptionalInt place(String name) {
        int exact = shape.columns().indexOf(name);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        String folded = CellFormat.fold(name);
        int found = -1;
        for (int column = 0; column < shape.columns().size(); column++) {
            if (CellFormat.fold(shape.columns().get(column)).equals(folded)) {
                if (found >= 0) {
                    return OptionalInt.empty();
                }
                found = column;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private static Table table(List<Chunk.Line> lines, Map<ColumnSchema, Integer> places) {
        List<List<String>> rows =
                lines.stream().filter(Chunk.Line::whole).map(Chunk.Line::cells).toList();
        var columns = new ArrayList<Column>();
        places.forEach((schema, place) -> columns.add(column(rows, schema, place)));
        return new Table(rows.size(), columns);
    }

    private static Column column(List<List<String>> rows, ColumnSchema schema, int place) {
        if (!schema.kind().isValue()) {
            return TextColumn.of(schema, rows.stream().map(row -> row.get(place)).toList());
        }
        var values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = schema.format().parse(rows.get(row).get(place));
        }
        return ValueColumn.of(schema, values);
    }
}
