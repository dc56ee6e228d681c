package io.prox.platform.log;

import io.prox.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes the topics that are not there yet. Any number of processes may do so at the same time.
public final class LogTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);
    private static final long FOR_GOOD = -1;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private LogTopics() {}

    /// @param copies of each partition, of which all but one must have a record before it is
    ///   acknowledged: 1 on a single broker, 3 on a cluster
    /// @throws LogException if the log does not answer, or a topic is there with fewer partitions
    public static void ensure(LogSettings log, Collection<Topic> topics, int copies) {
        Map<String, Object> settings = log.common();
        settings.putIfAbsent(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            var there = admin.listTopics().names().get();
            List<Topic> missing =
                    topics.stream().filter(topic -> !there.contains(topic.name())).toList();
            for (Topic topic : missing) {
                create(admin, topic, copies);
            }
            check(describe(admin, topics), topics);
            awaitLeaders(admin, missing);
        } catch (ExecutionException trouble) {
            throw new LogException(words(trouble, log.bootstrapServers()), trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogException("Interrupted while making topics", interrupted);
        }
    }

    private static String words(ExecutionException trouble, String servers) {
        Throwable cause = trouble.getCause() == null ? trouble : trouble.getCause();
        return switch (cause) {
            case TimeoutException silent ->
                    "Kafka at %s does not answer. Check prox.log.bootstrap-servers, and that it runs"
                            .formatted(servers);
            case AuthenticationException refused ->
                    "Kafka at %s does not let ProX in: %s. Check prox.log.client.*"
                            .formatted(servers, refused.getMessage());
            default ->
                    "Kafka at %s does not do what is needed: %s"
                            .formatted(servers, cause.getMessage());
        };
    }

    private static void create(Admin admin, Topic topic, int copies)
            throws ExecutionException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("min.insync.replicas", enough(copies));
        settings.put(
                "retention.ms",
                Long.toString(topic.kept().map(Duration::toMillis).orElse(FOR_GOOD)));
        if (topic.isReceipt() && copies == 1) {
            // the only copy: what is acknowledged is on the disk
            settings.put("flush.messages", "1");
        }
        var wanted = new NewTopic(topic.name(), topic.partitions(), (short) copies);
        try {
            admin.createTopics(List.of(wanted.configs(settings))).all().get();
        } catch (ExecutionException trouble) {
            if (!(trouble.getCause() instanceof TopicExistsException)) {
                throw trouble;
            }
        }
    }

    private static String enough(int copies) {
        return Integer.toString(Math.max(1, copies - 1));
    }

    /// A topic that was just made is known to the brokers a moment later.
    private static Map<String, TopicDescription> describe(Admin admin, Collection<Topic> topics)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeTopics(topics.stream().map(Topic::name).toList())
                        .allTopicNames()
                        .get();
            } catch (ExecutionException trouble) {
                if (!(trouble.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw trouble;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    /// A broker tells that it leads a new partition before it does. Of two batches that are sent
    /// meanwhile the first may be refused and the second kept, and then the first never is.
    private static void awaitLeaders(Admin admin, Collection<Topic> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        // asks again itself while a partition has no leader
        admin.listOffsets(ends).all().get();
    }

    private static void check(Map<String, TopicDescription> found, Collection<Topic> topics) {
        var wrong = new ArrayList<String>();
        for (Topic topic : topics) {
            TopicDescription there = found.get(topic.name());
            int partitions = there == null ? 0 : there.partitions().size();
            if (partitions != topic.partitions()) {
                wrong.add(
                        "%s has %d partitions, not %d"
                                .formatted(topic.name(), partitions, topic.partitions()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new LogException(
                    "Topics of the log are not as they must be: "
                            + wrong.stream().collect(Collectors.joining("; ")));
        }
    }
}
