package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Puts facts onto the test log, as the component would whose they are.
public final class TestPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(TestLog.settings().producer());
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public void publish(Topic topic, String key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value)));
    }

    /// Waits until the log has all that was published.
    public void settle() {
        producer.flush();
        sent.forEach(
                each -> {
                    if (each.state() != Future.State.SUCCESS) {
                        throw new IllegalStateException(each.exceptionNow());
                    }
                });
        sent.clear();
    }

    @Override
    public void close() {
        settle();
        producer.close();
    }
}
