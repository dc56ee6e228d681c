package io.prox.scoring.models;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Jobs;
import java.util.Map;
import java.util.Optional;

/// Trainings of a workspace, one at a time.
final class Trainings {
    private final Database database;
    private final Champions champions;
    private final Jobs jobs;
    private final AuditLog audit;

    Trainings(Database database, Champions champions, Jobs jobs, AuditLog audit) {
        this.database = database;
        this.champions = champions;
        this.jobs = jobs;
        this.audit = audit;
    }

    /// Begins a training.
    ///
    /// @param by a user, a key, or `prox`
    /// @param origin where they asked from; empty for `prox`
    /// @return the job; empty if one is under way
    Optional<String> begin(WorkspaceId workspace, String by, String origin) {
        return database.within(
                workspace,
                () -> {
                    champions.lock(workspace); // one of two that begin at the same time waits here
                    if (jobs.latest(workspace, Training.KIND, 1).stream()
                            .anyMatch(Trainings::isUnderWay)) {
                        return Optional.empty();
                    }
                    String job = jobs.start(workspace, Training.KIND, "", by);
                    audit.append(workspace, by, "training.started", job, Map.of(), origin);
                    return Optional.of(job);
                });
    }

    static boolean isUnderWay(Job job) {
        return job.endedAt().isEmpty();
    }
}
