package io.prox.platform.log;

import io.prox.platform.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Up to where a consumer has read, as its database knows it.
final class Offsets {
    private static final String READ =
            """
            SELECT topic, partition, next_offset FROM platform.consumer_offset
            WHERE consumer = :consumer
            """;

    /// Moves nothing if another owner of the partition has moved it meanwhile.
    private static final String MOVE =
            """
            INSERT INTO platform.consumer_offset AS stored (consumer, topic, partition, next_offset)
            SELECT :consumer, :topic, :partition, :next
            WHERE :from = 0 OR EXISTS (
                SELECT FROM platform.consumer_offset
                WHERE consumer = :consumer AND topic = :topic AND partition = :partition)
            ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset
            WHERE stored.next_offset = :from
            """;

    private final Database database;
    private final String consumer;

    Offsets(Database database, String consumer) {
        this.database = database;
        this.consumer = consumer;
    }

    /// Where to go on: 0 for a partition that was never read.
    Map<TopicPartition, Long> read(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach(partition -> next.put(partition, 0L));
        database.sql()
                .sql(READ)
                .param("consumer", consumer)
                .query(
                        (row, number) ->
                                Map.entry(
                                        new TopicPartition(
                                                row.getString("topic"), row.getInt("partition")),
                                        row.getLong("next_offset")))
                .list()
                .forEach(stored -> next.replace(stored.getKey(), stored.getValue()));
        return next;
    }

    /// Moves on within the running transaction.
    ///
    /// @throws StaleOwnerException if the offset is not where this consumer left it
    void move(TopicPartition partition, long from, long next) {
        int moved =
                database.sql()
                        .sql(MOVE)
                        .param("consumer", consumer)
                        .param("topic", partition.topic())
                        .param("partition", partition.partition())
                        .param("from", from)
                        .param("next", next)
                        .update();
        if (moved != 1) {
            throw new StaleOwnerException(
                    "%s is not at offset %d of %s any more".formatted(consumer, from, partition));
        }
    }
}
