package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Lets go of what was uploaded once it has been kept long enough: files whose rows were never
/// taken in to their end, and rows that were refused. What imports said of leads stays, and can
/// still be taken back.
final class Retention {
    /// Between two looks.
    static final Duration PAUSE = Duration.ofHours(1);

    private static final String PROX = "prox";

    private final Workspaces workspaces;
    private final Imports imports;
    private final Jobs jobs;
    private final AuditLog audit;
    private final Database database;
    private final Duration keep;
    private final Clock clock;

    /// @param keep how long after its upload
    Retention(
            Workspaces workspaces,
            Imports imports,
            Jobs jobs,
            AuditLog audit,
            Database database,
            Duration keep,
            Clock clock) {
        this.workspaces = workspaces;
        this.imports = imports;
        this.jobs = jobs;
        this.audit = audit;
        this.database = database;
        this.keep = keep;
        this.clock = clock;
    }

    /// Lets go of what is due in all workspaces.
    void visit() {
        workspaces.all().forEach(this::visit);
    }

    private void visit(WorkspaceId workspace) {
        imports.leftBehind(workspace).forEach(id -> imports.delete(workspace, id));
        Instant before = clock.instant().minus(keep);
        for (String id : imports.outdated(workspace, before)) {
            database.within(workspace, () -> forget(workspace, id));
        }
        imports.uncleared(workspace).forEach(id -> imports.clear(workspace, id));
    }

    /// One at work is left for a later visit.
    private void forget(WorkspaceId workspace, String id) {
        imports.lock(workspace, id)
                .filter(row -> row.forgottenAt().isEmpty())
                .filter(
                        row ->
                                !row.status(row.job().flatMap(job -> jobs.find(workspace, job)))
                                        .isBusy())
                .ifPresent(
                        row -> {
                            imports.forget(workspace, id);
                            audit.append(workspace, PROX, "import.forgotten", id, Map.of(), "");
                        });
    }
}
