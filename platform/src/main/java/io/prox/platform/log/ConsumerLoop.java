package io.prox.platform.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.MalformedFactException;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a topic in micro-batches and has a [BatchHandler] fold each into the component's state.
///
/// **Once.** The effect of a batch, the rejections in it and the offsets after it are one
/// PostgreSQL transaction. Offsets move only from where this loop believes them to be; where
/// another process has taken the partition over, the transaction fails and its effect with it.
///
/// **Trouble.** While the world is at fault the loop waits, with pauses that grow, and tries the
/// same batch again; it stays a member of its group. Where a fact is at fault the handler says so.
/// Where the handler itself fails, the batch is cut in halves until the fact is alone; what fails
/// alone several times is kept as rejected, and the others go on.
///
/// One thread of its own. Start as many loops as partitions can be shared among, in any number of
/// processes.
public final class ConsumerLoop<F> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /// How often a fact must fail alone before it is taken to be at fault.
    static final int TRIES_ALONE = 3;

    private final ConsumerSettings settings;
    private final LogSettings log;
    private final Database database;
    private final Decoder<F> decoder;
    private final BatchHandler<F> handler;
    private final Rejections rejections;
    private final Offsets offsets;
    private final Counter in;
    private final Counter skipped;
    private final Counter rejected;
    private final Counter retried;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread;

    /// What a loop is about.
    public enum State {
        /// It has no part of the log yet, and cannot tell how far it is behind.
        STARTING,
        RUNNING,
        /// Something that it needs does not answer; it tries again.
        WAITING,
        /// It ended by itself, for a reason that an operator must mend.
        FAILED,
        STOPPED
    }

    public ConsumerLoop(
            ConsumerSettings settings,
            LogSettings log,
            Database database,
            Decoder<F> decoder,
            BatchHandler<F> handler,
            Rejections rejections,
            MeterRegistry meters) {
        this.settings = settings;
        this.log = log;
        this.database = database;
        this.decoder = decoder;
        this.handler = handler;
        this.rejections = rejections;
        this.offsets = new Offsets(database, settings.name());
        this.in = counter("in", meters);
        this.skipped = counter("skipped", meters);
        this.rejected = counter("rejected", meters);
        this.retried = counter("retried", meters);
        Gauge.builder("prox.consumer.lag", lag, AtomicLong::get)
                .tag("consumer", settings.name())
                .description("facts on the log that this consumer has not folded yet")
                .register(meters);
        this.thread = Thread.ofPlatform().name("consumer-" + settings.name()).unstarted(this::run);
    }

    private Counter counter(String what, MeterRegistry meters) {
        return Counter.builder("prox.consumer." + what)
                .tag("consumer", settings.name())
                .register(meters);
    }

    public String name() {
        return settings.name();
    }

    public State state() {
        return state.get();
    }

    /// Facts that were on the log and not folded when last looked, those in work among them.
    public long lag() {
        return lag.get();
    }

    public void start() {
        thread.start();
    }

    /// Ends the loop after the batch in work, which is committed.
    @Override
    public void close() {
        stopping.countDown();
        if (state.get() == State.STARTING && !thread.isAlive()) {
            return;
        }
        try {
            if (!ended.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
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
            Duration pause = FIRST_PAUSE;
            while (!isStopping()) {
                try {
                    read();
                } catch (RuntimeException trouble) {
                    if (!Faults.pass(trouble)) {
                        throw trouble;
                    }
                    waiting(trouble);
                    await(pause);
                    pause = longer(pause);
                }
            }
            state.set(State.STOPPED);
        } catch (StoppedException asked) {
            state.set(State.STOPPED);
        } catch (OffsetOutOfRangeException lost) {
            state.set(State.FAILED);
            LOG.atError()
                    .addKeyValue("consumer", settings.name())
                    .addKeyValue("offsets", lost.offsetOutOfRangePartitions())
                    .log(
                            "The log does not hold what this consumer has yet to read: it was"
                                    + " restored from an older copy than the database, or facts were"
                                    + " deleted. Restore both from one backup.");
        } catch (Throwable trouble) { // whatever ends this thread must show
            state.set(State.FAILED);
            LOG.atError()
                    .addKeyValue("consumer", settings.name())
                    .setCause(trouble)
                    .log("Consumer ended");
        } finally {
            ended.countDown();
        }
    }

    /// Reads until asked to stop.
    private void read() {
        next.clear();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        log.consumer(settings.name(), settings.mostFacts()))) {
            consumer.subscribe(List.of(settings.topic()), new Assignment(consumer));
            while (!isStopping()) {
                poll(consumer);
            }
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(POLL).forEach(records::add);
        if (!records.isEmpty()) {
            lag.set(records.size() + lag(consumer));
            try {
                process(records, consumer);
            } catch (StaleOwnerException stale) {
                // All of it, not only the part that was refused: the other owner may have left off
                // anywhere in it.
                LOG.atWarn()
                        .addKeyValue("consumer", settings.name())
                        .log("Another process reads these partitions; going on from its offsets");
                goTo(consumer.assignment(), consumer);
            }
        }
        lag.set(lag(consumer));
    }

    private static long lag(KafkaConsumer<byte[], byte[]> consumer) {
        long all = 0;
        for (TopicPartition partition : consumer.assignment()) {
            all += consumer.currentLag(partition).orElse(0);
        }
        return all;
    }

    /// @throws StaleOwnerException if another process has read on meanwhile; what of the records is
    ///   not committed by then is to be dropped
    private void process(
            List<ConsumerRecord<byte[], byte[]>> records, KafkaConsumer<byte[], byte[]> consumer) {
        Duration pause = FIRST_PAUSE;
        int tries = 0;
        List<ConsumerRecord<byte[], byte[]>> batch = records;
        while (!batch.isEmpty()) {
            try {
                commit(batch);
                state.set(State.RUNNING);
                return;
            } catch (StaleOwnerException stale) {
                throw stale;
            } catch (RetryLaterException asked) {
                pause = asked.delay();
                waiting(asked);
            } catch (RuntimeException trouble) {
                if (!Faults.pass(trouble)) {
                    if (batch.size() > 1) {
                        int half = batch.size() / 2;
                        process(List.copyOf(batch.subList(0, half)), consumer);
                        batch = stillOurs(batch.subList(half, batch.size()));
                        continue;
                    }
                    if (++tries >= TRIES_ALONE) {
                        reject(batch.getFirst(), trouble);
                        return;
                    }
                }
                waiting(trouble);
            }
            rest(pause, consumer);
            batch = stillOurs(batch);
            pause = longer(pause);
        }
    }

    private void waiting(RuntimeException trouble) {
        retried.increment();
        state.set(State.WAITING);
        LOG.atWarn()
                .addKeyValue("consumer", settings.name())
                .addKeyValue("trouble", trouble.toString())
                .log("Batch is tried again");
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) < 0 ? twice : settings.longestPause();
    }

    /// Waits, as a member of the group that takes nothing new.
    private void rest(Duration pause, KafkaConsumer<byte[], byte[]> consumer) {
        await(pause);
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO);
        consumer.resume(consumer.assignment());
    }

    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /// Without the records of partitions that were taken away meanwhile.
    private List<ConsumerRecord<byte[], byte[]>> stillOurs(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        return batch.stream()
                .filter(kept -> next.getOrDefault(partition(kept), Long.MAX_VALUE) <= kept.offset())
                .toList();
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, Long> after = new HashMap<>();
        batch.forEach(read -> after.put(partition(read), read.offset() + 1));
        long refused =
                database.transaction(
                        () -> {
                            long count = fold(batch);
                            after.forEach(
                                    (partition, offset) ->
                                            offsets.move(partition, position(partition), offset));
                            return count;
                        });
        next.putAll(after);
        in.increment(batch.size());
        rejected.increment((double) refused);
    }

    private long position(TopicPartition partition) {
        Long position = next.get(partition);
        if (position == null) {
            throw new StaleOwnerException("not an owner of " + partition);
        }
        return position;
    }

    /// @return how many facts were rejected
    private long fold(List<ConsumerRecord<byte[], byte[]>> batch) {
        var facts = new ArrayList<Received<F>>();
        var sources = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long refused = 0;
        for (ConsumerRecord<byte[], byte[]> read : batch) {
            try {
                Optional<F> fact = decoder.decode(read.value());
                if (fact.isEmpty()) {
                    skipped.increment();
                    continue;
                }
                facts.add(new Received<>(fact.get(), read.partition(), read.offset()));
                sources.add(read);
            } catch (MalformedFactException malformed) {
                refused++;
                rejections.keep(
                        settings.name(),
                        read,
                        new Outcome.Reject(
                                ProblemType.MALFORMED_FACT,
                                Optional.ofNullable(malformed.getMessage()).orElse("")));
            }
        }
        if (facts.isEmpty()) {
            return refused;
        }
        List<Outcome> outcomes = handler.handle(facts);
        if (outcomes.size() != facts.size()) {
            throw new IllegalStateException(
                    "%d outcomes for %d facts".formatted(outcomes.size(), facts.size()));
        }
        for (int index = 0; index < outcomes.size(); index++) {
            switch (outcomes.get(index)) {
                case Outcome.Done() -> {}
                case Outcome.RetryLater later -> throw new RetryLaterException(later);
                case Outcome.Reject reject -> {
                    refused++;
                    rejections.keep(settings.name(), sources.get(index), reject);
                }
            }
        }
        return refused;
    }

    /// Keeps a fact that the handler failed on.
    private void reject(ConsumerRecord<byte[], byte[]> failed, RuntimeException trouble) {
        LOG.atError()
                .addKeyValue("consumer", settings.name())
                .addKeyValue("partition", failed.partition())
                .addKeyValue("offset", failed.offset())
                .setCause(trouble)
                .log("Fact rejected, because its handler failed");
        TopicPartition partition = partition(failed);
        database.transaction(
                () -> {
                    rejections.keep(
                            settings.name(),
                            failed,
                            new Outcome.Reject(
                                    ProblemType.UNEXPECTED, trouble.getClass().getSimpleName()));
                    offsets.move(partition, position(partition), failed.offset() + 1);
                });
        next.put(partition, failed.offset() + 1);
        rejected.increment();
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> read) {
        return new TopicPartition(read.topic(), read.partition());
    }

    private void goTo(
            Collection<TopicPartition> partitions, KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> stored = offsets.read(partitions);
        next.putAll(stored);
        stored.forEach(consumer::seek);
    }

    /// Goes on where the database says, whatever Kafka believes.
    private final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Assignment(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                goTo(partitions, consumer);
            }
            state.set(State.RUNNING);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
        }
    }

    /// A handler asked for a pause.
    private static final class RetryLaterException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Duration delay;

        RetryLaterException(Outcome.RetryLater later) {
            super(later.reason());
            this.delay = later.delay();
        }

        Duration delay() {
            return delay;
        }
    }

    /// The loop is to end while it waits.
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
