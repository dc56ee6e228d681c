package io.prox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A file with the classes of Kafka as the JVM has them after loading and linking (an ahead-of-time
/// cache, JEP 514), with which the broker starts in less than half of the time.
///
/// It holds for the very class path and JDK that it was made with, and jars only; with others the
/// broker starts without it, and its log says so.
public final class BrokerCache {
    private static final String TOPIC = "training";

    /// Making the file takes longer than the run that it is made from.
    private static final Duration MAKING_LIMIT = Duration.ofMinutes(5);

    private BrokerCache() {}

    /// Makes the file: runs a broker in a temporary directory, uses it a little, and ends it. Takes
    /// some tens of seconds.
    ///
    /// @throws EnginesException if there is no such file afterwards
    public static void make(Path file) {
        Path cache = file.toAbsolutePath();
        try {
            Path folder = Files.createTempDirectory("prox-broker-cache");
            try {
                var settings = EnginesSettings.in(folder.resolve("data")).only(Engine.KAFKA);
                List<String> flags =
                        List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot*=error,cds*=error");
                Files.deleteIfExists(cache);
                try (var engines = Engines.start(settings, flags, MAKING_LIMIT)) {
                    use(engines.bootstrapServers());
                }
                requireMade(cache, folder.resolve("data/logs/kafka.log"));
            } finally {
                Directories.delete(folder);
            }
        } catch (IOException refused) {
            throw new EnginesException(
                    "The cache %s of the broker cannot be made: %s".formatted(cache, refused),
                    refused);
        }
    }

    private static void requireMade(Path cache, Path log) throws IOException {
        if (!Files.exists(cache)) {
            throw new EnginesException(
                    "The cache %s of the broker was not made; the broker said:\n%s"
                            .formatted(cache, Files.readString(log)));
        }
    }

    private static void use(String bootstrapServers) {
        Map<String, Object> server =
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var admin = Admin.create(server);
                var producer =
                        new KafkaProducer<>(
                                server, new StringSerializer(), new StringSerializer());
                var consumer =
                        new KafkaConsumer<>(
                                server, new StringDeserializer(), new StringDeserializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
            var partitions = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                // the record is there: it was acknowledged
            }
        } catch (ExecutionException refused) {
            throw new EnginesException(
                    "Kafka refused what it was to be tried with: " + refused.getCause(), refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The making of the broker's cache was interrupted", stopped);
        }
    }
}
