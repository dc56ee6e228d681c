package io.prox.ingestion.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import io.prox.platform.jobs.Job;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An import as it is stored.
///
/// @param source by identifier
/// @param phase what was asked for last
/// @param job that does it
/// @param position rows that a run has done
/// @param ran whether a run was ever begun
/// @param fileGoneAt when the file was destroyed, since its rows were in
/// @param forgottenAt when all was let go of that was kept of the file
record ImportRow(
        String id,
        String file,
        long bytes,
        String source,
        String sourceName,
        String createdBy,
        Instant createdAt,
        Phase phase,
        Optional<String> job,
        Optional<Mapping> mapping,
        Optional<Counts> checked,
        Optional<Counts> result,
        long position,
        boolean ran,
        Optional<Instant> startedAt,
        Optional<Instant> fileGoneAt,
        Optional<Instant> forgottenAt) {

    /// What was asked for.
    enum Phase {
        MAPPING,
        CHECK,
        RUN,
        UNDO;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Phase of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// Where an import stands, for people.
    enum Status {
        MAPPING,
        CHECKING,
        CHECKED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        UNDOING,
        UNDONE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a job is about it.
        boolean isBusy() {
            return this == CHECKING || this == RUNNING || this == UNDOING;
        }
    }

    /// How the job ended is the job's to say: none of our code may have run when it did.
    Status status(Optional<Job> current) {
        if (phase == Phase.MAPPING || current.isEmpty()) {
            return Status.MAPPING;
        }
        return switch (current.get().status()) {
            case QUEUED, RUNNING ->
                    switch (phase) {
                        case CHECK -> Status.CHECKING;
                        case UNDO -> Status.UNDOING;
                        case RUN, MAPPING -> Status.RUNNING;
                    };
            case DONE ->
                    switch (phase) {
                        case CHECK -> Status.CHECKED;
                        case UNDO -> Status.UNDONE;
                        case RUN, MAPPING -> Status.DONE;
                    };
            case FAILED -> Status.FAILED;
            case CANCELLED -> phase == Phase.CHECK && !ran ? Status.MAPPING : Status.CANCELLED;
        };
    }
}
