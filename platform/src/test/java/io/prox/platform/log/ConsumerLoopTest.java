package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topic;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.problems.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// A consumer that sums numbers, on the real log and database.
class ConsumerLoopTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_1");
    private static final String KEY = "ws_1/lead_1";
    private static final int PARTITIONS = 3;
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final List<ConsumerLoop<?>> started = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Future<RecordMetadata>> sends = new ArrayList<>();
    private TestDatabase test;
    private Database database;
    private LogSettings log;
    private Topic topic;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start(TestInfo info) {
        test = new TestDatabase();
        test.asSuperuser(
                """
                CREATE SCHEMA sums;
                CREATE TABLE sums.seen (partition int, record_offset bigint, number int,
                    id bigint GENERATED ALWAYS AS IDENTITY);
                GRANT USAGE ON SCHEMA sums TO prox_worker;
                GRANT ALL ON ALL TABLES IN SCHEMA sums TO prox_worker;
                """);
        database = test.database();
        log = TestLog.settings();
        topic = Topic.kept("test.sums." + TESTS.incrementAndGet(), PARTITIONS);
        LogTopics.ensure(log, List.of(topic), 1);
        producer = new KafkaProducer<>(log.producer());
    }

    @AfterEach
    void stop() {
        started.forEach(ConsumerLoop::close);
        assertThat(sends).allSatisfy(sent -> assertThat(sent.get().hasOffset()).isTrue());
        producer.close();
        test.close();
    }

    @Test
    void foldsEachFactOnceInTheOrderOfItsPartition() {
        for (int number = 0; number < 3_000; number++) {
            send(number % PARTITIONS, Integer.toString(number));
        }

        start(this::sum);

        await().atMost(Duration.ofSeconds(30)).until(() -> count() == 3_000);
        assertThat(inOrder()).isTrue();
        assertThat(total()).isEqualTo(2_999L * 3_000 / 2);
    }

    @Test
    void goesOnWhereItStopped() {
        send(0, "1");
        ConsumerLoop<Integer> first = start(this::sum);
        await().atMost(Duration.ofSeconds(30)).until(() -> count() == 1);
        first.close();
        assertThat(first.state()).isEqualTo(ConsumerLoop.State.STOPPED);
        send(0, "2");

        start(this::sum);

        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 3);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keepsWhatItsHandlerRejectsAndGoesOn() {
        send(0, "1");
        send(0, "-1");
        send(0, "2");

        start(
                batch -> {
                    sum(batch.stream().filter(fact -> fact.fact() > 0).toList());
                    return batch.stream()
                            .map(
                                    fact ->
                                            fact.fact() > 0
                                                    ? Outcome.DONE
                                                    : new Outcome.Reject(
                                                            ProblemType.INVALID_RECORD,
                                                            "is below 0"))
                            .toList();
                });

        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 3);
        assertThat(rejected()).containsExactly("0/1 INVALID_RECORD is below 0 -1");
    }

    @Test
    void keepsWhatIsNoFactAndGoesOn() {
        send(1, "{nonsense");
        send(1, "5");

        start(this::sum);

        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 5);
        assertThat(rejected()).singleElement().asString().startsWith("1/0 MALFORMED_FACT");
    }

    @Test
    void singlesOutAFactThatItsHandlerFailsOn() {
        for (int number = 1; number <= 100; number++) {
            send(0, Integer.toString(number));
        }

        start(
                batch -> {
                    if (batch.stream().anyMatch(fact -> fact.fact() == 37)) {
                        throw new IllegalStateException("thirty-seven");
                    }
                    return sum(batch);
                });

        await().atMost(Duration.ofSeconds(30)).until(() -> count() == 99);
        assertThat(rejected()).containsExactly("0/36 UNEXPECTED IllegalStateException 37");
        assertThat(inOrder()).isTrue();
    }

    @Test
    void triesAgainWhileTheWorldIsAtFault() {
        var down = new AtomicBoolean(true);
        send(2, "7");

        ConsumerLoop<Integer> loop =
                start(
                        batch ->
                                down.get()
                                        ? List.of(
                                                new Outcome.RetryLater(
                                                        Duration.ofMillis(50), "CRM is down"))
                                        : sum(batch));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> loop.state() == ConsumerLoop.State.WAITING);
        assertThat(count()).isZero();
        down.set(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 7);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void doesNotCountTheWorkOfAStaleOwner() {
        send(0, "1");
        var taken = new AtomicBoolean();

        start(
                batch -> {
                    List<Outcome> outcomes = sum(batch);
                    if (taken.compareAndSet(false, true)) {
                        // Another owner commits first: it has read up to offset 1 and its effect is
                        // 100.
                        anotherOwnerCommits();
                    }
                    return outcomes;
                });
        await().atMost(Duration.ofSeconds(30)).until(taken::get);
        send(0, "2");

        await().atMost(Duration.ofSeconds(30)).until(() -> count() == 2);
        assertThat(total()).isEqualTo(102);
    }

    @Test
    void skipsNothingBehindWhereAnotherOwnerLeftOffWithinABatch() {
        for (int number = 1; number <= 4; number++) {
            send(0, Integer.toString(number));
        }
        producer.flush();
        var taken = new AtomicBoolean();

        start(
                batch -> {
                    if (batch.size() == 4) {
                        throw new IllegalStateException("to be halved");
                    }
                    List<Outcome> outcomes = sum(batch);
                    if (taken.compareAndSet(false, true)) {
                        assertThat(batch).hasSize(2);
                        anotherOwnerCommits();
                    }
                    return outcomes;
                });

        await().atMost(Duration.ofSeconds(30)).until(() -> count() == 4);
        assertThat(total()).isEqualTo(100 + 2 + 3 + 4);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void rejectsNothingThatAnotherOwnerHasFolded() {
        send(0, "1");
        var tries = new AtomicInteger();

        ConsumerLoop<Integer> loop =
                start(
                        batch -> {
                            if (batch.getFirst().fact() == 1) {
                                if (tries.incrementAndGet() == ConsumerLoop.TRIES_ALONE) {
                                    anotherOwnerCommits();
                                }
                                throw new IllegalStateException("one");
                            }
                            return sum(batch);
                        });
        await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() == ConsumerLoop.TRIES_ALONE);
        send(0, "2");

        await().atMost(Duration.ofSeconds(30)).until(() -> total() == 102);
        assertThat(rejected()).isEmpty();
        assertThat(loop.state()).isEqualTo(ConsumerLoop.State.RUNNING);
    }

    @Test
    void hasFailedWhenAnErrorEndsIt() {
        send(0, "1");

        ConsumerLoop<Integer> loop =
                start(
                        batch -> {
                            throw new LinkageError("as the test wants it");
                        });

        await().atMost(Duration.ofSeconds(30))
                .until(() -> loop.state() == ConsumerLoop.State.FAILED);
        assertThat(count()).isZero();
    }

    @Test
    void sharesPartitionsWithItsTwin() {
        start(this::sum);
        start(this::sum);
        for (int number = 0; number < 2_000; number++) {
            send(number % PARTITIONS, "1");
        }

        await().atMost(Duration.ofSeconds(40)).until(() -> count() == 2_000);
        assertThat(total()).isEqualTo(2_000);
        assertThat(inOrder()).isTrue();
    }

    @Test
    void isBehindByWhatItHasInWork() {
        var working = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        send(0, "1");
        send(0, "2");
        producer.flush();

        ConsumerLoop<Integer> loop =
                start(
                        batch -> {
                            working.countDown();
                            awaited(goOn);
                            return sum(batch);
                        });

        awaited(working);
        assertThat(loop.lag()).isEqualTo(2);
        goOn.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> loop.lag() == 0);
        assertThat(total()).isEqualTo(3);
    }

    /// The parts are shared out anew once the twin asks for more.
    @Test
    void doesNotRunBeforeItHasItsPartOfTheLog() {
        var working = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        send(0, "1");
        start(
                batch -> {
                    working.countDown();
                    awaited(goOn);
                    return sum(batch);
                });
        awaited(working);

        ConsumerLoop<Integer> twin = start(this::sum);

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> twin.state() == ConsumerLoop.State.STARTING);
        goOn.countDown();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> twin.state() == ConsumerLoop.State.RUNNING);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private ConsumerLoop<Integer> start(BatchHandler<Integer> handler) {
        var loop =
                new ConsumerLoop<>(
                        new ConsumerSettings(
                                topic.name(), topic.name(), 500, Duration.ofSeconds(1)),
                        log,
                        database,
                        ConsumerLoopTest::decode,
                        handler,
                        new Rejections(
                                database,
                                new Identifiers(
                                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                                        new Random(started.size())),
                                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                                "test"),
                        meters);
        started.add(loop);
        loop.start();
        return loop;
    }

    private static Optional<Integer> decode(byte[] value) {
        String text = new String(value, UTF_8);
        if (text.startsWith("{")) {
            FactJson.LEADS.decode(value);
        }
        return Optional.of(Integer.parseInt(text));
    }

    private List<Outcome> sum(List<Received<Integer>> batch) {
        batch.forEach(
                fact ->
                        database.sql()
                                .sql("INSERT INTO sums.seen VALUES (:partition, :offset, :number)")
                                .param("partition", fact.partition())
                                .param("offset", fact.offset())
                                .param("number", fact.fact())
                                .update());
        return batch.stream().<Outcome>map(fact -> Outcome.DONE).toList();
    }

    private void anotherOwnerCommits() {
        test.asSuperuser(
                """
                INSERT INTO platform.consumer_offset VALUES ('%1$s', '%1$s', 0, 1);
                INSERT INTO sums.seen VALUES (0, 0, 100);
                """
                        .formatted(topic.name()));
    }

    private void send(int partition, String value) {
        Future<RecordMetadata> sent =
                producer.send(
                        new ProducerRecord<>(
                                topic.name(),
                                partition,
                                KEY.getBytes(UTF_8),
                                value.getBytes(UTF_8)));
        sends.add(sent);
    }

    private long count() {
        return database.sql().sql("SELECT count(*) FROM sums.seen").query(Long.class).single();
    }

    private long total() {
        return database.sql()
                .sql("SELECT coalesce(sum(number), 0) FROM sums.seen")
                .query(Long.class)
                .single();
    }

    /// Whether rows were written in the order of their offsets, each offset once.
    private boolean inOrder() {
        return database.sql()
                .sql(
                        """
                        SELECT coalesce(bool_and(record_offset > before), true) FROM (
                            SELECT record_offset, lag(record_offset, 1, -1::bigint)
                                OVER (PARTITION BY partition ORDER BY id) AS before
                            FROM sums.seen) AS steps
                        """)
                .query(Boolean.class)
                .single();
    }

    private List<String> rejected() {
        return database.within(
                WORKSPACE,
                () ->
                        database.sql()
                                .sql(
                                        """
                                        SELECT partition || '/' || record_offset || ' ' || problem
                                            || ' ' || detail || ' '
                                            || convert_from(record_value, 'UTF8')
                                        FROM platform.rejected ORDER BY 1
                                        """)
                                .query((row, number) -> row.getString(1))
                                .list());
    }
}
