package io.prox.platform.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Faults;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

    private final Database database;
    private final JobQueue queue;
    private final Map<String, JobWork> works;
    private final int atOnce;
    private final Duration lease;
    private final Identifiers identifiers;
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
        this.queue = new JobQueue(database, jobs, lease, clock, meters);
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(JobWork::kind, w -> w));
        this.atOnce = atOnce;
        this.lease = lease;
        this.identifiers = identifiers;
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
                } catch (SQLException | RuntimeException | Error trouble) {
                    LOG.atWarn().setCause(trouble).log("Jobs are looked after later");
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

    /// Begins the oldest job that waits.
    ///
    /// @return false if there is none
    private boolean take() {
        String token = identifiers.next("lease");
        List<String> held = running.values().stream().map(run -> run.job.id()).toList();
        return switch (queue.take(works.keySet(), held, token)) {
            case JobQueue.Taking.Nothing() -> false;
            case JobQueue.Taking.Ended() -> true;
            case JobQueue.Taking.Taken(Job job) -> {
                var run = new Run(job, token);
                running.put(token, run);
                run.start();
                yield true;
            }
        };
    }

    private void renew() {
        if (running.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        List<Run> looked = List.copyOf(running.values());
        Map<String, Boolean> held = queue.renew(looked.stream().map(run -> run.token).toList());
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
        if (!progress.equals(run.written)) {
            queue.progress(run.job, run.token, progress.stage(), progress.fraction());
            run.written = progress;
        }
    }

    /// Writes how a run ended. Tries until the database takes it, or the process stops: then the
    /// lease runs out, and the job is begun again.
    private void conclude(Run run, JobQueue.End end) {
        while (true) {
            try {
                if (!queue.conclude(run.job, run.token, end)) {
                    LOG.atWarn()
                            .addKeyValue("job", run.job.id())
                            .log("Another process had taken this job over");
                }
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

    private record Progress(String stage, double fraction) {}

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

        private JobQueue.End attempt() {
            JobWork work = works.get(job.kind());
            if (work == null) {
                throw new IllegalStateException("took a job of another kind: " + job.kind());
            }
            try {
                work.run(job, this);
                return new JobQueue.End.Done();
            } catch (JobCancelledException left) {
                return isStopping() || lost
                        ? new JobQueue.End.Left()
                        : new JobQueue.End.Cancelled();
            } catch (JobTroubleException trouble) {
                return new JobQueue.End.Trouble(
                        Optional.ofNullable(trouble.getMessage()).orElse("It cannot be done."));
            } catch (RuntimeException | Error trouble) {
                if (isStopping() || lost) {
                    return new JobQueue.End.Left();
                }
                boolean passes = Faults.pass(trouble);
                (passes ? LOG.atWarn() : LOG.atError())
                        .addKeyValue("job", job.id())
                        .addKeyValue("kind", job.kind())
                        .setCause(trouble)
                        .log("A job failed");
                return passes ? new JobQueue.End.Later() : new JobQueue.End.Failed();
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
        public void checkCancelled() {
            if (isCancelled()) {
                throw new JobCancelledException();
            }
        }
    }
}
