package io.prox.platform.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import io.prox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A piece of long work.
///
/// @param kind of work, as `import`: says which [JobWork] does it
/// @param subject what it is about, as the id of an import
/// @param startedBy the user or key who asked for it, or the component
/// @param stage what it is about just now, in words for people; empty before it began
/// @param fraction of the whole that is done, from 0 to 1
/// @param startedAt when a process took it first
/// @param trouble why it failed, for the one who asked for it
public record Job(
        String id,
        WorkspaceId workspace,
        String kind,
        String subject,
        String startedBy,
        Instant createdAt,
        Status status,
        String stage,
        double fraction,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> trouble) {

    /// Where a job stands.
    public enum Status {
        /// Waits for a process that has time; again, if the one that had it stopped.
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it will never run again.
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }
}
