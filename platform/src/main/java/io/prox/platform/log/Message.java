package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.prox.contracts.Topic;
import java.util.OptionalInt;

/// A record to be published. Owns its bytes, which nobody changes after.
public final class Message {
    private static final int BY_KEY = -1;

    private final String topic;
    private final int partition;
    private final byte[] key;
    private final byte[] value;

    Message(String topic, int partition, byte[] key, byte[] value) {
        this.topic = requireNonNull(topic, "topic");
        this.partition = partition;
        this.key = requireNonNull(key, "key");
        this.value = requireNonNull(value, "value");
    }

    /// @param key decides the partition
    public static Message of(Topic topic, String key, byte[] value) {
        return new Message(topic.name(), BY_KEY, key.getBytes(UTF_8), value);
    }

    /// @param partition that the record belongs into, whatever its key
    public static Message of(Topic topic, int partition, String key, byte[] value) {
        return new Message(topic.name(), partition, key.getBytes(UTF_8), value);
    }

    String topic() {
        return topic;
    }

    OptionalInt partition() {
        return partition == BY_KEY ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }
}
