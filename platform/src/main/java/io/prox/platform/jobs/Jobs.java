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

/// Long work of workspaces: asked for, followed, cancelled.
///
/// A job's status is the truth of how the work ended: a component that shows a status of its own
/// derives it from there, since a job may be cancelled, or found to fail, where none of the
/// component's code runs.
public final class Jobs {
    static final String CHANNEL = "prox_jobs";

    private static final String INSERT =
            """
            INSERT INTO platform.job
                (workspace_id, job_id, kind, subject, started_by, created_at, status)
            VALUES (:workspace, :job, :kind, :subject, :by, :at, 'queued')
            """;
    private static final String QUEUE =
            """
            WITH queued AS (
                INSERT INTO platform.job_queue (workspace_id, job_id, kind, not_before)
                VALUES (:workspace, :job, :kind, clock_timestamp())
            )
            SELECT pg_notify(:channel, '')
            """;
    private static final String READ =
            """
            SELECT workspace_id, job_id, kind, subject, started_by, created_at, status, stage,
                fraction, started_at, ended_at, trouble
            FROM platform.job WHERE workspace_id = :workspace
            """;

    /// Held by a process: asked to end. In the queue: gone from there.
    private static final String ASK_TO_END =
            """
            UPDATE platform.job_queue SET cancelled = true
            WHERE workspace_id = :workspace AND job_id = :job
            RETURNING lease IS NOT NULL AND leased_until > clock_timestamp() AS held,
                pg_notify(:channel, '')
            """;

    private static final String LEAVE_QUEUE =
            "DELETE FROM platform.job_queue WHERE workspace_id = :workspace AND job_id = :job";
    private static final String END =
            """
            UPDATE platform.job SET status = 'cancelled', ended_at = :at
            WHERE workspace_id = :workspace AND job_id = :job
            """;
    private static final String RUNNING =
            """
            SELECT count(*) FROM platform.job_queue
            WHERE workspace_id = :workspace AND leased_until > clock_timestamp()
            """;
    private static final String WAITING =
            """
            SELECT count(*) FROM platform.job_queue
            WHERE leased_until IS NULL OR leased_until <= clock_timestamp()
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    public Jobs(Database database, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// Puts a job into the queue. Joins the running transaction: the job is there if that commits.
    ///
    /// @param subject what it is about; no personal data
    /// @param startedBy the user or key who asks for it, or the component
    /// @return its id
    public String start(WorkspaceId workspace, String kind, String subject, String startedBy) {
        String id = identifiers.next("job");
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(INSERT)
                            .param("workspace", workspace.value())
                            .param("job", id)
                            .param("kind", kind)
                            .param("subject", subject)
                            .param("by", startedBy)
                            .param("at", at(clock.instant()))
                            .update();
                    database.sql()
                            .sql(QUEUE)
                            .param("workspace", workspace.value())
                            .param("job", id)
                            .param("kind", kind)
                            .param("channel", CHANNEL)
                            .query((row, number) -> true)
                            .list();
                });
        return id;
    }

    public Optional<Job> find(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " AND job_id = :job")
                                .param("workspace", workspace.value())
                                .param("job", id)
                                .query((row, number) -> job(row))
                                .optional());
    }

    /// The newest jobs of a kind, the newest first.
    public List<Job> latest(WorkspaceId workspace, String kind, int limit) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " AND kind = :kind ORDER BY number DESC LIMIT :limit")
                                .param("workspace", workspace.value())
                                .param("kind", kind)
                                .param("limit", limit)
                                .query((row, number) -> job(row))
                                .list());
    }

    /// The newest job of a kind about one thing.
    public Optional<Job> latestOf(WorkspaceId workspace, String kind, String subject) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(
                                        READ
                                                + " AND kind = :kind AND subject = :subject"
                                                + " ORDER BY number DESC LIMIT 1")
                                .param("workspace", workspace.value())
                                .param("kind", kind)
                                .param("subject", subject)
                                .query((row, number) -> job(row))
                                .optional());
    }

    /// Ends a job that waits at once, and asks one in work to end, which it does soon. Joins the
    /// running transaction.
    ///
    /// @return false if there is no such job, or it has ended
    public boolean cancel(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () -> {
                    Optional<Boolean> held =
                            database.sql()
                                    .sql(ASK_TO_END)
                                    .param("workspace", workspace.value())
                                    .param("job", id)
                                    .param("channel", CHANNEL)
                                    .query((row, number) -> row.getBoolean("held"))
                                    .optional();
                    if (held.isPresent() && !held.get()) {
                        run(LEAVE_QUEUE, workspace, id);
                        database.sql()
                                .sql(END)
                                .param("workspace", workspace.value())
                                .param("job", id)
                                .param("at", at(clock.instant()))
                                .update();
                    }
                    return held.isPresent();
                });
    }

    private void run(String sql, WorkspaceId workspace, String id) {
        database.sql().sql(sql).param("workspace", workspace.value()).param("job", id).update();
    }

    /// How many jobs of a workspace are in work in any process.
    public long running(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(RUNNING)
                                .param("workspace", workspace.value())
                                .query((row, number) -> row.getLong(1))
                                .single());
    }

    /// How many jobs, of all workspaces, wait for a process.
    public long waiting() {
        return database.transaction(
                () -> database.sql().sql(WAITING).query((row, number) -> row.getLong(1)).single());
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("job_id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("started_by"),
                instant("created_at", row).orElseThrow(),
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

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
