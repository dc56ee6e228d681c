package io.prox.ingestion.imports;

import java.util.ArrayList;
import java.util.List;

/// What becomes of the rows of a file. Each row is created, changed, unchanged, refused or a
/// conflict; duplicates are counted beside.
///
/// @param conflicts rows whose identities belong to different leads
/// @param duplicates rows of a lead of which an earlier row of the file spoke
/// @param reasons why rows were refused or conflict, the most frequent first
record Counts(
        long rows,
        long created,
        long changed,
        long unchanged,
        long refused,
        long conflicts,
        long duplicates,
        List<Reason> reasons) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, List.of());

    private static final int MOST_REASONS = 50;
    private static final int LINES = 5;
    private static final String OTHERS = "has one of many other reasons; see the refused rows";

    Counts {
        reasons = List.copyOf(reasons);
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
                duplicates + chunk.duplicates(),
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
    /// @param refused those that were not taken, conflicts among them
    record Chunked(
            long rows,
            long created,
            long changed,
            long unchanged,
            long conflicts,
            long duplicates,
            List<RefusedRow> refused) {
        Chunked {
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
