package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engine;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads of a `prox up` that cannot start: what is wrong, where, and how to mend it,
/// with exit code 2 and no process left behind.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "mounts and processes of POSIX")
@Tag("slow")
class UpTroubleTest {
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    @TempDir(factory = PassableFolder.class)
    Path folder;

    private Path data;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void choose() {
        data = folder.resolve("data");
        disk = folder.resolve("disk");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(code("umount", disk)).isZero();
        }
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertRefused(
                    data,
                    List.of("--port", port),
                    "port %d is taken by another program".formatted(port),
                    "choose another");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aFolderThatAnotherProxUses() throws Exception {
        Engines another = Engines.start(EnginesSettings.in(data).only(Engine.POSTGRESQL));
        try {
            CommandLine.Ended ended = CommandLine.run("up", "--data", data);

            assertThat(ended.output())
                    .contains(
                            "The data directory %s is in use by process %d"
                                    .formatted(data, ProcessHandle.current().pid()),
                            "stop that one, or choose another directory");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(another.failure()).as("the other goes on").isNotDone();
        } finally {
            another.close();
        }
        assertNothingRuns();
    }

    @Test
    void aFileInPlaceOfAFolder() throws Exception {
        Files.writeString(data, "");

        assertRefused(
                data,
                List.of(),
                "The data directory %s is a file; choose another name".formatted(data));
        assertRefused(
                data.resolve("below"),
                List.of(),
                "The data directory %s cannot be used".formatted(data.resolve("below")),
                "choose another directory");
    }

    @Test
    void aFolderThatCannotBeWritten() throws Exception {
        mount("ro");

        assertRefused(
                disk,
                List.of(),
                "The data directory %s cannot be used".formatted(disk),
                "Read-only file system",
                "give ProX the right to write there, or choose another directory");
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        mount("size=16m");

        assertRefused(
                disk,
                List.of(),
                "The disk of the data directory %s is full: 16 MB are free".formatted(disk),
                "make room, or choose another directory");
    }

    @Test
    void dataOfANewerProx() throws Exception {
        Files.createDirectory(data);
        Files.writeString(data.resolve("format"), "1000\n");

        assertRefused(
                data,
                List.of(),
                "The data directory %s was written by a newer ProX (format 1000".formatted(data),
                "start that one, or choose another directory");
    }

    @Test
    void aDatabaseOfANewerProx() throws Exception {
        try (Engines engines = Engines.start(EnginesSettings.in(data).only(Engine.POSTGRESQL))) {
            DatabaseAccess owner = engines.database();
            try (Connection connection =
                            DriverManager.getConnection(
                                    owner.url(), owner.user(), owner.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        """
                        CREATE SCHEMA platform;
                        CREATE TABLE platform.flyway_schema_history (
                            installed_rank int PRIMARY KEY, version text, description text, type text,
                            script text, checksum int, installed_by text, installed_on timestamp,
                            execution_time int, success boolean);
                        INSERT INTO platform.flyway_schema_history
                        VALUES (1, '999', 'from the future', 'SQL', 'V999__x.sql', 0, 'prox', now(), 1, true)
                        """);
            }
        }

        assertRefused(
                data,
                List.of(),
                "The database is of a newer ProX: schema 'platform' is at version 999",
                "Start the newer ProX, or restore a backup");
    }

    /// While the other engine, which runs by then or is about to, ends with it.
    @Test
    void anEngineThatDoesNotStart() throws Exception {
        Engines.start(EnginesSettings.in(data).only(Engine.KAFKA)).close();
        Files.writeString(data.resolve("kafka/meta.properties"), "version=7\n");

        assertRefused(
                data,
                List.of(),
                "Kafka did not start in " + data.resolve("kafka"),
                "bring the data directory back from a backup. From "
                        + data.resolve("logs/kafka.log"),
                "Unknown meta.properties version number 7");
    }

    private void assertRefused(Path place, List<Object> options, String... words) throws Exception {
        var arguments = new ArrayList<Object>(List.of("up", "--data", place));
        arguments.addAll(options);

        CommandLine.Ended ended = CommandLine.run(arguments.toArray());

        assertThat(ended.output())
                .contains(words)
                .doesNotContain("a fault of ours", "\tat ", "http://");
        assertThat(ended.code()).isEqualTo(2);
        assertNothingRuns();
    }

    /// Each process of an engine is told a folder below ours.
    private void assertNothingRuns() {
        await().atMost(AFTERWARDS)
                .untilAsserted(
                        () ->
                                assertThat(ProcessHandle.allProcesses())
                                        .noneMatch(
                                                process ->
                                                        process.info()
                                                                .commandLine()
                                                                .orElse("")
                                                                .contains(folder.toString())));
    }

    /// A disk of its own in memory, which may be read-only, and small, as no mode of a folder stops
    /// root from writing.
    private void mount(String options) throws Exception {
        Files.createDirectory(disk);
        mounted = code("mount", "-t", "tmpfs", "-o", "mode=755," + options, "tmpfs", disk) == 0;
        assumeThat(mounted).as("only root may mount, and not in every container").isTrue();
    }

    private static int code(Object... command) throws Exception {
        return new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
