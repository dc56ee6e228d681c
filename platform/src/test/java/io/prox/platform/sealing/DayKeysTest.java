package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayKeysTest {
    private static final WorkspaceId ONE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");
    private static final LocalDate DAY = LocalDate.parse("2026-11-30");
    private static final byte[] TEXT = "ada@example.com".getBytes(UTF_8);

    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-30T23:30:00Z"));
    private TestDatabase test;
    private Database database;
    private Sealing sealing;
    private DayKeys keys;

    @BeforeEach
    void start() {
        test = new TestDatabase();
        database = test.database();
        sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        new SecureRandom(),
                        clock);
        database.within(ONE, () -> sealing.makeKeys(ONE));
        database.within(OTHER, () -> sealing.makeKeys(OTHER));
        keys = keys("events");
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private DayKeys keys(String use) {
        return new DayKeys(database, sealing, use, Period.ofDays(7), clock);
    }

    @Test
    void isTheSameKeyAllDayInAllProcesses() {
        byte[] sealed = keys.of(ONE, DAY).seal("event", TEXT);

        assertThat(keys.of(ONE, DAY).open("event", sealed)).isEqualTo(TEXT);
        assertThat(keys("events").find(ONE, DAY).orElseThrow().open("event", sealed))
                .isEqualTo(TEXT);
    }

    @Test
    void isAnotherKeyForEachDayWorkspaceAndUse() {
        byte[] sealed = keys.of(ONE, DAY).seal("event", TEXT);

        for (DataKey other :
                List.of(
                        keys.of(ONE, DAY.plusDays(1)),
                        keys.of(OTHER, DAY),
                        keys("refused").of(ONE, DAY))) {
            assertThatThrownBy(() -> other.open("event", sealed))
                    .isInstanceOf(SealingException.class);
        }
    }

    @Test
    void isMadeOnceByAllWhoNeedItFirst() throws Exception {
        List<Callable<DataKey>> asking = new ArrayList<>();
        for (int process = 0; process < 8; process++) {
            DayKeys own = keys("events");
            asking.add(() -> own.of(ONE, DAY));
        }
        byte[] sealed;
        try (ExecutorService threads = Executors.newFixedThreadPool(asking.size())) {
            List<Future<DataKey>> asked = threads.invokeAll(asking);
            sealed = asked.getFirst().get().seal("event", TEXT);
            for (Future<DataKey> other : asked) {
                assertThat(other.get().open("event", sealed)).isEqualTo(TEXT);
            }
        }
    }

    @Test
    void findsNoneThatNobodyMade() {
        assertThat(keys.find(ONE, DAY)).isEmpty();
    }

    @Test
    void goesOnOverMidnightWithoutTheDatabase() {
        keys.visit(List.of(ONE));
        test.close();

        clock.advance(Duration.ofHours(1));

        assertThat(keys.today()).isEqualTo(DAY.plusDays(1));
        byte[] sealed = keys.of(ONE, keys.today()).seal("event", TEXT);
        assertThat(keys.find(ONE, keys.today()).orElseThrow().open("event", sealed))
                .isEqualTo(TEXT);
    }

    @Test
    void isDestroyedWhenItsDaysAreOver() {
        keys.of(ONE, DAY);
        keys("refused").of(ONE, DAY);
        DayKeys another = keys("events");
        another.of(ONE, DAY);

        clock.advance(Duration.ofDays(7));
        keys.visit(List.of(ONE));
        assertThat(keys.find(ONE, DAY)).as("on the seventh day after").isPresent();

        clock.advance(Duration.ofDays(1));
        assertThat(another.find(ONE, DAY)).as("which nobody has told").isEmpty();
        assertThat(owners()).contains("day/events/2026-11-30");
        keys.visit(List.of(ONE));

        assertThat(keys.find(ONE, DAY)).isEmpty();
        assertThatThrownBy(() -> keys.of(ONE, DAY)).isInstanceOf(SealingException.class);
        assertThat(owners())
                .containsExactlyInAnyOrder(
                        "day/events/2026-12-07",
                        "day/events/2026-12-08",
                        "day/events/2026-12-09",
                        "day/refused/2026-11-30");
    }

    private List<String> owners() {
        return database.within(
                ONE,
                () ->
                        database.sql()
                                .sql("SELECT owner_id FROM platform.data_key")
                                .query((row, number) -> row.getString(1))
                                .list());
    }
}
