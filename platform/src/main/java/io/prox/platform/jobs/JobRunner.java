package io.prox.platform.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Faults;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the jobs of a process: takes those that wait, of the kinds it has work for, the oldest
/// first, a few at the same time.
///
/// A job is held by a lease in the database. While this runner lives it renews its leases; when it
/// dies they end, and any other runner takes its jobs up. Whatever is written of a job is written
/// only by the one who holds its lease.
///
/// One thread looks after the queue, woken by the database when something changes there; each job
/// has one of its own.
public final class JobRunner implements AutoCloseable {
    /// Jobs of a process that died are taken up again within this time and a little.
    public static final Duration LEASE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /// Between two looks at the queue, at each of which leases are renewed and it is written how
    /// far each job is.
    private static final Duration LOOK = Duration.ofMillis(400);

    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private static final int TRIES = 3;

    /// So often may the process of a job go away without the job getting any further. It is what
    /// ends jobs that bring their process down.
    private static final int MOST_LOSSES = 5;

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

    /// Takes the row of the queue first, as all who change a job do.
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
    private static final String LEAVE_QUEUE =
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
    private static final String BACK_INTO_QUEUE =
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
    private final Map<String, JobWork> works;
    private final int atOnce;
    private final Duration lease;
    private final Identifiers identifiers;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /// @param works of different kinds
    /// @param atOnce how many jobs it does at the same time, at least 1
    /// @param lease how long a job stays with a runner that is not heard of
    public JobRunner(
            Database database,
            Jobs jobs,
            Collection<JobWork> works,
            int atOnce,
            Duration lease,
            Identifiers identifiers,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.jobs = jobs;
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(JobWork::kind, w -> w));
        this.atOnce = atOnce;
        this.lease = lease;
        this.identifiers = identifiers;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("prox.jobs.running", running, Map::size)
                .description("jobs that this process works on")
                .register(meters);
        this.thread = Thread.ofPlatform().name("jobs").unstarted(this::run);
    }

    public void start() {
        if (!works.isEmpty()) {
            thread.start();
        }
    }

    /// How many jobs it is doing.
    public int running() {
        return running.size();
    }

    /// Asks the jobs in work to end, waits for them, and puts them back into the queue.
    @Override
    public void close() {
        stopping.countDown();
        if (!thread.isAlive()) {
            return;
        }
        try {
            if (!ended.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                running.values().forEach(Run::interrupt);
                if (!ended.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try {
            while (!isStopping() || !running.isEmpty()) {
                try (Connection connection = database.source().getConnection()) {
                    lookAfter(connection);
                } catch (SQLException | RuntimeException trouble) {
                    LOG.atWarn()
                            .addKeyValue("trouble", trouble.toString())
                            .log("Jobs are looked after later");
                    running.values().forEach(Run::loseIfExpired);
                    rest(AFTER_TROUBLE);
                }
            }
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void lookAfter(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try {
            execute("LISTEN " + Jobs.CHANNEL, connection);
            while (!isStopping() || !running.isEmpty()) {
                renew();
                running.values().forEach(this::write);
                while (!isStopping() && running.size() < atOnce && take()) {
                    // as long as there are some
                }
                connection.unwrap(PGConnection.class).getNotifications((int) LOOK.toMillis());
            }
        } finally {
            // The connection goes back to its pool, where nobody expects it to hear anything.
            execute("UNLISTEN *", connection);
        }
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void rest(Duration pause) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }

    /// Takes the oldest job that waits.
    ///
    /// @return false if there is none
    private boolean take() {
        String token = identifiers.next("lease");
        Optional<Taken> taken =
                database.transaction(
                        () -> {
                            Optional<Taken> found = takeAs(token);
                            found.ifPresent(this::begin);
                            return found;
                        });
        taken.filter(Taken::isToRun)
                .flatMap(found -> jobs.find(found.workspace(), found.job()))
                .ifPresent(
                        job -> {
                            var run = new Run(job, token);
                            running.put(token, run);
                            run.start();
                        });
        return taken.isPresent();
    }

    private Optional<Taken> takeAs(String token) {
        return database.sql()
                .sql(TAKE)
                .param("kinds", works.keySet().toArray(String[]::new))
                .param(
                        "held",
                        running.values().stream().map(run -> run.job.id()).toArray(String[]::new))
                .param("lease", token)
                .param("millis", lease.toMillis())
                .query(
                        (row, number) ->
                                new Taken(
                                        new WorkspaceId(row.getString("workspace_id")),
                                        row.getString("job_id"),
                                        row.getBoolean("cancelled"),
                                        row.getInt("losses")))
                .optional();
    }

    private void begin(Taken taken) {
        database.name(taken.workspace());
        if (taken.cancelled()) {
            end(taken.workspace(), taken.job(), Job.Status.CANCELLED, Optional.empty());
        } else if (taken.losses() > MOST_LOSSES) {
            end(
                    taken.workspace(),
                    taken.job(),
                    Job.Status.FAILED,
                    Optional.of(
                            "The process that worked on it ended %d times without getting further. It may need more memory than there is; the operator finds the job in the log as %s."
                                    .formatted(taken.losses(), taken.job())));
        } else {
            database.sql()
                    .sql(BEGIN)
                    .param("workspace", taken.workspace().value())
                    .param("job", taken.job())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private void renew() {
        if (running.isEmpty()) {
            return;
        }
        Map<String, Boolean> held = new HashMap<>();
        long now = System.nanoTime();
        List<Run> looked = List.copyOf(running.values());
        database.transaction(
                () ->
                        database.sql()
                                .sql(RENEW)
                                .param("millis", lease.toMillis())
                                .param(
                                        "leases",
                                        looked.stream()
                                                .map(run -> run.token)
                                                .toArray(String[]::new))
                                .query(
                                        (row, number) ->
                                                held.put(
                                                        row.getString("lease"),
                                                        row.getBoolean("cancelled")))
                                .list());
        for (Run run : looked) {
            Boolean cancelled = held.get(run.token);
            if (cancelled == null) {
                run.lost = true;
            } else {
                run.cancelled |= cancelled;
                run.renewedAt = now;
            }
        }
    }

    private void write(Run run) {
        Progress progress = run.progress;
        if (progress.equals(run.written)) {
            return;
        }
        database.within(
                run.job.workspace(),
                () -> {
                    int ours =
                            database.sql()
                                    .sql(GOT_FURTHER)
                                    .param("workspace", run.job.workspace().value())
                                    .param("job", run.job.id())
                                    .param("lease", run.token)
                                    .param("fraction", progress.fraction())
                                    .update();
                    if (ours == 1) {
                        database.sql()
                                .sql(PROGRESS)
                                .param("workspace", run.job.workspace().value())
                                .param("job", run.job.id())
                                .param("stage", progress.stage())
                                .param("fraction", progress.fraction())
                                .update();
                    }
                });
        run.written = progress;
    }

    /// Writes how a run ended. Tries until the database takes it, or the process stops: then the
    /// lease runs out, and the job is begun again.
    private void conclude(Run run, End end) {
        while (true) {
            try {
                database.within(run.job.workspace(), () -> write(run, end));
                return;
            } catch (RuntimeException trouble) {
                LOG.atWarn()
                        .addKeyValue("job", run.job.id())
                        .addKeyValue("trouble", trouble.toString())
                        .log("The end of a job is written later");
                try {
                    if (stopping.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException left) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void write(Run run, End end) {
        WorkspaceId workspace = run.job.workspace();
        Optional<Held> held =
                database.sql()
                        .sql(HOLD)
                        .param("workspace", workspace.value())
                        .param("job", run.job.id())
                        .param("lease", run.token)
                        .query(
                                (row, number) ->
                                        new Held(
                                                row.getBoolean("cancelled"),
                                                row.getInt("failures")))
                        .optional();
        if (held.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("job", run.job.id())
                    .log("Another process had taken this job over");
            return;
        }
        if (held.get().cancelled() && !(end instanceof End.Done)) {
            end(workspace, run.job.id(), Job.Status.CANCELLED, Optional.empty());
            return;
        }
        switch (end) {
            case End.Done() -> end(workspace, run.job.id(), Job.Status.DONE, Optional.empty());
            case End.Left() -> {
                if (isStopping() || run.lost) {
                    backIntoQueue(run, held.get().failures(), Duration.ZERO);
                } else {
                    end(workspace, run.job.id(), Job.Status.CANCELLED, Optional.empty());
                }
            }
            case End.Trouble(String reason) ->
                    end(workspace, run.job.id(), Job.Status.FAILED, Optional.of(reason));
            case End.Later() -> backIntoQueue(run, held.get().failures(), afterFailure());
            case End.Failed() -> {
                int failures = held.get().failures() + 1;
                if (failures < TRIES) {
                    backIntoQueue(run, failures, afterFailure().multipliedBy(failures));
                } else {
                    end(
                            workspace,
                            run.job.id(),
                            Job.Status.FAILED,
                            Optional.of(
                                    "Something went wrong on our side, %d times. The operator finds the cause in the log by the number %s."
                                            .formatted(failures, run.job.id())));
                }
            }
        }
    }

    /// Before a job that failed is tried again.
    private Duration afterFailure() {
        return lease.dividedBy(4);
    }

    private void backIntoQueue(Run run, int failures, Duration pause) {
        database.sql()
                .sql(BACK_INTO_QUEUE)
                .param("workspace", run.job.workspace().value())
                .param("job", run.job.id())
                .param("failures", failures)
                .param("millis", pause.toMillis())
                .param("channel", Jobs.CHANNEL)
                .query((row, number) -> true)
                .list();
        database.sql()
                .sql(WAIT)
                .param("workspace", run.job.workspace().value())
                .param("job", run.job.id())
                .update();
    }

    private void end(
            WorkspaceId workspace, String job, Job.Status status, Optional<String> trouble) {
        database.sql()
                .sql(LEAVE_QUEUE)
                .param("workspace", workspace.value())
                .param("job", job)
                .param("channel", Jobs.CHANNEL)
                .query((row, number) -> true)
                .list();
        database.sql()
                .sql(END)
                .param("workspace", workspace.value())
                .param("job", job)
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("trouble", trouble.orElse(null))
                .update();
        meters.counter("prox.jobs.ended", "status", status.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private record Taken(WorkspaceId workspace, String job, boolean cancelled, int losses) {
        boolean isToRun() {
            return !cancelled && losses <= MOST_LOSSES;
        }
    }

    private record Held(boolean cancelled, int failures) {}

    private record Progress(String stage, double fraction) {}

    /// How a run of a work ended.
    private sealed interface End {
        record Done() implements End {}

        /// It was not to go on.
        record Left() implements End {}

        /// It cannot succeed.
        record Trouble(String reason) implements End {}

        /// Something that it needs does not answer.
        record Later() implements End {}

        /// It went wrong.
        record Failed() implements End {}
    }

    /// A job in work here.
    private final class Run implements JobRun {
        private final Job job;
        private final String token;
        private final Thread worker;
        private volatile boolean cancelled;
        private volatile boolean lost;
        private volatile long renewedAt = System.nanoTime();
        private volatile Progress progress;
        private volatile Progress written;

        private Run(Job job, String token) {
            this.job = job;
            this.token = token;
            this.progress = new Progress(job.stage(), job.fraction());
            this.written = progress;
            this.worker = Thread.ofPlatform().name("job-" + job.kind()).unstarted(this::work);
        }

        private void start() {
            worker.start();
        }

        private void interrupt() {
            worker.interrupt();
        }

        private void loseIfExpired() {
            lost |= System.nanoTime() - renewedAt >= lease.toNanos();
        }

        private void work() {
            try {
                conclude(this, attempt());
            } finally {
                running.remove(token);
            }
        }

        private End attempt() {
            JobWork work = works.get(job.kind());
            if (work == null) {
                throw new IllegalStateException("took a job of another kind: " + job.kind());
            }
            try {
                work.run(job, this);
                return new End.Done();
            } catch (JobCancelledException left) {
                return new End.Left();
            } catch (JobTroubleException trouble) {
                return new End.Trouble(
                        Optional.ofNullable(trouble.getMessage()).orElse("It cannot be done."));
            } catch (RuntimeException | Error trouble) {
                if (isStopping() || lost) {
                    return new End.Left();
                }
                boolean passes = Faults.pass(trouble);
                (passes ? LOG.atWarn() : LOG.atError())
                        .addKeyValue("job", job.id())
                        .addKeyValue("kind", job.kind())
                        .setCause(trouble)
                        .log("A job failed");
                return passes ? new End.Later() : new End.Failed();
            }
        }

        @Override
        public void report(String stage, double fraction) {
            progress =
                    new Progress(
                            stage, Double.isNaN(fraction) ? 0 : Math.clamp(fraction, 0.0, 1.0));
        }

        @Override
        public boolean isCancelled() {
            return cancelled || lost || isStopping();
        }

        @Override
        public boolean isCancelledForGood() {
            return cancelled;
        }

        @Override
        public void checkCancelled() {
            if (isCancelled()) {
                throw new JobCancelledException();
            }
        }
    }
}
