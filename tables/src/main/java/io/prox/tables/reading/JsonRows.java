package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Objects one after the other, or in one array: each is a row. Keys of objects within objects are
/// joined by a dot (`address.city`); the values of an array become one cell, parted by commas.
///
/// The first row is the header: the union of all keys in order of first appearance, which takes a
/// walk over the whole file beforehand, see [#columns].
final class JsonRows implements RowReader {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.NESTING)
                                    .maxStringLength(Limits.CELL_CHARACTERS)
                                    .build())
                    .build();

    private final Objects objects;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final String[] cells;
    private final Row row = new Row();
    private boolean headerRead;

    /// @param columns as found by [#columns]
    JsonRows(Reader text, List<String> columns) {
        for (String column : columns) {
            this.columns.put(column, this.columns.size());
        }
        this.cells = new String[columns.size()];
        this.objects = new Objects(text);
    }

    /// Walks over a whole file.
    ///
    /// @return the keys of all its objects in order of first appearance
    static List<String> columns(Reader text) throws IOException {
        SequencedSet<String> names = new LinkedHashSet<>();
        try (var objects = new Objects(text)) {
            while (objects.next((name, value) -> names.add(name))) {
                if (names.size() > Limits.COLUMNS) {
                    throw new TableException(
                            ("more than %,d different keys up to line %d: these are no rows of"
                                            + " one table")
                                    .formatted(Limits.COLUMNS, objects.line()));
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean advance() throws IOException {
        if (!headerRead) {
            headerRead = true;
            row.begin(1);
            columns.keySet().forEach(row::add);
            return true;
        }
        Arrays.fill(cells, "");
        boolean found = objects.next(this::fill);
        row.begin(objects.line());
        if (found) {
            for (String cell : cells) {
                row.add(cell);
            }
        }
        return found;
    }

    private void fill(String name, String value) {
        Integer column = columns.get(name);
        if (column == null) {
            throw new TableException(
                    ("line %d: the key %s was not there a moment ago; the file changed while it"
                                    + " was read")
                            .formatted(objects.line(), name));
        }
        cells[column] = value;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }

    /// The objects of a file, each told key by key.
    private static final class Objects implements AutoCloseable {
        private final JsonParser parser;
        private long line = 1;
        private boolean inArray;

        Objects(Reader text) {
            parser = JSON.createParser(ObjectReadContext.empty(), text);
        }

        /// Where the object read last begins, counted from 1.
        long line() {
            return line;
        }

        /// @return false at the end
        boolean next(BiConsumer<String, String> cell) throws IOException {
            try {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY && !inArray && line == 1) {
                    inArray = true;
                    token = parser.nextToken();
                }
                if (token == JsonToken.END_ARRAY && inArray) {
                    inArray = false;
                    line = Long.MAX_VALUE;
                    token = parser.nextToken();
                }
                if (token == null) {
                    if (inArray) {
                        throw new TableException("damaged JSON: the array is not closed");
                    }
                    return false;
                }
                line = parser.currentTokenLocation().getLineNr();
                if (token != JsonToken.START_OBJECT) {
                    throw new TableException(
                            ("line %d holds no JSON object; every row must be one: {\"name\":"
                                            + " value, …}")
                                    .formatted(line));
                }
                flatten("", cell, new HashSet<>());
                return true;
            } catch (JacksonException damaged) {
                throw damaged(damaged);
            }
        }

        private TableException damaged(JacksonException damaged) throws IOException {
            if (damaged.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            long at = damaged.getLocation() == null ? line : damaged.getLocation().getLineNr();
            return new TableException(
                    "damaged JSON at line %d: %s".formatted(at, damaged.getOriginalMessage()),
                    damaged);
        }

        private void flatten(String prefix, BiConsumer<String, String> cell, Set<String> seen) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = prefix + parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    flatten(name + ".", cell, seen);
                } else {
                    if (!seen.add(name)) {
                        throw new TableException(
                                "line %d has the key %s twice; rename one of them"
                                        .formatted(line, name));
                    }
                    cell.accept(name, value(token));
                }
            }
        }

        private String value(JsonToken token) {
            return switch (token) {
                case VALUE_NULL -> "";
                case START_ARRAY -> array();
                default -> parser.getString();
            };
        }

        private String array() {
            var values = new ArrayList<String>();
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    var text = new StringWriter();
                    try (JsonGenerator copy =
                            JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                        copy.copyCurrentStructure(parser);
                    }
                    values.add(text.toString());
                } else if (token != JsonToken.VALUE_NULL) {
                    values.add(parser.getString());
                }
            }
            return String.join(", ", values);
        }

        @Override
        public void close() throws IOException {
            try {
                parser.close();
            } catch (JacksonException unreadable) {
                throw new IOException(unreadable);
            }
        }
    }
}
