package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// All records that an installation's log holds, unpacked: in its files they are compressed.
public final class LogRecords {
    private static final Duration POLL = Duration.ofSeconds(1);

    private LogRecords() {}

    /// Visits each record, key before value, as text of one byte a letter.
    ///
    /// @param data directory of an installation that runs
    /// @return how many there are
    public static long visit(Path data, Consumer<String> visitor) throws IOException {
        var properties = new Properties();
        try (var lines = Files.newBufferedReader(data.resolve("kafka.properties"))) {
            properties.load(lines);
        }
        String listeners = properties.getProperty("listeners");
        String address =
                List.of(listeners.split(",", -1)).stream()
                        .filter(listener -> !listener.startsWith("CONTROLLER"))
                        .map(listener -> listener.substring(listener.indexOf("//") + 2))
                        .findFirst()
                        .orElseThrow();
        long count = 0;
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                address,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (List<PartitionInfo> topic : consumer.listTopics().values()) {
                topic.forEach(
                        one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    visitor.accept(text(record.key()) + text(record.value()));
                    count++;
                }
            }
        }
        return count;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
