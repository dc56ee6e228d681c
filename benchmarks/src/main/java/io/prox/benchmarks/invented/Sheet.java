package io.prox.benchmarks.invented;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Columns of cells as text, to be written as a file. Cells hold neither commas nor quotes nor line
/// breaks; an empty one is missing. Used by one thread.
final class Sheet {
    private final int rows;
    private final Map<String, String[]> columns = new LinkedHashMap<>();

    Sheet(int rows) {
        this.rows = rows;
    }

    /// A new last column, all of it missing.
    String[] add(String name) {
        var cells = new String[rows];
        Arrays.fill(cells, "");
        if (columns.putIfAbsent(name, cells) != null) {
            throw new IllegalArgumentException("column is there already: " + name);
        }
        return cells;
    }

    List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /// Writes the columns in the given order, as CSV in UTF-8.
    void write(Path file, List<String> order) throws IOException {
        List<String[]> chosen = new ArrayList<>();
        for (String name : order) {
            String[] cells = columns.get(name);
            if (cells == null) {
                throw new IllegalArgumentException("there is no column: " + name);
            }
            chosen.add(cells);
        }
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(String.join(",", order));
            writer.write("\n");
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < chosen.size(); column++) {
                    if (column > 0) {
                        writer.write(',');
                    }
                    writer.write(chosen.get(column)[row]);
                }
                writer.write("\n");
            }
        }
    }
}
