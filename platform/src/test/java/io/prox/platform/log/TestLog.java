package io.prox.platform.log;

import static org.awaitility.Awaitility.await;

import io.prox.contracts.Topic;
import io.prox.engines.testkit.TestEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads the test log, as someone who looks on.
public final class TestLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestLog() {}

    public static LogSettings settings() {
        return new LogSettings(TestEngines.bootstrapServers(), Map.of());
    }

    /// A fact and the partition that it lies on.
    public record Placed<F>(int partition, F fact) {}

    /// Reads a topic from its beginning until so many facts have come that are wanted.
    ///
    /// @param wanted reads a value; empty for one that is not wanted
    /// @return in the order of each partition, perhaps more than were asked for
    public static <F> List<F> read(Topic topic, int count, Decoder<F> wanted) {
        return readPlaced(topic, count, wanted).stream().map(Placed::fact).toList();
    }

    /// Reads a topic as [#read] does.
    public static <F> List<Placed<F>> readPlaced(Topic topic, int count, Decoder<F> wanted) {
        return readUntil(topic, wanted, facts -> facts.size() >= count);
    }

    /// Reads a topic from its beginning until what has come is enough.
    public static <F> List<Placed<F>> readUntil(
            Topic topic, Decoder<F> wanted, Predicate<List<Placed<F>>> enough) {
        var facts = new ArrayList<Placed<F>>();
        List<TopicPartition> partitions =
                IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.name(), number))
                        .toList();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings().consumer("look", 500))) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(
                                                record ->
                                                        wanted.decode(record.value())
                                                                .map(
                                                                        fact ->
                                                                                new Placed<>(
                                                                                        record
                                                                                                .partition(),
                                                                                        fact))
                                                                .ifPresent(facts::add));
                                return enough.test(facts);
                            });
        }
        return facts;
    }
}
