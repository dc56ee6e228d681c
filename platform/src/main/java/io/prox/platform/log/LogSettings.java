package io.prox.platform.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How this process reaches the log.
///
/// @param bootstrapServers `host:port`, several parted by commas
/// @param client settings of Kafka's clients beyond ours, as for TLS and SASL
public record LogSettings(String bootstrapServers, Map<String, String> client) {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration BLOCKED = Duration.ofSeconds(5);
    private static final Duration GATHERING = Duration.ofMillis(2);
    private static final Duration WAITED_FOR = Duration.ofMillis(1_800);
    private static final long MOST_ON_THE_WAY = 32L << 20;
    private static final Duration LINGER = Duration.ofMillis(20);
    private static final int BATCH_BYTES = 128 * 1024;

    public LogSettings {
        client = Map.copyOf(client);
    }

    Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }

    Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
        // What is sent at once goes together: a broker that flushes does so for each request.
        // Nothing
        // waits, since whoever sends says when that is all.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) LINGER.toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() / 3);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED.toMillis());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /// Of a producer that somebody waits for, who sends again if it takes long.
    Map<String, Object> receipts() {
        Map<String, Object> settings = producer();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) GATHERING.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) WAITED_FOR.toMillis());
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) WAITED_FOR.plus(GATHERING).toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WAITED_FOR.toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MOST_ON_THE_WAY);
        return settings;
    }

    /// A `group.id` among the settings goes before the consumer's name: installations that share a
    /// log do not share their reading.
    ///
    /// @param mostFacts of one poll
    Map<String, Object> consumer(String name, int mostFacts) {
        Map<String, Object> settings = common();
        String before = client.get(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, before == null ? name : before + "-" + name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // As soon as brokers allow: so long nothing is read after a process was killed.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 3);
        // Offsets are ours; one that the log does not have is trouble to be told, not to be
        // skipped.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostFacts);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }
}
