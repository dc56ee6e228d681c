package io.prox.tables.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.prox.tables.CellFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What parts the cells of a delimited file, told from its beginning.
///
/// @param delimiter the character between cells
/// @param preamble whether the first line only names the delimiter (`sep=;`, as Excel writes)
/// @param hasHeader whether the first row holds names rather than data
record Dialect(char delimiter, boolean preamble, boolean hasHeader) {
    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');

    /// Rows whose cells are looked at to tell names from data.
    private static final int SAMPLE_ROWS = 200;

    private static final CellFormat.Numbers NUMBER = new CellFormat.Numbers('.', ',', Set.of());

    /// @param beginning of the text
    /// @param isWhole whether it is all of the text
    static Dialect of(String beginning, boolean isWhole) throws IOException {
        String firstLine = beginning.lines().findFirst().orElse("");
        if (firstLine.length() == 5 && firstLine.startsWith("sep=")) {
            char delimiter = firstLine.charAt(4);
            List<List<String>> rows = rows(beginning, delimiter, isWhole);
            return new Dialect(
                    delimiter,
                    true,
                    hasHeader(rows.subList(Math.min(1, rows.size()), rows.size())));
        }
        char best = ',';
        double bestScore = -1;
        for (char candidate : CANDIDATES) {
            double score = score(rows(beginning, candidate, isWhole));
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return new Dialect(best, false, hasHeader(rows(beginning, best, isWhole)));
    }

    /// How much the rows look like those of a table: nearly all as long as the header, then as many
    /// cells as possible.
    private static double score(List<List<String>> rows) {
        int width = rows.isEmpty() ? 0 : rows.getFirst().size();
        if (width < 2) {
            return 0;
        }
        long alike = rows.stream().filter(row -> row.size() == width).count();
        double consistency = Math.rint(10.0 * alike / rows.size());
        return consistency + (1 - 1.0 / width);
    }

    private static List<List<String>> rows(String beginning, char delimiter, boolean isWhole)
            throws IOException {
        var rows = new ArrayList<List<String>>();
        try (CsvReader<CsvRecord> reader = DelimitedRows.parser(delimiter).ofCsvRecord(beginning)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields());
            }
        } catch (CsvParseException broken) {
            return rows; // said with its line when the rows are read
        }
        if (!isWhole && rows.size() > 1) {
            rows.removeLast(); // cut off
        }
        return rows;
    }

    /// Names are missing where the first row holds a number or a date above a column of such, and
    /// never words above one. Years are left out of this: they serve as names too.
    private static boolean hasHeader(List<List<String>> rows) {
        if (rows.size() < 3) {
            return true;
        }
        int dataLike = 0;
        List<String> first = rows.getFirst();
        for (int column = 0; column < first.size(); column++) {
            String name = first.get(column).strip();
            if (!isColumnOfData(rows, column)) {
                continue;
            }
            if (!isData(name) || name.isEmpty()) {
                return true;
            }
            dataLike += name.matches("(19|20)\\d\\d") ? 0 : 1;
        }
        return dataLike < Math.min(2, first.size());
    }

    private static boolean isColumnOfData(List<List<String>> rows, int column) {
        int data = 0;
        int given = 0;
        for (List<String> row : rows.subList(1, Math.min(rows.size(), SAMPLE_ROWS))) {
            String cell = column < row.size() ? row.get(column).strip() : "";
            given += cell.isEmpty() ? 0 : 1;
            data += isData(cell) ? 1 : 0;
        }
        return data > 0 && data * 10 >= given * 9;
    }

    private static boolean isData(String cell) {
        return !Double.isNaN(NUMBER.parse(cell))
                || cell.matches("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*");
    }
}
