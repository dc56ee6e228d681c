package io.prox.ingestion.imports;

import io.prox.ingestion.imports.Counts.RefusedRow;
import io.prox.ingestion.imports.FileRows.Ready;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Intake.Taken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What became of a chunk of rows, by what became of its leads.
///
/// @param leads of which its rows speak
record Outcome(Counts.Chunked chunked, Set<String> leads) {
    Outcome {
        leads = Set.copyOf(leads);
    }

    /// @param seen leads of which rows before the chunk spoke
    static Outcome of(Ready chunk, List<Taken> taken, LongSet seen) {
        long created = 0;
        long changed = 0;
        long unchanged = 0;
        long conflicts = 0;
        List<Long> duplicates = new ArrayList<>();
        Set<String> leads = new HashSet<>();
        var refused = new ArrayList<RefusedRow>(chunk.refused());
        for (int index = 0; index < taken.size(); index++) {
            Taken one = taken.get(index);
            switch (one.fate()) {
                case CREATED -> created++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
                case CONFLICT -> {
                    conflicts++;
                    refused.add(FileRows.refused(chunk.lines().get(index), Taken.CONFLICT));
                }
                case CROWDED ->
                        refused.add(FileRows.refused(chunk.lines().get(index), Taken.CROWDED));
                case FULL ->
                        refused.add(
                                FileRows.refused(
                                        chunk.lines().get(index),
                                        "with it, more than %,d characters would be known of its lead"
                                                .formatted(Intake.LONGEST_LEAD)));
            }
            String lead = one.lead().value();
            if (one.fate().isAccepted() && (!leads.add(lead) || seen.contains(LongSet.of(lead)))) {
                duplicates.add(chunk.lines().get(index).line());
            }
        }
        refused.sort(Comparator.comparingLong(RefusedRow::line));
        return new Outcome(
                new Counts.Chunked(
                        chunk.rows(), created, changed, unchanged, conflicts, duplicates, refused),
                leads);
    }
}
