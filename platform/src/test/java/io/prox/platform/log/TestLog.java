package io.prox.platform.log;

import static org.awaitility.Awaitility.await;

import io.prox.contracts.Topic;
import io.prox.engines.testkit.TestEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /// Reads a topic from its beginning until so many facts have come that are wanted.
    ///
    /// @param wanted reads a value; empty for one that is not wanted
    /// @return in the order of each partition, perhaps more than were asked for
    public static <F> List<F> read(Topic topic, int count, Decoder<F> wanted) {
        var facts = new ArrayList<F>();
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
                                                                .ifPresent(facts::add));
                                return facts.size() >= count;
                            });
        }
        return facts;
    }
}
