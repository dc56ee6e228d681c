package io.prox.platform.jobs;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The jobs of all workspaces.
public final class Jobs {
    static final String CHANNEL = "jobs";

    private static final String START =
            """
            WITH started AS (
                INSERT INTO platform.job (workspace_id, job_id, kind, subject, started_by, created_at,
                    status)
                VALUES (:workspace, :job, :kind, :subject, :by, :at, 'queued')
            )
            SELECT pg_notify(:channel, '')
            """;
    static final String COLUMNS =
            """
            job_id, workspace_id, kind, subject, started_by, created_at, status, stage, fraction,
                started_at, ended_at, trouble
            """;
    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + " FROM platform.job WHERE workspace_id = :workspace AND job_id = :job";
    private static final String LATEST =
            "SELECT "
                    + COLUMNS
                    + """
                    FROM platform.job WHERE workspace_id = :workspace AND kind = :kind
                        AND (:subject::text IS NULL OR subject = :subject)
                    ORDER BY created_at DESC, job_id DESC LIMIT :limit
                    """;

    /// One that nobody works on ends here; one that somebody works on is ended by them.
    private static final String CANCEL =
            """
            UPDATE platform.job SET cancel_requested = true,
                status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END,
                ended_at = CASE WHEN status = 'queued' THEN :at ELSE ended_at END
            WHERE workspace_id = :workspace AND job_id = :job AND status IN ('queued', 'running')
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    public Jobs(Database database, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// Begins a job when the running transaction, or one of its own, commits.
    ///
    /// @return its identifier
    public String start(WorkspaceId workspace, String kind, String subject, String startedBy) {
        String id = identifiers.next("job");
        database.within(
                workspace,
                () ->
                        sql(START, workspace)
                                .param("job", id)
                                .param("kind", kind)
                                .param("subject", subject)
                                .param("by", startedBy)
                                .param("at", now())
                                .param("channel", CHANNEL)
                                .query((row, number) -> true)
                                .list());
        return id;
    }

    public Optional<Job> find(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        sql(FIND, workspace)
                                .param("job", id)
                                .query((row, number) -> job(row))
                                .optional());
    }

    /// Jobs of a kind, newest first.
    public List<Job> latest(WorkspaceId workspace, String kind, int limit) {
        return latest(workspace, kind, null, limit);
    }

    /// The newest job of a kind that is about a subject.
    public Optional<Job> latestOf(WorkspaceId workspace, String kind, String subject) {
        return latest(workspace, kind, subject, 1).stream().findFirst();
    }

    private List<Job> latest(
            WorkspaceId workspace, String kind, @Nullable String subject, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(LATEST, workspace)
                                .param("kind", kind)
                                .param("subject", subject)
                                .param("limit", limit)
                                .query((row, number) -> job(row))
                                .list());
    }

    /// Takes a job back.
    ///
    /// @return false if it has ended already, or never was
    public boolean cancel(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () -> sql(CANCEL, workspace).param("job", id).param("at", now()).update() == 1);
    }

    static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("job_id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("started_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Job.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("stage"),
                row.getDouble("fraction"),
                instant("started_at", row),
                instant("ended_at", row),
                Optional.ofNullable(row.getString("trouble")));
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
