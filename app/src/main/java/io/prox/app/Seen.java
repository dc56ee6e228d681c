package io.prox.app;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a file that is scored differs from the one that was learnt from. Summed up at the end, since
/// a line for each row would be read by nobody.
final class Seen {
    private final Set<String> used;
    private final Map<String, Long> newValues = new LinkedHashMap<>();
    private final Map<String, Long> missing = new LinkedHashMap<>();
    private long rows;
    private long unsure;

    /// @param used columns that the score depends on
    Seen(List<String> used) {
        this.used = Set.copyOf(used);
    }

    void rows(Table table) {
        rows += table.rows();
        for (Column column : table.columns()) {
            if (used.contains(column.schema().source())) {
                count(column);
            }
        }
    }

    void unsure(long leads) {
        unsure += leads;
    }

    private void count(Column column) {
        long unknown = 0;
        long absent = 0;
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                absent++;
            } else if (column instanceof ValueColumn values
                    && values.schema().kind().hasLevels()
                    && values.value(row) == CellFormat.NEW_LEVEL) {
                unknown++;
            }
        }
        newValues.merge(column.schema().source(), unknown, Long::sum);
        missing.merge(column.schema().source(), absent, Long::sum);
    }

    /// What a person should know about the scores, one sentence each; empty where all is well.
    ///
    /// @param inputs of the model
    /// @param header of the file
    List<String> sentences(List<ColumnSchema> inputs, List<String> header) {
        var sentences = new ArrayList<String>();
        List<String> absent =
                used.stream().filter(name -> !header.contains(name)).sorted().toList();
        if (!absent.isEmpty()) {
            sentences.add(
                    "%s not in the file, counted as missing in every row: %s"
                            .formatted(columns(absent.size()), list(absent)));
        }
        Set<String> known = Set.copyOf(inputs.stream().map(ColumnSchema::name).distinct().toList());
        List<String> extra =
                header.stream()
                        .filter(name -> !known.contains(name) && !ScoredRows.ADDED.contains(name))
                        .toList();
        if (!extra.isEmpty()) {
            sentences.add(
                    "%s that the model does not know, copied and otherwise passed over: %s"
                            .formatted(columns(extra.size()), list(extra)));
        }
        newValues.forEach(
                (column, count) -> {
                    if (count > 0) {
                        sentences.add(
                                "'%s' has values that were not there when the model learnt, in %s"
                                        .formatted(column, ofRows(count)));
                    }
                });
        missing.forEach(
                (column, count) -> {
                    if (count == rows && rows > 0 && header.contains(column)) {
                        sentences.add("'%s' could not be read in any row".formatted(column));
                    }
                });
        if (unsure > 0) {
            sentences.add(
                    "not enough evidence (interval wider than 0.30) for %s"
                            .formatted(ofRows(unsure)));
        }
        return sentences;
    }

    long rows() {
        return rows;
    }

    private String ofRows(long count) {
        return "%,d of %,d rows".formatted(count, rows);
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    /// Names parted by commas, as many as a line can show.
    static String list(List<String> names) {
        int shown = Math.min(names.size(), 8);
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
    }
}
