package io.prox.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Words written to both engines and read back.
final class Stored {
    private static final TopicPartition PLACE = new TopicPartition("words", 0);

    private Stored() {}

    static void write(DatabaseAccess database, String word) throws SQLException {
        execute(database, "CREATE TABLE IF NOT EXISTS word (text text PRIMARY KEY)");
        execute(database, "INSERT INTO word VALUES ('%s')".formatted(word));
    }

    static List<String> read(DatabaseAccess database) throws SQLException {
        return query(database, "SELECT text FROM word ORDER BY text");
    }

    static void write(String bootstrapServers, String word)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(server(bootstrapServers));
                var producer =
                        new KafkaProducer<>(
                                server(bootstrapServers),
                                new StringSerializer(),
                                new StringSerializer())) {
            if (!admin.listTopics().names().get().contains(PLACE.topic())) {
                admin.createTopics(List.of(new NewTopic(PLACE.topic(), 1, (short) 1))).all().get();
            }
            producer.send(new ProducerRecord<>(PLACE.topic(), word)).get();
        }
    }

    static List<String> read(String bootstrapServers) {
        try (var consumer =
                new KafkaConsumer<>(
                        server(bootstrapServers),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(PLACE));
            consumer.seekToBeginning(List.of(PLACE));
            long end = consumer.endOffsets(List.of(PLACE)).getOrDefault(PLACE, 0L);
            var words = new ArrayList<String>();
            while (consumer.position(PLACE) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(word -> words.add(word.value()));
            }
            return words;
        }
    }

    static void execute(DatabaseAccess database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                Statement work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    /// @return the first column of each row
    static List<String> query(DatabaseAccess database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement work = connection.createStatement();
                ResultSet rows = work.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    static Map<String, Object> server(String bootstrapServers) {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
