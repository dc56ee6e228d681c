package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The command line of ProX in a process of its own: `up`, or `run` with a role.
public final class ProxProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final CompletableFuture<URI> link = new CompletableFuture<>();

    private ProxProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("prox-output").start(this::read);
    }

    /// Starts a command; returns when it has told its address.
    ///
    /// @param program what is started
    /// @param log where what it says beside the address is added
    /// @param environment settings beside those of this process: `PROX_OPS_PORT`
    /// @param arguments of the command line: `up`, `--data`, …
    /// @throws IllegalStateException if it ends, or says nothing for ten minutes
    public static ProxProcess start(
            Program program, Path log, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program.command());
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PROX_JAVA_OPTS", "-Xmx1g");
        builder.environment().putAll(environment);
        var started = new ProxProcess(builder.start());
        try {
            started.await(started.address, "its address", log);
        } catch (RuntimeException | InterruptedException failed) {
            started.kill();
            throw failed;
        }
        return started;
    }

    /// Of the console or the role, with a slash at its end.
    public URI address() {
        return address.join();
    }

    /// The link that lets the first person in. Only the start of an installation that nobody has
    /// come into prints one.
    public URI link() throws InterruptedException {
        return await(link, "a link", Path.of("its log"));
    }

    /// What keeps its memory from being freed, in bytes, after all that could be was.
    public long liveHeap() throws IOException, InterruptedException {
        return LiveHeap.of(process.pid());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it as a power cut would: nothing of it runs on.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Ends it in order.
    ///
    /// @throws IllegalStateException if it does not end
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("prox did not end within " + END_LIMIT);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("/sign-in/link/")) {
                    link.complete(URI.create(line.strip()));
                } else if (line.startsWith("http://")) {
                    address.complete(URI.create(line.strip()));
                }
            }
        } catch (IOException killed) {
            // it says nothing more
        } finally {
            var ended = new IllegalStateException("prox ended");
            address.completeExceptionally(ended);
            link.completeExceptionally(ended);
        }
    }

    private <T> T await(CompletableFuture<T> told, String what, Path log)
            throws InterruptedException {
        try {
            return told.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            throw new IllegalStateException(
                    "prox did not tell %s; see %s".formatted(what, log), silent);
        }
    }
}
