package io.prox.benchmarks.running;

import io.prox.engines.Engine;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One engine with a folder and a port of its own, which stay the same when it is killed and
/// started again.
final class OwnEngine implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final Engine engine;
    private final EnginesSettings settings;
    private Engines running;

    private OwnEngine(Engine engine, EnginesSettings settings) {
        this.engine = engine;
        this.settings = settings;
        this.running = Engines.start(settings);
    }

    /// @param folder in which it gets one of its own
    static OwnEngine start(Engine engine, Path folder) throws IOException {
        int port = HomeFolder.freePort();
        Path data = folder.resolve(engine.name().toLowerCase(Locale.ROOT));
        return new OwnEngine(engine, EnginesSettings.in(data).only(engine).withPorts(port, port));
    }

    Engines running() {
        return running;
    }

    /// Where it keeps everything.
    Path data() {
        return settings.data();
    }

    /// Ends it as a power cut would its process: nothing of it runs on. What the system has taken
    /// over of what it wrote stays.
    void kill() throws IOException, InterruptedException {
        List<ProcessHandle> processes =
                switch (engine) {
                    case POSTGRESQL -> List.of(postmaster());
                    case KAFKA -> broker();
                };
        processes.forEach(ProcessHandle::destroyForcibly);
        Until.holds(
                engine + " has ended",
                END_LIMIT,
                () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        running.close();
    }

    /// The server itself; those that serve its clients end when they see that it is gone (source:
    /// PostgreSQL, "postmaster.pid": the first line is its process).
    private ProcessHandle postmaster() throws IOException {
        Path file = settings.data().resolve("postgresql").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs as " + pid));
    }

    private List<ProcessHandle> broker() {
        String home = settings.data().toString();
        List<ProcessHandle> found =
                ProcessHandle.current()
                        .descendants()
                        .filter(
                                process ->
                                        process.info().arguments().stream()
                                                .flatMap(Arrays::stream)
                                                .anyMatch(argument -> argument.startsWith(home)))
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no Kafka runs in " + home);
        }
        return found;
    }

    /// Returns when it answers.
    void startAgain() {
        running = Engines.start(settings);
    }

    @Override
    public void close() {
        running.close();
    }
}
