package io.prox.engines;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// A Kafka broker of our own, from its first start on: one node that is broker and controller, in a
/// JVM of its own, so that its heap, its threads and its faults are not ours.
final class Kafka {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration GIVE_UP_LIMIT = Duration.ofSeconds(10);

    /// Ignores what is meant for the whole group of processes, before it becomes the broker.
    private static final String SHIELD = "trap '' INT HUP TERM; exec \"$@\"";

    private final DataDirectory data;
    private final EnginesSettings settings;
    private final List<String> furtherFlags;

    private Kafka(DataDirectory data, EnginesSettings settings, List<String> furtherFlags) {
        this.data = data;
        this.settings = settings;
        this.furtherFlags = furtherFlags;
    }

    /// A broker that answers.
    ///
    /// @param bootstrapServers where clients connect to
    record Running(Child child, String bootstrapServers) {}

    /// @param furtherFlags for the JVM
    static Running start(DataDirectory data, EnginesSettings settings, List<String> furtherFlags) {
        try {
            return new Kafka(data, settings, furtherFlags).start();
        } catch (IOException refused) {
            throw new EnginesException(
                    "Kafka's settings cannot be written to %s: %s".formatted(data.path(), refused),
                    refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The start of Kafka was interrupted", stopped);
        }
    }

    private Running start() throws IOException, InterruptedException {
        endLeft(data.kafka());
        for (int attempt = 1; ; attempt++) {
            int port = Ports.choose(Engine.KAFKA, settings.kafkaPort());
            Child child = launch(port);
            try {
                return awaitAnswer(child, port);
            } catch (RuntimeException | InterruptedException failed) {
                child.end(GIVE_UP_LIMIT);
                if (settings.kafkaPort() != 0
                        || attempt == Ports.ATTEMPTS
                        || !child.missedItsPort()) {
                    throw failed;
                }
            }
        }
    }

    /// Ends a broker that an earlier start left running in its directory.
    static void endLeft(Path home) throws InterruptedException {
        Child.endLeft(Engine.KAFKA, BrokerProcess.class.getName(), home.toString());
    }

    private Child launch(int port) throws IOException {
        Path file = data.path().resolve("kafka.properties");
        try (Writer text = Files.newBufferedWriter(file)) {
            configuration(port, Ports.choose(Engine.KAFKA, 0)).store(text, "Written at each start");
        }
        var command = new ArrayList<>(List.of("sh", "-c", SHIELD, "prox-kafka"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.add(BrokerProcess.class.getName());
        command.add(data.kafka().toString());
        command.add(file.toString());
        command.add(Uuid.randomUuid().toString());
        var log = new EngineLog(data.logs().resolve("kafka.log"));
        // not in the command, of which the system may show the first 4096 characters only, and we
        // tell by it later which process is ours
        var environment = Map.of("CLASSPATH", classPath());
        return Child.start(Engine.KAFKA, command, environment, data.logs(), log);
    }

    /// Ours, as seen from whichever directory the broker runs in.
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> flags() {
        var flags =
                new ArrayList<>(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                // named, as others may be on our class path
                                "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
                                "-Dslf4j.internal.verbosity=WARN",
                                "-Dlogback.configurationFile=io/prox/engines/broker-logging.xml"));
        @Nullable Path cache = settings.brokerCache();
        if (cache != null && Files.exists(cache)) {
            flags.add("-XX:AOTCache=" + cache);
            flags.add("-Xlog:aot*=error,cds*=error");
        }
        if (!settings.durable()) {
            // a test ends before the second compiler pays
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.addAll(furtherFlags);
        return flags;
    }

    private Properties configuration(int port, int controllerPort) {
        var properties = new Properties();
        properties.putAll(
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("log.dirs", data.kafka().toString()),
                        // a list of voters in the settings, not in the log: the port may change
                        Map.entry(
                                "controller.quorum.voters",
                                "1@%s:%d".formatted(Ports.HOST, controllerPort)),
                        Map.entry(
                                "listeners",
                                "BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d"
                                        .formatted(Ports.HOST, port, controllerPort)),
                        Map.entry(
                                "listener.security.protocol.map",
                                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "BROKER"),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        // topics are made on purpose, with the partitions that they need
                        Map.entry("auto.create.topics.enable", "false")));
        // one node, so one copy of everything
        properties.putAll(
                Map.of(
                        "default.replication.factor", "1",
                        "min.insync.replicas", "1",
                        "offsets.topic.replication.factor", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "share.coordinator.state.topic.replication.factor", "1",
                        "share.coordinator.state.topic.min.isr", "1"));
        if (settings.durable()) {
            // the only copy: what is acknowledged is on the disk
            properties.put("log.flush.interval.messages", "1");
        }
        // a small machine: few threads, few files, a small buffer of the cleaner, which is there
        // from the start, and no record of idleness twice a second
        properties.putAll(
                Map.of(
                        "num.network.threads", "2",
                        "num.io.threads", "4",
                        "background.threads", "2",
                        "offsets.topic.num.partitions", "4",
                        "transaction.state.log.num.partitions", "4",
                        "share.coordinator.state.topic.num.partitions", "4",
                        "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
                        "metadata.max.idle.interval.ms", "0",
                        "group.initial.rebalance.delay.ms", "0"));
        return properties;
    }

    private Running awaitAnswer(Child child, int port) throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        Waiting.until(START_LIMIT, () -> child.hasEnded() || Ports.isOpen(port));
        if (child.hasEnded()) {
            throw child.failure("did not start in " + data.kafka());
        }
        String servers = "%s:%d".formatted(Ports.HOST, port);
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            boolean answers = false;
            while (!answers && System.nanoTime() - end < 0 && !child.hasEnded()) {
                answers = knowsItself(admin);
            }
            if (child.hasEnded()) {
                throw child.failure("did not start in " + data.kafka());
            }
            if (!answers) {
                throw child.failure("did not answer within " + START_LIMIT + " in " + data.kafka());
            }
        }
        return new Running(child, servers);
    }

    private static boolean knowsItself(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }
}
