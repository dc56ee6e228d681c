package io.prox.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// A list of leads as text, to be changed and written again. Cells stay as they are.
///
/// @param header names of the columns
/// @param rows a cell a column each
record LeadList(List<String> header, List<List<String>> rows) {
    LeadList {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /// Reads delimited text in UTF-8, gzipped or not; the header says whether `;` or `,` parts.
    static LeadList read(Path file) throws IOException {
        try (var in = new InputStreamReader(unpacked(file), StandardCharsets.UTF_8)) {
            String text = in.readAllAsString();
            String first = text.lines().findFirst().orElse("");
            char separator = first.contains(";") ? ';' : ',';
            try (CsvReader<CsvRecord> reader =
                    CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
                List<List<String>> lines = reader.stream().map(CsvRecord::getFields).toList();
                return new LeadList(lines.getFirst(), lines.subList(1, lines.size()));
            }
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    /// As many rows as wanted, at random, or all where there are fewer.
    LeadList sample(int wanted, long seed) {
        List<List<String>> mixed = new ArrayList<>(rows);
        Collections.shuffle(mixed, new Random(seed));
        return new LeadList(header, mixed.subList(0, Math.min(wanted, mixed.size())));
    }

    /// The cells of one column, dealt out anew.
    LeadList shuffled(String column, long seed) {
        int place = header.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("there is no column: " + column);
        }
        List<String> cells = new ArrayList<>(rows.stream().map(row -> row.get(place)).toList());
        Collections.shuffle(cells, new Random(31 + seed));
        return new LeadList(
                header,
                IntStream.range(0, rows.size())
                        .mapToObj(
                                row -> {
                                    List<String> changed = new ArrayList<>(rows.get(row));
                                    changed.set(place, cells.get(row));
                                    return List.copyOf(changed);
                                })
                        .toList());
    }

    /// Writes CSV in UTF-8.
    void write(Path file) throws IOException {
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord(header);
            rows.forEach(writer::writeRecord);
        }
    }
}
