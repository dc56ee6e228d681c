package io.prox.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Job.Status;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs on a real database, with one runner and with two.
class JobRunnerTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");
    private static final String KIND = "count";
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestDatabase test;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final Identifiers identifiers = new Identifiers(clock, new SecureRandom());
    private final List<AutoCloseable> started = new ArrayList<>();
    private Jobs jobs;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
    }

    @AfterAll
    static void end() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.asSuperuser("TRUNCATE platform.job, platform.job_queue");
        jobs = new Jobs(test.database(), identifiers, clock);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable runner : started) {
            runner.close();
        }
    }

    @Test
    void doesAJobAndTellsHowFarItIs() {
        var goOn = new CountDownLatch(1);
        runner(
                (job, run) -> {
                    run.report("counting", 0.25);
                    hold(goOn);
                });

        String id = jobs.start(WORKSPACE, KIND, "imp_1", "user_1");

        await().atMost(PATIENCE).until(() -> job(id).fraction() == 0.25);
        assertThat(job(id))
                .isEqualTo(
                        new Job(
                                id,
                                WORKSPACE,
                                KIND,
                                "imp_1",
                                "user_1",
                                clock.instant(),
                                Status.RUNNING,
                                "counting",
                                0.25,
                                Optional.of(clock.instant()),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(inWork()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        goOn.countDown();
        awaitStatus(id, Status.DONE);
        assertThat(job(id).fraction()).isEqualTo(1);
        assertThat(job(id).endedAt()).contains(clock.instant());
        assertThat(queued()).isZero();
    }

    @Test
    void isThereOnlyIfTheTransactionThatStartsItCommits() {
        assertThatThrownBy(
                        () ->
                                test.database()
                                        .transaction(
                                                () -> {
                                                    jobs.start(WORKSPACE, KIND, "s", "u");
                                                    throw new IllegalArgumentException("no");
                                                }))
                .hasMessage("no");

        assertThat(jobs.latest(WORKSPACE, KIND, 10)).isEmpty();
        assertThat(jobs.waiting()).isZero();
    }

    @Test
    void findsTheNewestFirstWithinAWorkspace() {
        String first = jobs.start(WORKSPACE, KIND, "a", "u");
        String second = jobs.start(WORKSPACE, KIND, "b", "u");
        String third = jobs.start(WORKSPACE, KIND, "a", "u");
        jobs.start(WORKSPACE, "other", "a", "u");

        assertThat(jobs.latest(WORKSPACE, KIND, 2))
                .extracting(Job::id)
                .containsExactly(third, second);
        assertThat(jobs.latestOf(WORKSPACE, KIND, "a").map(Job::id)).contains(third);
        assertThat(jobs.latestOf(WORKSPACE, KIND, "c")).isEmpty();
        assertThat(jobs.find(OTHER, first)).isEmpty();
        assertThat(jobs.latest(OTHER, KIND, 2)).isEmpty();
    }

    @Test
    void worksOnTheOldestFirstAndOnAFewAtATime() {
        var inWork = new AtomicInteger();
        var most = new AtomicInteger();
        var goOn = new Semaphore(0);
        List<String> order = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            jobs.start(number % 2 == 0 ? WORKSPACE : OTHER, KIND, "s" + number, "u");
        }
        runner(
                (job, run) -> {
                    synchronized (order) {
                        order.add(job.subject());
                    }
                    most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
                    goOn.acquireUninterruptibly();
                    inWork.decrementAndGet();
                });

        await().atMost(PATIENCE).until(() -> inWork.get() == 2);
        assertThat(jobs.waiting()).isEqualTo(4);
        goOn.release(6);
        await().atMost(PATIENCE).until(() -> queued() == 0);
        assertThat(most).hasValue(2);
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("s0", "s1");
        assertThat(order).hasSize(6);
    }

    @Test
    void leavesKindsThatItHasNoWorkFor() {
        runner((job, run) -> {});
        String foreign = jobs.start(WORKSPACE, "foreign", "s", "u");
        String own = jobs.start(WORKSPACE, KIND, "s", "u");

        awaitStatus(own, Status.DONE);
        assertThat(job(foreign).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void cancelsAJobThatWaits() {
        String id = jobs.start(WORKSPACE, KIND, "s", "u");

        assertThat(jobs.cancel(OTHER, id)).isFalse();
        assertThat(jobs.cancel(WORKSPACE, id)).isTrue();

        assertThat(job(id).status()).isEqualTo(Status.CANCELLED);
        assertThat(jobs.cancel(WORKSPACE, id)).isFalse();
        assertThat(jobs.waiting()).isZero();
    }

    @Test
    void asksAJobInWorkToEnd() {
        runner((job, run) -> awaitEnd(run));
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(id, Status.RUNNING);

        assertThat(jobs.cancel(WORKSPACE, id)).isTrue();

        awaitStatus(id, Status.CANCELLED);
        assertThat(queued()).isZero();
    }

    @Test
    void tellsThePersonWhyAJobCannotSucceed() {
        runner(
                (job, run) -> {
                    throw new JobTroubleException("The file has no rows.");
                });
        String id = jobs.start(WORKSPACE, KIND, "s", "u");

        awaitStatus(id, Status.FAILED);
        assertThat(job(id).trouble()).contains("The file has no rows.");
    }

    @Test
    void triesAgainWhatGoesWrong() {
        var tries = new AtomicInteger();
        runner(
                (job, run) -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("secret detail");
                    }
                });
        String id = jobs.start(WORKSPACE, KIND, "s", "u");

        awaitStatus(id, Status.DONE);
        assertThat(tries).hasValue(3);
    }

    @Test
    void givesUpAfterThreeTries() {
        var tries = new AtomicInteger();
        runner(
                (job, run) -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("secret detail");
                });
        String id = jobs.start(WORKSPACE, KIND, "s", "u");

        awaitStatus(id, Status.FAILED);
        assertThat(tries).hasValue(3);
        assertThat(job(id).trouble().orElseThrow())
                .contains("went wrong on our side")
                .contains(id)
                .doesNotContain("secret");
    }

    @Test
    void putsAJobBackWhenItsProcessStops() {
        JobRunner first = runner((job, run) -> awaitEnd(run));
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(id, Status.RUNNING);

        first.close();

        assertThat(job(id).status()).isEqualTo(Status.QUEUED);
        runner((job, run) -> {});
        awaitStatus(id, Status.DONE);
    }

    @Test
    void asksAJobToEndThatIsCancelledLostOrStopped() {
        List<String> asked = new CopyOnWriteArrayList<>();
        JobRunner runner =
                runner(
                        (job, run) -> {
                            await().atMost(PATIENCE).until(run::isCancelled);
                            asked.add(job.id());
                            run.checkCancelled();
                        });
        String cancelled = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(cancelled, Status.RUNNING);
        jobs.cancel(WORKSPACE, cancelled);
        awaitStatus(cancelled, Status.CANCELLED);
        String lost = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(lost, Status.RUNNING);
        test.asSuperuser(
                "UPDATE platform.job_queue SET lease = 'another', leased_until = now() + interval '1 hour'");
        await().atMost(PATIENCE).until(() -> asked.contains(lost));
        String stopped = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(stopped, Status.RUNNING);

        runner.close();

        assertThat(asked).containsExactly(cancelled, lost, stopped);
        assertThat(job(stopped).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void takesUpAJobWhoseProcessIsNotHeardOf() {
        var ended = new CountDownLatch(1);
        HikariDataSource lifeline = connections();
        JobRunner lost =
                runner(
                        new Database(lifeline),
                        (job, run) -> {
                            try {
                                awaitEnd(run);
                            } finally {
                                ended.countDown();
                            }
                        });
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(id, Status.RUNNING);
        var second = new CountDownLatch(1);
        runner((job, run) -> hold(second));
        lifeline.close();

        // the frozen one learns that it has lost the job, and says nothing of it any more
        assertThat(reached(ended)).isTrue();
        await().atMost(PATIENCE).until(() -> losses() == 1);
        lost.close();
        assertThat(job(id).status()).isEqualTo(Status.RUNNING);
        second.countDown();
        awaitStatus(id, Status.DONE);
    }

    @Test
    void keepsAJobForAsLongAsItsProcessLives() {
        var times = new AtomicInteger();
        var goOn = new CountDownLatch(1);
        BiConsumer<Job, JobRun> work =
                (job, run) -> {
                    times.incrementAndGet();
                    hold(goOn);
                };
        runner(work);
        runner(work);
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        awaitStatus(id, Status.RUNNING);

        Instant leased = leasedUntil();
        await().atMost(PATIENCE)
                .until(() -> leasedUntil().isAfter(leased.plus(LEASE.multipliedBy(2))));

        goOn.countDown();
        awaitStatus(id, Status.DONE);
        assertThat(times).hasValue(1);
    }

    @Test
    void givesUpAJobThatBringsItsProcessDown() {
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        test.asSuperuser(
                "UPDATE platform.job_queue SET losses = 5, lease = 'gone', leased_until = now()");
        runner((job, run) -> {});

        awaitStatus(id, Status.FAILED);
        assertThat(job(id).trouble().orElseThrow()).contains("ended 6 times");
    }

    @Test
    void forgivesLossesToAJobThatGetsFurther() {
        var goOn = new CountDownLatch(1);
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        test.asSuperuser(
                "UPDATE platform.job_queue SET losses = 4, furthest = 0.5, lease = 'gone', leased_until = now()");
        runner(
                (job, run) -> {
                    run.report("on", 0.6);
                    hold(goOn);
                });

        await().atMost(PATIENCE).until(() -> job(id).fraction() == 0.6);
        assertThat(losses()).isZero();
        goOn.countDown();
    }

    @Test
    void endsAJobThatWasCancelledBeforeItsProcessDied() {
        var runs = new AtomicInteger();
        String id = jobs.start(WORKSPACE, KIND, "s", "u");
        test.asSuperuser(
                "UPDATE platform.job_queue SET cancelled = true, lease = 'gone', leased_until = now()");
        runner((job, run) -> runs.incrementAndGet());

        awaitStatus(id, Status.CANCELLED);
        assertThat(runs).hasValue(0);
    }

    private JobRunner runner(BiConsumer<Job, JobRun> work) {
        return runner(test.database(), work);
    }

    private JobRunner runner(Database database, BiConsumer<Job, JobRun> work) {
        var runner =
                new JobRunner(
                        database,
                        new Jobs(database, identifiers, clock),
                        List.of(
                                new JobWork() {
                                    @Override
                                    public String kind() {
                                        return KIND;
                                    }

                                    @Override
                                    public void run(Job job, JobRun run) {
                                        work.accept(job, run);
                                    }
                                }),
                        2,
                        LEASE,
                        identifiers,
                        clock,
                        new SimpleMeterRegistry());
        started.add(runner);
        runner.start();
        return runner;
    }

    /// Connections that can be cut while the others stay.
    private HikariDataSource connections() {
        Map<String, Object> access = test.settings(Path.of("unused"));
        var settings = new HikariConfig();
        settings.setJdbcUrl(setting("url", access));
        settings.setUsername(setting("user", access));
        settings.setPassword(setting("password", access));
        settings.setMaximumPoolSize(3);
        var connections = new HikariDataSource(settings);
        started.add(connections);
        return connections;
    }

    private static String setting(String name, Map<String, Object> access) {
        return String.valueOf(access.get("prox.database." + name));
    }

    private Job job(String id) {
        return jobs.find(WORKSPACE, id).orElseThrow();
    }

    private void awaitStatus(String id, Status status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job(id).status() == status);
    }

    private static void awaitEnd(JobRun run) {
        await().atMost(PATIENCE).until(run::isCancelled);
        run.checkCancelled();
    }

    private static void hold(CountDownLatch latch) {
        assertThat(reached(latch)).isTrue();
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// All that have not ended, of all workspaces.
    private static int queued() {
        return count("true");
    }

    private static int inWork() {
        return count("leased_until > clock_timestamp()");
    }

    private static int count(String condition) {
        return test.database()
                .sql()
                .sql("SELECT count(*) FROM platform.job_queue WHERE " + condition)
                .query((row, number) -> row.getInt(1))
                .single();
    }

    private int losses() {
        return test.database()
                .sql()
                .sql("SELECT losses FROM platform.job_queue")
                .query((row, number) -> row.getInt(1))
                .single();
    }

    private Instant leasedUntil() {
        return test.database()
                .sql()
                .sql("SELECT leased_until FROM platform.job_queue")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
