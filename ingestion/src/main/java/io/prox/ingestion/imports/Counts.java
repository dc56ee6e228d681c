package io.prox.ingestion.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What becomes of the rows of a file. Each row is created, changed, unchanged, refused or a
/// conflict; duplicates are counted beside.
///
/// @param conflicts rows whose identities belong to different leads
/// @param duplicates rows of a lead of which an earlier row of the file spoke
/// @param duplicateLines of the file with the first such rows
/// @param reasons why rows were refused or conflict, the most frequent first
record Counts(
        long rows,
        long created,
        long changed,
        long unchanged,
        long refused,
        long conflicts,
        long duplicates,
        List<Long> duplicateLines,
        List<Reason> reasons) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    private static final int MOST_REASONS = 50;
    private static final int LINES = 5;
    private static final int DUPLICATE_LINES = 20;
    private static final String OTHERS = "has one of many other reasons; see the refused rows";

    /// @param duplicateLines null in what an earlier version kept
    Counts(
            long rows,
            long created,
            long changed,
            long unchanged,
            long refused,
            long conflicts,
            long duplicates,
            @Nullable List<Long> duplicateLines,
            List<Reason> reasons) {
        this.rows = rows;
        this.created = created;
        this.changed = changed;
        this.unchanged = unchanged;
        this.refused = refused;
        this.conflicts = conflicts;
        this.duplicates = duplicates;
        this.duplicateLines = duplicateLines == null ? List.of() : List.copyOf(duplicateLines);
        this.reasons = List.copyOf(reasons);
    }

    /// @param lines of the file with the first such rows
    record Reason(String detail, long rows, List<Long> lines) {
        Reason {
            lines = List.copyOf(lines);
        }

        Reason with(long line) {
            if (lines.size() >= LINES) {
                return new Reason(detail, rows + 1, lines);
            }
            var more = new ArrayList<>(lines);
            more.add(line);
            return new Reason(detail, rows + 1, more);
        }
    }

    /// Adds the rows of a chunk.
    Counts plus(Chunked chunk) {
        var more = new ArrayList<>(reasons);
        for (RefusedRow row : chunk.refused()) {
            add(row.reason(), row.line(), more);
        }
        more.sort((one, other) -> Long.compare(other.rows(), one.rows()));
        return new Counts(
                rows + chunk.rows(),
                created + chunk.created(),
                changed + chunk.changed(),
                unchanged + chunk.unchanged(),
                refused + chunk.refused().size() - chunk.conflicts(),
                conflicts + chunk.conflicts(),
                duplicates + chunk.duplicates().size(),
                Stream.concat(duplicateLines.stream(), chunk.duplicates().stream())
                        .limit(DUPLICATE_LINES)
                        .toList(),
                more);
    }

    private static void add(String detail, long line, List<Reason> reasons) {
        for (int index = 0; index < reasons.size(); index++) {
            if (reasons.get(index).detail().equals(detail)) {
                reasons.set(index, reasons.get(index).with(line));
                return;
            }
        }
        if (reasons.size() < MOST_REASONS || detail.equals(OTHERS)) {
            reasons.add(new Reason(detail, 1, List.of(line)));
        } else {
            add(OTHERS, line, reasons);
        }
    }

    /// What became of the rows of a chunk.
    ///
    /// @param duplicates lines of the rows of a lead of which an earlier row spoke
    /// @param refused those that were not taken, conflicts among them
    record Chunked(
            long rows,
            long created,
            long changed,
            long unchanged,
            long conflicts,
            List<Long> duplicates,
            List<RefusedRow> refused) {
        Chunked {
            duplicates = List.copyOf(duplicates);
            refused = List.copyOf(refused);
        }
    }

    /// @param line where it begins in the file, counted from 1
    /// @param cells all that it has
    record RefusedRow(long line, String reason, List<String> cells) {
        RefusedRow {
            cells = List.copyOf(cells);
        }
    }
}
