package io.prox.platform.jobs;

import io.prox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/// Long work in the background.
///
/// @param kind which sort of work
/// @param subject what it is done to, by identifier; may be empty
/// @param startedBy a user or key by identifier, or `prox`
/// @param stage what is being done just now, in a few words
/// @param fraction of the whole work done, in [0, 1]
/// @param trouble why it failed, for people
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
    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }
}
