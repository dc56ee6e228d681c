package io.prox.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `prox up` ends when it is asked to, and leaves no process behind.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals of POSIX")
class EndingTest {
    private static final int PATIENCE = 60;
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    @TempDir(factory = PassableFolder.class)
    Path data;

    /// As a terminal does it, which tells the whole group.
    @Test
    void ctrlCEndsEveryProcess() throws Exception {
        assertEnds(Signal.ofTerminal(), ProcessHandle::children);
    }

    /// As a service manager or a script does it, which knows one number.
    @Test
    void termToProxAloneEndsEveryProcess() throws Exception {
        assertEnds(Signal.TERM, prox -> Stream.of());
    }

    /// @param others of the processes that are told, too
    private void assertEnds(Signal signal, Function<ProcessHandle, Stream<ProcessHandle>> others)
            throws Exception {
        Process prox = CommandLine.start("up", "--data", data);
        var all = new ArrayList<ProcessHandle>();
        try (BufferedReader output = prox.inputReader()) {
            CommandLine.awaitAddress(output);
            prox.descendants().forEach(all::add);
            ProcessHandle postgres = postgres();
            all.add(postgres);
            postgres.descendants().forEach(all::add);
            assertThat(all).hasSizeGreaterThan(5);
            List<ProcessHandle> told = others.apply(prox.toHandle()).toList();

            send(signal, prox.toHandle());
            for (ProcessHandle other : told) {
                send(signal, other);
            }

            assertThat(prox.waitFor(PATIENCE, SECONDS)).isTrue();
            assertThat(postmaster()).as("the engines end before ProX does").doesNotExist();
            // the server's own logger goes a moment after the server
            await().atMost(AFTERWARDS)
                    .untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
            assertThat(prox.exitValue()).isEqualTo(128 + signal.number);
            assertThat(output.lines().toList())
                    .as("nothing went wrong at the end")
                    .noneMatch(line -> line.startsWith("prox: did not end in order"));
        } finally {
            prox.destroyForcibly();
        }
    }

    /// The server, which is nobody's child.
    private ProcessHandle postgres() throws IOException {
        long number = Long.parseLong(Files.readAllLines(postmaster()).getFirst().strip());
        return ProcessHandle.of(number).orElseThrow();
    }

    /// The file that is there while the server runs.
    private Path postmaster() {
        return data.resolve("postgresql").resolve("postmaster.pid");
    }

    private static void send(Signal signal, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    private enum Signal {
        INT(2),
        TERM(15);

        private static final Path STATUS = Path.of("/proc/self/status");

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        /// What Ctrl-C sends; or, where these tests run in the background of a shell, and all that
        /// they start is deaf to that, the other one that asks to end.
        static Signal ofTerminal() throws IOException {
            return Files.exists(STATUS)
                            && Files.readAllLines(STATUS).stream().anyMatch(Signal::isDeaf)
                    ? TERM
                    : INT;
        }

        /// Whether a line of the kernel tells that this process ignores INT: bits, counted from 1.
        private static boolean isDeaf(String line) {
            return line.startsWith("SigIgn:")
                    && (Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16)
                                            >> (INT.number - 1)
                                    & 1)
                            == 1;
        }
    }
}
