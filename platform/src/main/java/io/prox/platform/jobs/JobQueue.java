package io.prox.platform.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The jobs that have not ended, as a runner deals with them: takes one by a lease, renews its
/// leases, writes how far a job is and how it ended.
///
/// A lease that is not renewed ends; the next to take the job then writes a new one. Whatever is
/// written of a job is written under the lease that its writer was given, so that a runner that was
/// frozen and taken over changes nothing. All who change a job take its row in the queue first.
final class JobQueue {
    /// So often may the process of a job go away without the job getting any further. It is what
    /// ends jobs that bring their process down.
    private static final int MOST_LOSSES = 5;

    /// So often may a job go wrong.
    private static final int TRIES = 3;

    private static final String TAKE =
            """
            WITH free AS (
                SELECT workspace_id, job_id FROM platform.job_queue
                WHERE kind = ANY (:kinds) AND not_before <= clock_timestamp()
                    AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                    AND job_id <> ALL (:held)
                ORDER BY number LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE platform.job_queue AS taken
            SET lease = :lease,
                leased_until = clock_timestamp() + :millis * interval '1 millisecond',
                losses = losses + CASE WHEN lease IS NULL THEN 0 ELSE 1 END
            FROM free
            WHERE taken.workspace_id = free.workspace_id AND taken.job_id = free.job_id
            RETURNING taken.workspace_id, taken.job_id, cancelled, losses
            """;
    private static final String BEGIN =
            """
            UPDATE platform.job
            SET status = 'running', started_at = coalesce(started_at, :at)
            WHERE workspace_id = :workspace AND job_id = :job
            """;
    private static final String RENEW =
            """
            UPDATE platform.job_queue
            SET leased_until = clock_timestamp() + :millis * interval '1 millisecond'
            WHERE lease = ANY (:leases)
            RETURNING lease, cancelled
            """;
    private static final String GOT_FURTHER =
            """
            UPDATE platform.job_queue
            SET losses = CASE WHEN furthest < :fraction THEN 0 ELSE losses END,
                furthest = greatest(furthest, :fraction)
            WHERE workspace_id = :workspace AND job_id = :job AND lease = :lease
            """;
    private static final String PROGRESS =
            """
            UPDATE platform.job SET stage = :stage, fraction = :fraction
            WHERE workspace_id = :workspace AND job_id = :job
            """;
    private static final String HOLD =
            """
            SELECT cancelled, failures FROM platform.job_queue
            WHERE workspace_id = :workspace AND job_id = :job AND lease = :lease
            FOR UPDATE
            """;
    private static final String LEAVE =
            """
            WITH gone AS (
                DELETE FROM platform.job_queue WHERE workspace_id = :workspace AND job_id = :job
            )
            SELECT pg_notify(:channel, '')
            """;
    private static final String END =
            """
            UPDATE platform.job
            SET status = :status, ended_at = :at, trouble = :trouble,
                fraction = CASE WHEN :status = 'done' THEN 1 ELSE fraction END
            WHERE workspace_id = :workspace AND job_id = :job
            """;
    private static final String BACK =
            """
            WITH back AS (
                UPDATE platform.job_queue
                SET lease = NULL, leased_until = NULL, failures = :failures,
                    not_before = clock_timestamp() + :millis * interval '1 millisecond'
                WHERE workspace_id = :workspace AND job_id = :job
            )
            SELECT pg_notify(:channel, '')
            """;
    private static final String WAIT =
            """
            UPDATE platform.job SET status = 'queued'
            WHERE workspace_id = :workspace AND job_id = :job
            """;

    private final Database database;
    private final Jobs jobs;
    private final Duration lease;
    private final Clock clock;
    private final MeterRegistry meters;

    JobQueue(Database database, Jobs jobs, Duration lease, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.jobs = jobs;
        this.lease = lease;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("prox.jobs.waiting", jobs, Jobs::waiting)
                .description("jobs of all kinds that wait for a process")
                .register(meters);
    }

    /// What came of asking for a job.
    sealed interface Taking {
        /// There is none.
        record Nothing() implements Taking {}

        /// There was one that is not to run; it has been ended.
        record Ended() implements Taking {}

        record Taken(Job job) implements Taking {}
    }

    /// How a run of a job ended.
    sealed interface End {
        record Done() implements End {}

        /// It was not to go on; it waits for another process.
        record Left() implements End {}

        /// It was asked to end, and did.
        record Cancelled() implements End {}

        /// It cannot succeed.
        record Trouble(String reason) implements End {}

        /// Something that it needs does not answer; it is tried again.
        record Later() implements End {}

        /// It went wrong; it is tried again, unless it went wrong too often.
        record Failed() implements End {}
    }

    /// Takes the oldest job that waits.
    ///
    /// @param kinds of which it may be
    /// @param held ids of jobs that are in work here
    /// @param token names the lease
    Taking take(Collection<String> kinds, Collection<String> held, String token) {
        return database.transaction(
                () ->
                        database.sql()
                                .sql(TAKE)
                                .param("kinds", kinds.toArray(String[]::new))
                                .param("held", held.toArray(String[]::new))
                                .param("lease", token)
                                .param("millis", lease.toMillis())
                                .query((row, number) -> Row.of(row))
                                .optional()
                                .map(this::begin)
                                .orElseGet(Taking.Nothing::new));
    }

