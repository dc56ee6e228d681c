package io.prox.scoring.models;

import static io.prox.scoring.models.Workshop.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who holds the standing and who would change it, on a real database.
class ChampionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String WAITING =
            """
            SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
            WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
            """;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> served = new CopyOnWriteArrayList<>();

    @TempDir private Path folder;

    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = new Workshop(folder);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        workshop.close();
    }

    @Test
    void manyHoldItAtATime() {
        var both = new CountDownLatch(2);

        List<Future<?>> holders =
                List.of(
                        threads.submit(() -> hold("one", () -> meet(both))),
                        threads.submit(() -> hold("another", () -> meet(both))));

        assertThat(holders).allSatisfy(ChampionsTest::awaitEnd);
        assertThat(served).containsExactlyInAnyOrder("one", "another");
    }

    @Test
    void whoWouldChangeItComesBeforeThoseWhoHoldItLater() {
        var over = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> hold("first", () -> awaitZero(over)));
        await().atMost(PATIENCE).until(() -> served.contains("first"));
        Future<?> changing = threads.submit(this::change);
        awaitWaiting(1);
        Future<?> later = threads.submit(() -> hold("later", () -> {}));
        awaitWaiting(2);

        over.countDown();

        assertThat(List.of(first, changing, later)).allSatisfy(ChampionsTest::awaitEnd);
        assertThat(served).containsExactly("first", "changing", "later");
    }

    private void hold(String who, Runnable meanwhile) {
        workshop.database.within(
                WORKSPACE,
                () -> {
                    workshop.champions.hold(WORKSPACE);
                    served.add(who);
                    meanwhile.run();
                });
    }

    private void change() {
        workshop.database.within(
                WORKSPACE,
                () -> {
                    workshop.champions.lock(WORKSPACE);
                    served.add("changing");
                });
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        awaitZero(all);
    }

    private static void awaitZero(CountDownLatch latch) {
        await().atMost(PATIENCE).until(() -> latch.getCount() == 0);
    }

    private static void awaitEnd(Future<?> work) {
        assertThat(work).succeedsWithin(PATIENCE);
    }

    private void awaitWaiting(long count) {
        await().atMost(PATIENCE).until(() -> waiting() == count);
    }

    private long waiting() {
        return workshop.database.sql().sql(WAITING).query(Long.class).single();
    }
}
