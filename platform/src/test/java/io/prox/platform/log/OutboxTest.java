package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.contracts.Topic;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static TestDatabase test;
    private static Database database;
    private static LogSettings log;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        database = test.database();
        log = TestLog.settings();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void publishesWhatWasCommittedInItsOrder() {
        Topic topic = topic("ordered");
        var outbox = new Outbox(database, "ordered");
        try (OutboxRelay relay = relay("ordered")) {
            for (int number = 0; number < 100; number++) {
                int base = number * 3;
                database.transaction(
                        () ->
                                outbox.append(
                                        IntStream.range(base, base + 3)
                                                .mapToObj(value -> message(topic, value))
                                                .toList()));
            }
            relay.start();

            assertThat(read(topic, 300))
                    .isEqualTo(IntStream.range(0, 300).mapToObj(Integer::toString).toList());
            await().atMost(Duration.ofSeconds(10)).until(() -> waiting("ordered") == 0);
        }
    }

    @Test
    void publishesRightAfterTheCommit() {
        Topic topic = topic("prompt");
        var outbox = new Outbox(database, "prompt");
        try (var relay =
                new OutboxRelay(
                        test.database().source(),
                        log,
                        "prompt",
                        Duration.ofMinutes(10),
                        new SimpleMeterRegistry())) {
            relay.start();
            await().atMost(Duration.ofSeconds(30)).until(OutboxTest::hasLookedInVain);
            database.transaction(() -> outbox.append(List.of(message(topic, 1))));

            assertThat(read(topic, 1)).containsExactly("1");
        }
    }

    /// Whether a relay has asked for what is there, and has nothing to do now.
    private static boolean hasLookedInVain() {
        return database.sql()
                .sql(
                        """
                        SELECT count(*) = 1 FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'idle'
                            AND query LIKE 'SELECT number, messages FROM platform.outbox%'
                        """)
                .query(Boolean.class)
                .single();
    }

    @Test
    void publishesNothingOfWhatWasRolledBack() {
        Topic topic = topic("rolled");
        var outbox = new Outbox(database, "rolled");
        assertThatThrownBy(
                        () ->
                                database.transaction(
                                        () -> {
                                            outbox.append(List.of(message(topic, 1)));
                                            throw new IllegalArgumentException("no");
                                        }))
                .hasMessage("no");
        database.transaction(() -> outbox.append(List.of(message(topic, 2))));

        try (OutboxRelay relay = relay("rolled")) {
            relay.start();

            assertThat(read(topic, 1)).containsExactly("2");
        }
    }

    @Test
    void takesOverFromARelayThatEnds() {
        Topic topic = topic("relayed");
        var outbox = new Outbox(database, "relayed");
        try (OutboxRelay second = relay("relayed")) {
            try (OutboxRelay first = relay("relayed")) {
                first.start();
                second.start();
                database.transaction(() -> outbox.append(List.of(message(topic, 1))));
                assertThat(read(topic, 1)).containsExactly("1");
            }
            database.transaction(() -> outbox.append(List.of(message(topic, 2))));

            assertThat(read(topic, 2)).containsExactly("1", "2");
        }
    }

    @Test
    void sendsToTheNamedPartition() {
        Topic topic = topic("aimed");
        var outbox = new Outbox(database, "aimed");
        try (OutboxRelay relay = relay("aimed")) {
            relay.start();
            database.transaction(
                    () -> outbox.append(List.of(Message.of(topic, 0, "any", "0".getBytes(UTF_8)))));

            assertThat(read(topic, 1)).containsExactly("0");
        }
    }

    @Test
    void hasFailedWhenARowCannotBeRead() {
        test.asSuperuser(
                "INSERT INTO platform.outbox (component, messages) VALUES ('damaged', '\\x7f')");
        try (OutboxRelay relay = relay("damaged")) {
            relay.start();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> relay.state() == OutboxRelay.State.FAILED);
        }
        assertThat(waiting("damaged")).isEqualTo(1);
    }

    @Test
    void refusesMessagesOutsideOfATransaction() {
        assertThatThrownBy(
                        () ->
                                new Outbox(database, "outside")
                                        .append(List.of(message(topic("outside"), 1))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static OutboxRelay relay(String component) {
        return new OutboxRelay(test.database().source(), log, component, new SimpleMeterRegistry());
    }

    private static Topic topic(String name) {
        var topic = Topic.kept("test.outbox." + name, 1);
        LogTopics.ensure(log, List.of(topic), 1);
        return topic;
    }

    private static Message message(Topic topic, int value) {
        return Message.of(topic, "ws_1/lead_1", Integer.toString(value).getBytes(UTF_8));
    }

    private static long waiting(String component) {
        return database.sql()
                .sql("SELECT count(*) FROM platform.outbox WHERE component = :component")
                .param("component", component)
                .query(Long.class)
                .single();
    }

    private static List<String> read(Topic topic, int count) {
        return TestLog.read(topic, count, value -> Optional.of(new String(value, UTF_8)));
    }
}