    private Taking begin(Row row) {
        database.name(row.workspace());
        if (row.cancelled()) {
            end(row.workspace(), row.job(), Job.Status.CANCELLED, Optional.empty());
            return new Taking.Ended();
        }
        if (row.losses() > MOST_LOSSES) {
            String trouble =
                    "The process that worked on it ended %d times without getting further. It may need more memory than there is; the operator finds the job in the log as %s."
                            .formatted(row.losses(), row.job());
            end(row.workspace(), row.job(), Job.Status.FAILED, Optional.of(trouble));
            return new Taking.Ended();
        }
        sql(BEGIN, row.workspace(), row.job())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Taking.Taken(jobs.find(row.workspace(), row.job()).orElseThrow());
    }

    /// @param tokens of leases
    /// @return those that are still held; true for those whose jobs were asked to end
    Map<String, Boolean> renew(Collection<String> tokens) {
        Map<String, Boolean> held = new HashMap<>();
        database.transaction(
                () ->
                        database.sql()
                                .sql(RENEW)
                                .param("millis", lease.toMillis())
                                .param("leases", tokens.toArray(String[]::new))
                                .query(
                                        (row, number) ->
                                                held.put(
                                                        row.getString("lease"),
                                                        row.getBoolean("cancelled")))
                                .list());
        return held;
    }

    /// Writes how far a job is.
    ///
    /// @param fraction of the whole, from 0 to 1
    void progress(Job job, String token, String stage, double fraction) {
        database.within(
                job.workspace(),
                () -> {
                    int ours =
                            sql(GOT_FURTHER, job.workspace(), job.id())
                                    .param("lease", token)
                                    .param("fraction", fraction)
                                    .update();
                    if (ours == 1) {
                        sql(PROGRESS, job.workspace(), job.id())
                                .param("stage", stage)
                                .param("fraction", fraction)
                                .update();
                    }
                });
    }

    /// Writes how a run ended.
    ///
    /// @return false if the job is another's
    boolean conclude(Job job, String token, End end) {
        return database.within(
                job.workspace(),
                () -> {
                    Optional<Held> held = hold(job, token);
                    held.ifPresent(as -> write(job, as, end));
                    return held.isPresent();
                });
    }

    private Optional<Held> hold(Job job, String token) {
        return sql(HOLD, job.workspace(), job.id())
                .param("lease", token)
                .query(
                        (row, number) ->
                                new Held(row.getBoolean("cancelled"), row.getInt("failures")))
                .optional();
    }

    private void write(Job job, Held held, End end) {
        boolean done = end instanceof End.Done;
        if (held.cancelled() && !done) {
            end(job, Job.Status.CANCELLED, Optional.empty());
            return;
        }
        switch (end) {
            case End.Done() -> end(job, Job.Status.DONE, Optional.empty());
            case End.Left() -> back(job, held.failures(), Duration.ZERO);
            case End.Cancelled() -> end(job, Job.Status.CANCELLED, Optional.empty());
            case End.Trouble(String reason) -> end(job, Job.Status.FAILED, Optional.of(reason));
            case End.Later() -> back(job, held.failures(), afterFailure());
            case End.Failed() -> fail(job, held.failures() + 1);
        }
    }

    private void fail(Job job, int failures) {
        if (failures < TRIES) {
            back(job, failures, afterFailure().multipliedBy(failures));
            return;
        }
        String trouble =
                "Something went wrong on our side, %d times. The operator finds the cause in the log by the number %s."
                        .formatted(failures, job.id());
        end(job, Job.Status.FAILED, Optional.of(trouble));
    }

    /// Before a job that failed is tried again.
    private Duration afterFailure() {
        return lease.dividedBy(4);
    }

    private void back(Job job, int failures, Duration pause) {
        sql(BACK, job.workspace(), job.id())
                .param("failures", failures)
                .param("millis", pause.toMillis())
                .param("channel", Jobs.CHANNEL)
                .query((row, number) -> true)
                .list();
        sql(WAIT, job.workspace(), job.id()).update();
    }

    private void end(Job job, Job.Status status, Optional<String> trouble) {
        end(job.workspace(), job.id(), status, trouble);
    }

    private void end(
            WorkspaceId workspace, String job, Job.Status status, Optional<String> trouble) {
        String name = status.word();
        sql(LEAVE, workspace, job)
                .param("channel", Jobs.CHANNEL)
                .query((row, number) -> true)
                .list();
        sql(END, workspace, job)
                .param("status", name)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("trouble", trouble.orElse(null))
                .update();
        meters.counter("prox.jobs.ended", "status", name).increment();
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace, String job) {
        return database.sql()
                .sql(statement)
                .param("workspace", workspace.value())
                .param("job", job);
    }

    private record Row(WorkspaceId workspace, String job, boolean cancelled, int losses) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new WorkspaceId(row.getString("workspace_id")),
                    row.getString("job_id"),
                    row.getBoolean("cancelled"),
                    row.getInt("losses"));
        }
    }

    private record Held(boolean cancelled, int failures) {}
}
