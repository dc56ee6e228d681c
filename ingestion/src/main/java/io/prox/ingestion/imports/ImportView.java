package io.prox.ingestion.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import io.prox.ingestion.imports.ImportRow.Status;
import io.prox.ingestion.imports.Look.LookedAt;
import io.prox.ingestion.imports.Mapping.Mapped;
import io.prox.ingestion.imports.Mapping.OutcomeWords;
import io.prox.platform.jobs.Job;
import io.prox.tables.DatePattern.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An import as people and programs see it.
///
/// @param source by name
/// @param status by [its word][Status#word]
/// @param check what a trial found
/// @param result what became of the rows so far
/// @param problem why it failed
/// @param fileGoneAt when the file was destroyed, since its rows were in
/// @param keptUntil when what is still kept of the file is let go of; empty once it is
/// @param forgottenAt when all was let go of that was kept of the file
record ImportView(
        String id,
        String file,
        long bytes,
        String source,
        Status status,
        String createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Progress progress,
        Optional<Format> format,
        Optional<MappingView> mapping,
        Optional<Counts> check,
        Optional<Counts> result,
        Optional<Trouble> problem,
        Optional<Instant> fileGoneAt,
        Optional<Instant> keptUntil,
        Optional<Instant> forgottenAt) {
    private static final int SAMPLES = 5;
    private static final String MASK = "•••";

    /// @param rows that are done
    record Progress(String stage, double fraction, long rows) {}

    record Format(String words, String encoding, String delimiter, long rows, List<String> notes) {}

    record Trouble(String detail) {}

    /// @param currency of amounts that name none
    record MappingView(
            List<ColumnView> columns,
            Optional<OutcomeWords> outcome,
            Optional<DateOrder> dateOrder,
            String currency) {}

    /// @param kind what its cells were taken for
    /// @param samples masked where they may say who a person is, for those who may not know
    /// @param missing share of cells that say nothing, from 0 to 1
    record ColumnView(
            String column,
            String field,
            Optional<String> name,
            String kind,
            List<String> samples,
            double missing,
            String reason,
            Optional<String> warning) {}

    /// Without what was found in the file.
    static ImportView of(ImportRow row, Optional<Job> job, Duration keep) {
        return of(row, job, Optional.empty(), false, keep);
    }

    /// @param look empty once all is forgotten
    /// @param open whether the one who looks may know who persons are
    /// @param keep how long after its upload something is kept of a file
    static ImportView of(
            ImportRow row, Optional<Job> job, Optional<Look> look, boolean open, Duration keep) {
        Status status = row.status(job);
        return new ImportView(
                row.id(),
                row.file(),
                row.bytes(),
                row.sourceName(),
                status,
                row.createdBy(),
                row.createdAt(),
                row.startedAt(),
                status.isBusy() ? Optional.empty() : job.flatMap(Job::endedAt),
                new Progress(
                        job.map(Job::stage).orElse(""),
                        job.map(Job::fraction).orElse(0.0),
                        row.position()),
                look.map(
                        found ->
                                new Format(
                                        found.format(),
                                        found.encoding(),
                                        found.delimiter(),
                                        found.rows(),
                                        found.notes())),
                look.flatMap(found -> row.mapping().map(mapping -> view(mapping, found, open))),
                row.checked(),
                row.result(),
                job.flatMap(Job::trouble).map(Trouble::new),
                row.fileGoneAt(),
                row.forgottenAt().isPresent()
                        ? Optional.empty()
                        : Optional.of(row.createdAt().plus(keep)),
                row.forgottenAt());
    }

    private static MappingView view(Mapping mapping, Look look, boolean open) {
        return new MappingView(
                mapping.columns().stream()
                        .map(
                                column ->
                                        view(
                                                column,
                                                look.column(column.column()).orElseThrow(),
                                                open))
                        .toList(),
                mapping.outcome(),
                mapping.dateOrder().map(DateOrder::of),
                mapping.currency());
    }

    private static ColumnView view(Mapped column, LookedAt look, boolean open) {
        return new ColumnView(
                column.column(),
                column.field(),
                column.name(),
                look.kind().words(),
                look.samples().stream()
                        .limit(SAMPLES)
                        .map(sample -> open || !isPersonal(column, look) ? sample : MASK)
                        .toList(),
                look.missing(),
                column.reason(),
                column.warning());
    }

    /// Whether cells of a column may say who a person is, by what it is mapped to or by what its
    /// cells are.
    static boolean isPersonal(Mapped column, LookedAt look) {
        return look.mayIdentify()
                || column.standard().map(field -> field.identifies()).orElse(false);
    }

    /// What comes first in a date of numbers alone, where that matters.
    enum DateOrder {
        DAY_MONTH_YEAR,
        MONTH_DAY_YEAR;

        static DateOrder of(Order order) {
            return valueOf(order.name());
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
