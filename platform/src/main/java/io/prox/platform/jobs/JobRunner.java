package io.prox.platform.jobs;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Does the jobs of some kinds, several at a time. Any number of runners, in any number of
/// processes, share the work.
///
/// Who takes a job holds a lease, which it renews with each beat; a job whose lease has run out was
/// left by a process that died, and is begun again. A runner that has lost a lease, because it was
/// asleep for longer, is told so at the next check and leaves the job alone.
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(8);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /// Tries of a job that fails for reasons of ours.
    private static final int MOST_ATTEMPTS = 3;

    private static final String TAKE =
            """
            UPDATE platform.job SET status = 'running', holder = :holder, lease_until = :until,
                attempts = attempts + 1, started_at = coalesce(started_at, :now)
            WHERE workspace_id = :workspace AND job_id = (
                SELECT job_id FROM platform.job
                WHERE workspace_id = :workspace AND kind = ANY (:kinds)
                    AND (status = 'queued' OR (status = 'running' AND lease_until < :now))
                ORDER BY created_at, job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                    + Jobs.COLUMNS
                    + ", attempts";

    /// Says how far it has come and asks whether it is to go on, in one.
    private static final String RENEW =
            """
            UPDATE platform.job SET lease_until = :until, stage = :stage, fraction = :fraction
            WHERE workspace_id = :workspace AND job_id = :job AND status = 'running' AND holder = :holder
            RETURNING cancel_requested
            """;

    private static final String END =
            """
            UPDATE platform.job SET status = :status, stage = :stage, fraction = :fraction,
                ended_at = :now, trouble = :trouble, holder = NULL, lease_until = NULL
            WHERE workspace_id = :workspace AND job_id = :job AND status = 'running' AND holder = :holder
            """;
    private static final String LAY_DOWN =
            """
            UPDATE platform.job SET status = 'queued', holder = NULL, lease_until = NULL,
                attempts = attempts - :forgiven
            WHERE workspace_id = :workspace AND job_id = :job AND status = 'running' AND holder = :holder
            """;

    private final Database database;
    private final Workspaces workspaces;
    private final Map<String, JobWork> works;
    private final String holder;
    private final Clock clock;
    private final Semaphore places;
    private final int atOnce;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    /// @param holder a name that no other runner has
    /// @param atOnce jobs at most
    public JobRunner(
            Database database,
            Workspaces workspaces,
            List<JobWork> works,
            String holder,
            int atOnce,
            Clock clock) {
        this.database = database;
        this.workspaces = workspaces;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.holder = holder;
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("jobs").unstarted(this::look);
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

    /// Lets the jobs in work lay down what they do; another runner, or the next start, goes on.
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            if (!places.tryAcquire(atOnce, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} jobs did not lay down their work in time", running.size());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        while (!stopping) {
            try {
                for (WorkspaceId workspace : workspaces.all()) {
                    while (!stopping && places.tryAcquire()) {
                        if (!begin(workspace)) {
                            break;
                        }
                    }
                }
            } catch (RuntimeException trouble) {
                if (!stopping) {
                    LOG.warn("Cannot look for jobs just now: {}", trouble.getMessage());
                }
            }
            pause(LOOK);
        }
    }

    /// @return false if there was nothing to do; then the place is free again
    private boolean begin(WorkspaceId workspace) {
        Optional<Run> taken = Optional.empty();
        try {
            taken = take(workspace);
        } finally {
            if (taken.isEmpty()) {
                places.release();
            }
        }
        taken.ifPresent(
                run -> {
                    running.add(run);
                    run.thread.start();
                    run.beat.start();
                });
        return taken.isPresent();
    }

    private Optional<Run> take(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        sql(TAKE, workspace)
                                .param("holder", holder)
                                .param("kinds", works.keySet().toArray(String[]::new))
                                .param("until", now().plus(LEASE))
                                .param("now", now())
                                .query(
                                        (row, number) ->
                                                new Run(Jobs.job(row), row.getInt("attempts")))
                                .optional());
    }

    /// One try to do a job.
    private final class Run implements JobRun {
        private final Job job;
        private final int attempt;
        private final Thread thread;
        private final Thread beat;
        private volatile String stage;
        private volatile double fraction;
        private volatile boolean cancelled;
        private volatile boolean lost;
        private volatile boolean over;

        Run(Job job, int attempt) {
            this.job = job;
            this.attempt = attempt;
            this.stage = job.stage();
            this.fraction = job.fraction();
            this.thread =
                    Thread.ofPlatform().daemon().name("job-" + job.kind()).unstarted(this::work);
            this.beat = Thread.ofVirtual().name("beat-" + job.kind()).unstarted(this::beat);
        }

        @Override
        public void report(String newStage, double newFraction) {
            stage = newStage;
            fraction = Math.clamp(newFraction, 0, 1);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void checkCancelled() {
            if (cancelled || lost || stopping) {
                throw new JobCancelledException();
            }
        }

        private void beat() {
            while (!over && !lost) {
                pause(BEAT);
                try {
                    if (!over) {
                        renew();
                    }
                } catch (RuntimeException unreachable) {
                    LOG.warn("Cannot renew the lease of a job: {}", unreachable.getMessage());
                }
            }
        }

        private void renew() {
            Optional<Boolean> taken =
                    database.within(
                            job.workspace(),
                            () ->
                                    sql(RENEW, job.workspace())
                                            .param("job", job.id())
                                            .param("holder", holder)
                                            .param("until", now().plus(LEASE))
                                            .param("stage", stage)
                                            .param("fraction", fraction)
                                            .query((row, number) -> row.getBoolean(1))
                                            .optional());
            lost = taken.isEmpty() && !over;
            cancelled = cancelled || taken.orElse(false);
        }

        private void work() {
            try {
                if (attempt > MOST_ATTEMPTS) {
                    end("failed", "It was begun several times, and the process ended each time.");
                } else {
                    requireWork().run(job, this);
                    fraction = 1;
                    end("done", null);
                }
            } catch (JobCancelledException told) {
                if (cancelled) {
                    end("cancelled", null);
                } else {
                    layDown(1);
                }
            } catch (JobTroubleException trouble) {
                end("failed", trouble.getMessage());
            } catch (Throwable fault) { // also errors: a job must not stay in work for ever
                fail(fault);
            } finally {
                over = true;
                running.remove(this);
                places.release();
            }
        }

        private JobWork requireWork() {
            JobWork work = works.get(job.kind());
            if (work == null) {
                throw new IllegalStateException("no work of the kind " + job.kind());
            }
            return work;
        }

        private void fail(Throwable fault) {
            if (stopping) {
                layDown(1);
                return;
            }
            LOG.error("A job of the kind {} failed, try {}", job.kind(), attempt, fault);
            if (attempt < MOST_ATTEMPTS) {
                layDown(0);
            } else {
                end(
                        "failed",
                        "Something went wrong on our side, %d times in a row. The log says more."
                                .formatted(attempt));
            }
        }

        private void end(String status, @Nullable String trouble) {
            over = true;
            database.within(
                    job.workspace(),
                    () ->
                            sql(END, job.workspace())
                                    .param("job", job.id())
                                    .param("holder", holder)
                                    .param("status", status)
                                    .param("stage", stage)
                                    .param("fraction", fraction)
                                    .param("trouble", trouble)
                                    .param("now", now())
                                    .update());
        }

        /// @param forgiven tries that do not count: the job was not to blame
        private void layDown(int forgiven) {
            over = true;
            database.within(
                    job.workspace(),
                    () ->
                            sql(LAY_DOWN, job.workspace())
                                    .param("forgiven", forgiven)
                                    .param("job", job.id())
                                    .param("holder", holder)
                                    .update());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
