package io.prox.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Job.Status;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs on the real database, with runners that come and go.
class JobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KIND = "digging";

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static Database database;
    private static Workspaces workspaces;
    private static Jobs jobs;

    private WorkspaceId workspace;
    private final List<JobRunner> runners = new ArrayList<>();

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        database = test.database();
        var identifiers = new Identifiers(Clock.systemUTC(), new SecureRandom());
        var sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        new SecureRandom(),
                        Clock.systemUTC());
        workspaces = new Workspaces(database, sealing, identifiers, Clock.systemUTC());
        jobs = new Jobs(database, identifiers, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = workspaces.make("Acme", false).id();
    }

    @AfterEach
    void end() {
        runners.forEach(JobRunner::close);
    }

    @Test
    void doesAJobOnceAmongTwoRunnersAndTellsHowFarItIs() {
        var times = new AtomicInteger();
        var mayEnd = new CountDownLatch(1);
        runner(
                (job, run) -> {
                    times.incrementAndGet();
                    run.report("digging", 0.5);
                    pass(mayEnd);
                });
        runner((job, run) -> times.incrementAndGet());

        String id = jobs.start(workspace, KIND, "hole", "user_1");
        await().atMost(PATIENCE).until(() -> find(id).status() != Status.QUEUED);
        mayEnd.countDown();
        await().atMost(PATIENCE).until(() -> find(id).status() == Status.DONE);

        assertThat(times).hasValue(1);
        assertThat(find(id).fraction()).isEqualTo(1);
        assertThat(find(id).startedAt()).isPresent();
        assertThat(find(id).endedAt()).isPresent();
        assertThat(jobs.latestOf(workspace, KIND, "hole").orElseThrow().id()).isEqualTo(id);
        assertThat(jobs.latestOf(workspace, KIND, "other")).isEmpty();
    }

    @Test
    void progressIsSeenWhileItRuns() {
        var mayEnd = new CountDownLatch(1);
        runner(
                (job, run) -> {
                    run.report("half way", 0.5);
                    pass(mayEnd);
                });

        String id = jobs.start(workspace, KIND, "", "user_1");

        await().atMost(PATIENCE).until(() -> find(id).stage().equals("half way"));
        assertThat(find(id).fraction()).isEqualTo(0.5);
        assertThat(find(id).status()).isEqualTo(Status.RUNNING);
        mayEnd.countDown();
    }

    @Test
    void aJobThatNobodyHasBegunIsTakenBackAtOnce() {
        String id = jobs.start(workspace, KIND, "", "user_1");

        assertThat(jobs.cancel(workspace, id)).isTrue();
        assertThat(find(id).status()).isEqualTo(Status.CANCELLED);
        assertThat(jobs.cancel(workspace, id)).isFalse();
        assertThat(jobs.cancel(workspace, "job_none")).isFalse();
    }

    @Test
    void aRunningJobIsToldThatItWasTakenBack() {
        runner(
                (job, run) -> {
                    while (true) {
                        run.checkCancelled();
                        Thread.onSpinWait();
                    }
                });
        String id = jobs.start(workspace, KIND, "", "user_1");
        await().atMost(PATIENCE).until(() -> find(id).status() == Status.RUNNING);

        assertThat(jobs.cancel(workspace, id)).isTrue();

        await().atMost(PATIENCE).until(() -> find(id).status() == Status.CANCELLED);
    }

    @Test
    void troubleIsToldInItsOwnWords() {
        runner(
                (job, run) -> {
                    throw new JobTroubleException("The ground is frozen. Wait for spring.");
                });

        String id = jobs.start(workspace, KIND, "", "user_1");

        await().atMost(PATIENCE).until(() -> find(id).status() == Status.FAILED);
        assertThat(find(id).trouble()).contains("The ground is frozen. Wait for spring.");
    }

    @Test
    void aFaultOfOursIsTriedThreeTimes() {
        var times = new AtomicInteger();
        runner(
                (job, run) -> {
                    times.incrementAndGet();
                    throw new IllegalStateException("the spade broke");
                });

        String id = jobs.start(workspace, KIND, "", "user_1");

        await().atMost(PATIENCE).until(() -> find(id).status() == Status.FAILED);
        assertThat(times).hasValue(3);
        assertThat(find(id).trouble().orElseThrow()).doesNotContain("spade");
    }

    @Test
    void aStoppedRunnerLaysItsJobDownForTheNextOne() {
        JobRunner first =
                runner(
                        (job, run) -> {
                            while (true) {
                                run.checkCancelled();
                                Thread.onSpinWait();
                            }
                        });
        String id = jobs.start(workspace, KIND, "", "user_1");
        await().atMost(PATIENCE).until(() -> find(id).status() == Status.RUNNING);

        first.close();

        assertThat(find(id).status()).isEqualTo(Status.QUEUED);
        runner((job, run) -> {});
        await().atMost(PATIENCE).until(() -> find(id).status() == Status.DONE);
    }

    /// As after `kill -9`: the row says running, and nobody renews the lease.
    @Test
    void aJobWhoseRunnerDiedIsBegunAgain() {
        String id = jobs.start(workspace, KIND, "", "user_1");
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(
                                        "UPDATE platform.job SET status = 'running', holder = 'dead',"
                                                + " lease_until = now() - interval '1 second', attempts = 1"
                                                + " WHERE workspace_id = :workspace")
                                .param("workspace", workspace.value())
                                .update());
        runner((job, run) -> {});

        await().atMost(PATIENCE).until(() -> find(id).status() == Status.DONE);
    }

    @Test
    void aRunnerThatLostItsLeaseLeavesTheJobAlone() {
        var told = new CountDownLatch(1);
        runner(
                (job, run) -> {
                    try {
                        while (true) {
                            run.checkCancelled();
                            Thread.onSpinWait();
                        }
                    } finally {
                        told.countDown();
                    }
                });
        String id = jobs.start(workspace, KIND, "", "user_1");
        await().atMost(PATIENCE).until(() -> find(id).status() == Status.RUNNING);

        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(
                                        "UPDATE platform.job SET holder = 'another', lease_until = now() + interval '1 hour'"
                                                + " WHERE workspace_id = :workspace")
                                .param("workspace", workspace.value())
                                .update());

        pass(told);
        assertThat(find(id).status()).isEqualTo(Status.RUNNING);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Job find(String id) {
        return jobs.find(workspace, id).orElseThrow();
    }

    private JobRunner runner(BiConsumer<Job, JobRun> work) {
        var runner =
                new JobRunner(
                        database,
                        workspaces,
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
                        "runner_" + runners.size(),
                        2,
                        Clock.systemUTC());
        runners.add(runner);
        runner.start();
        return runner;
    }
}
