package io.prox.engines;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What was acknowledged is there again, however the engines ended.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // each has a directory of its own, and mostly waits
class LastingTest {
    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @Test
    void dataIsThereAfterCloseAndStart() throws Exception {
        EnginesSettings settings = Shelf.settings(folder.resolve("my data"));
        Engines first = Engines.start(settings);
        Stored.write(first.database(), "first");
        Stored.write(first.bootstrapServers(), "first");
        first.close();
        first.close();

        try (Engines engines = Engines.start(settings)) {
            Stored.write(engines.database(), "second");
            Stored.write(engines.bootstrapServers(), "second");

            assertThat(Stored.read(engines.database())).containsExactly("first", "second");
            assertThat(Stored.read(engines.bootstrapServers())).containsExactly("first", "second");
        }
    }

    @Test
    void nothingRunsFiveSecondsAfterTheParentWasKilled() throws Exception {
        Path data = folder.resolve("data");
        List<ProcessHandle> left;
        try (HostProcess host = HostProcess.start(data)) {
            left = host.engines();
            assertThat(left).hasSizeGreaterThan(5).allMatch(ProcessHandle::isAlive);
            Stored.write(host.database(), "acknowledged");
            Stored.write(host.bootstrapServers(), "acknowledged");

            host.kill();

            await().atMost(ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(left).filteredOn(ProcessHandle::isAlive).isEmpty());
        }

        try (Engines engines = Engines.start(Shelf.settings(data))) {
            assertThat(Stored.read(engines.database())).containsExactly("acknowledged");
            assertThat(Stored.read(engines.bootstrapServers())).containsExactly("acknowledged");
        }
    }

    @Test
    void startsAgainAtOnceAndOnTheSamePortsAfterTheParentWasKilled() throws Exception {
        Path data = folder.resolve("data");
        EnginesSettings settings = Shelf.settings(data);
        try (HostProcess host = HostProcess.start(data)) {
            settings =
                    settings.withPorts(
                            port(host.database().url(), "/prox"),
                            port(host.bootstrapServers(), ""));
            Stored.write(host.database(), "acknowledged");
            Stored.write(host.bootstrapServers(), "acknowledged");
            host.kill();
        }

        try (Engines engines = Engines.start(settings)) {
            assertThat(Stored.read(engines.database())).containsExactly("acknowledged");
            assertThat(Stored.read(engines.bootstrapServers())).containsExactly("acknowledged");
        }
    }

    @Test
    void theWatcherOfADeadParentDoesNotStopTheNextServer() throws Exception {
        Path data = folder.resolve("data");
        List<ProcessHandle> left;
        try (HostProcess host = HostProcess.start(data)) {
            left = host.engines();
            Stored.write(host.database(), "acknowledged");
            for (ProcessHandle child : childrenOf(host)) {
                // as slow as can be
                signal("-STOP", child);
            }
            host.kill();
        }

        try (Engines engines = Engines.start(Shelf.settings(data))) {
            assertThat(left).filteredOn(ProcessHandle::isAlive).isEmpty();
            assertThat(Stored.read(engines.database())).containsExactly("acknowledged");
        }
    }

    @Test
    void startsAfterEverythingWasKilled() throws Exception {
        Path data = folder.resolve("data");
        try (HostProcess host = HostProcess.start(data)) {
            Stored.write(host.database(), "acknowledged");
            Stored.write(host.bootstrapServers(), "acknowledged");
            host.engines().forEach(ProcessHandle::destroyForcibly);
            host.kill();
        }
        assertThat(data.resolve("postgresql/postmaster.pid")).exists();

        try (Engines engines = Engines.start(Shelf.settings(data))) {
            assertThat(Stored.read(engines.database())).containsExactly("acknowledged");
            assertThat(Stored.read(engines.bootstrapServers())).containsExactly("acknowledged");
        }
    }

    @Test
    void startsWhenAnUnrelatedProcessHasTheNumberOfADeadServer() throws Exception {
        EnginesSettings settings = Shelf.settings(folder.resolve("data")).only(Engine.POSTGRESQL);
        try (Engines engines = Engines.start(settings)) {
            Stored.write(engines.database(), "acknowledged");
        }
        // our own parent will do: it lives, and it is no PostgreSQL
        long unrelated = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(
                settings.data().resolve("postgresql/postmaster.pid"),
                unrelated + "\n" + settings.data().resolve("postgresql") + "\n");

        try (Engines engines = Engines.start(settings)) {
            assertThat(Stored.read(engines.database())).containsExactly("acknowledged");
        }
    }

    @Test
    void aSecondProcessIsToldWhoUsesTheDirectory() throws Exception {
        Path data = folder.resolve("data");
        try (HostProcess host = HostProcess.start(data)) {
            assertThatExceptionOfType(EnginesException.class)
                    .isThrownBy(() -> Engines.start(Shelf.settings(data)))
                    .withMessageContaining("is in use by process %d, started", host.pid())
                    .withMessageContaining(data.toString());

            Stored.write(host.database(), "unharmed");
            assertThat(Stored.read(host.database())).containsExactly("unharmed");
        }
    }

    @Test
    void anInterruptFromTheTerminalEndsNoEngine() throws Exception {
        try (HostProcess host = HostProcess.start(folder.resolve("data"))) {
            // what a terminal does to its group, which the server itself is not in
            for (ProcessHandle child : childrenOf(host)) {
                signal("-INT", child);
                signal("-TERM", child);
            }

            Stored.write(host.database(), "still there");
            Stored.write(host.bootstrapServers(), "still there");
            assertThat(Stored.read(host.bootstrapServers())).containsExactly("still there");
            assertThat(host.engines()).allMatch(ProcessHandle::isAlive);
        }
    }

    private static int port(String address, String after) {
        String start = address.substring(0, address.length() - after.length());
        return Integer.parseInt(start.substring(start.lastIndexOf(':') + 1));
    }

    /// The watcher of PostgreSQL and the broker.
    private static List<ProcessHandle> childrenOf(HostProcess host) {
        List<ProcessHandle> children =
                host.engines().stream()
                        .filter(
                                engine ->
                                        engine.parent().stream()
                                                .anyMatch(parent -> parent.pid() == host.pid()))
                        .toList();
        assertThat(children).hasSize(2);
        return children;
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        String pid = Long.toString(process.pid());
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
