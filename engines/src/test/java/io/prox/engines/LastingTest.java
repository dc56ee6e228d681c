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

/// What was acknowledged is there again, however the engines ended.
@Tag("slow")
class LastingTest {
    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    /// One directory, and one death after the other: each start finds all that was acknowledged
    /// before.
    @Test
    void acknowledgedIsThereAgainHoweverTheEnginesEnded() throws Exception {
        Path data = folder.resolve("my data");
        EnginesSettings settings = Shelf.settings(data);

        try (HostProcess host = HostProcess.start(data)) {
            write(host, "before the parent was killed");
            secondProcessIsToldWhoUsesTheDirectory(host, settings);
            interruptFromTheTerminalEndsNoEngine(host);

            host.kill();

            await().atMost(ofSeconds(30)).untilAsserted(() -> noneRuns(host.engines()));
        }

        List<ProcessHandle> slow;
        try (HostProcess host = HostProcess.start(data)) {
            write(host, "before the watcher was held up");
            slow = host.engines();
            for (ProcessHandle child : childrenOf(host)) {
                signal("-STOP", child);
            }
            host.kill();
        }

        // the watcher of a dead parent does not stop the next server
        try (HostProcess host = HostProcess.start(data)) {
            noneRuns(slow);
            write(host, "before everything was killed");
            host.engines().forEach(ProcessHandle::destroyForcibly);
            host.kill();
        }
        assertThat(data.resolve("postgresql/postmaster.pid")).exists();

        EnginesSettings samePorts;
        try (HostProcess host = HostProcess.start(data)) {
            write(host, "before the same ports were wanted");
            samePorts =
                    settings.withPorts(
                            port(host.database().url(), "/prox"),
                            port(host.bootstrapServers(), ""));
            host.kill();
        }

        Engines atOnce = Engines.start(samePorts);
        write(atOnce.database(), atOnce.bootstrapServers(), "before it was closed");
        atOnce.close();
        atOnce.close();

        anUnrelatedProcessHasTheNumberOfTheDeadServer(data);
        try (Engines engines = Engines.start(settings)) {
            List<String> all =
                    List.of(
                            "before the parent was killed",
                            "before the watcher was held up",
                            "before everything was killed",
                            "before the same ports were wanted",
                            "before it was closed");
            assertThat(Stored.read(engines.database())).containsExactlyInAnyOrderElementsOf(all);
            assertThat(Stored.read(engines.bootstrapServers()))
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private static void write(HostProcess host, String text) throws Exception {
        write(host.database(), host.bootstrapServers(), text);
    }

    private static void write(DatabaseAccess database, String bootstrapServers, String text)
            throws Exception {
        Stored.write(database, text);
        Stored.write(bootstrapServers, text);
    }

    private static void noneRuns(List<ProcessHandle> engines) {
        assertThat(engines).hasSizeGreaterThan(5).noneMatch(ProcessHandle::isAlive);
    }

    private static void secondProcessIsToldWhoUsesTheDirectory(
            HostProcess host, EnginesSettings settings) throws Exception {
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Engines.start(settings))
                .withMessageContaining("is in use by process %d, started", host.pid())
                .withMessageContaining(settings.data().toString());

        assertThat(Stored.read(host.database())).hasSize(1);
    }

    private static void interruptFromTheTerminalEndsNoEngine(HostProcess host) throws Exception {
        // what a terminal does to its group, which the server itself is not in
        for (ProcessHandle child : childrenOf(host)) {
            signal("-INT", child);
            signal("-TERM", child);
        }

        assertThat(Stored.read(host.database())).hasSize(1);
        assertThat(Stored.read(host.bootstrapServers())).hasSize(1);
        assertThat(host.engines()).allMatch(ProcessHandle::isAlive);
    }

    private static void anUnrelatedProcessHasTheNumberOfTheDeadServer(Path data) throws Exception {
        // our own parent will do: it lives, and it is no PostgreSQL
        long unrelated = ProcessHandle.current().parent().orElseThrow().pid();
        Path cluster = data.resolve("postgresql");
        Files.writeString(cluster.resolve("postmaster.pid"), unrelated + "\n" + cluster + "\n");
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
