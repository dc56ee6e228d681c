package io.prox.platform.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Puts records onto the log for somebody outside, who is told that they are safe when the log has
/// them, and nothing else has.
///
/// What several threads store at the same time goes together. While the log does not answer, one of
/// them at a time tries, and the others are told at once: nobody's memory fills up with what waits.
public final class Receipts implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Semaphore trying = new Semaphore(1);
    private volatile boolean silent;

    public Receipts(LogSettings log) {
        this(new KafkaProducer<>(log.receipts()));
    }

    Receipts(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Returns when all are safe.
    ///
    /// @throws LogException if they are not known to be: the log may have some of them or all
    public void store(List<Message> messages) {
        if (!silent) {
            send(messages);
        } else if (trying.tryAcquire()) {
            try {
                send(messages);
            } finally {
                trying.release();
            }
        } else {
            throw new LogException("The log does not answer");
        }
    }

    private void send(List<Message> messages) {
        try {
            var pending = new ArrayList<Future<RecordMetadata>>(messages.size());
            for (Message message : messages) {
                Future<RecordMetadata> sent = producer.send(record(message));
                if (sent.isDone()) {
                    // Nothing is as quick as that but a refusal, after the producer has waited in
                    // vain; the next ones would wait as long, one after the other.
                    sent.get();
                }
                pending.add(sent);
            }
            for (Future<RecordMetadata> each : pending) {
                each.get();
            }
            silent = false;
        } catch (ExecutionException | KafkaException refused) {
            silent = true;
            throw new LogException("The log did not take a record", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogException("Interrupted while the log takes a record", interrupted);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        return new ProducerRecord<>(message.topic(), message.key(), message.value());
    }

    /// Whether the log answered when it was last asked.
    public boolean answers() {
        return !silent;
    }

    @Override
    public void close() {
        producer.close(DRAIN);
    }
}
