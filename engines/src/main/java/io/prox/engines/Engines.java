package io.prox.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Engines that run until they are closed or this process ends, in whatever way it does.
///
/// They listen on the loopback address only. They ignore the signals that a terminal or a service
/// manager sends to all processes at once, so that whoever uses them can end in peace: install a
/// shutdown hook that ends the users first and then calls [#close].
public final class Engines implements AutoCloseable {
    /// Names what a data directory can be read by: another one when its layout changes, or the
    /// major release of PostgreSQL.
    public static final String LAYOUT = DataDirectory.FORMAT + "-" + Postgresql.MAJOR;

    /// Longer than PostgreSQL's watcher takes until it stops the server the hard way.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(75);

    private final DataDirectory data;
    private final Duration stopLimit;
    private final List<Child> children = new ArrayList<>();
    private final CompletableFuture<EnginesException> failure = new CompletableFuture<>();
    private Postgresql.@Nullable Running postgresql;
    private Kafka.@Nullable Running kafka;
    private boolean closed;

    private Engines(DataDirectory data, Duration stopLimit) {
        this.data = data;
        this.stopLimit = stopLimit;
    }

    /// Starts the engines side by side; returns when all of them answer.
    ///
    /// @throws EnginesException if one cannot be started; then none is left running
    public static Engines start(EnginesSettings settings) {
        return start(settings, List.of(), STOP_LIMIT);
    }

    /// @param brokerFlags for the JVM of Kafka
    /// @param stopLimit how long an engine may take to end before it is killed
    static Engines start(EnginesSettings settings, List<String> brokerFlags, Duration stopLimit) {
        ServerUser user = ServerUser.find();
        var engines = new Engines(DataDirectory.open(settings.data(), user), stopLimit);
        try {
            engines.startAll(settings, user, brokerFlags);
        } catch (RuntimeException failed) {
            engines.close();
            throw failed;
        }
        return engines;
    }

    /// The database `prox` and its owner, who is no superuser.
    ///
    /// @throws IllegalStateException if PostgreSQL is not among the engines
    public DatabaseAccess database() {
        return running(postgresql, Engine.POSTGRESQL).owner();
    }

    /// The database `postgres` and its superuser: to make roles, databases and extensions.
    ///
    /// @throws IllegalStateException if PostgreSQL is not among the engines
    public DatabaseAccess superuser() {
        return running(postgresql, Engine.POSTGRESQL).superuser();
    }

    /// Where clients of Kafka connect to, as `host:port`.
    ///
    /// @throws IllegalStateException if Kafka is not among the engines
    public String bootstrapServers() {
        return running(kafka, Engine.KAFKA).bootstrapServers();
    }

    /// Completed when an engine ends although nobody closed it, which no user of it survives.
    public CompletableFuture<EnginesException> failure() {
        return failure.copy();
    }

    /// Ends the engines side by side and waits for it; what is still asked of them fails. Further
    /// calls do nothing. Can be called from a shutdown hook.
    @Override
    public void close() {
        synchronized (children) {
            if (closed) {
                return;
            }
            closed = true;
            children.forEach(Child::askToStop);
            children.forEach(child -> child.end(stopLimit));
            data.close();
        }
    }

    private void startAll(EnginesSettings settings, ServerUser user, List<String> brokerFlags) {
        var starts = new ArrayList<Runnable>();
        if (settings.engines().contains(Engine.POSTGRESQL)) {
            starts.add(
                    () -> {
                        postgresql = Postgresql.start(data, user, settings);
                        keep(postgresql.child());
                    });
        }
        if (settings.engines().contains(Engine.KAFKA)) {
            starts.add(
                    () -> {
                        kafka = Kafka.start(data, settings, brokerFlags);
                        keep(kafka.child());
                    });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> started = starts.stream().map(threads::submit).toList();
            try {
                for (Future<?> start : started) {
                    start.get();
                }
            } catch (ExecutionException failed) {
                threads.shutdownNow();
                throw failed.getCause() instanceof EnginesException known
                        ? known
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new EnginesException("The start of the engines was interrupted", stopped);
            }
        }
    }

    private void keep(Child child) {
        synchronized (children) {
            children.add(child);
        }
        Thread.ofVirtual().start(() -> report(child));
    }

    private void report(Child child) {
        try {
            child.awaitEnd();
        } catch (InterruptedException neverDone) {
            Thread.currentThread().interrupt();
        }
        synchronized (children) {
            if (closed) {
                return;
            }
        }
        failure.complete(child.failure("ended without being asked to"));
    }

    private static <T> T running(@Nullable T engine, Engine which) {
        if (engine == null) {
            throw new IllegalStateException(which + " is not among the engines that were started");
        }
        return engine;
    }
}
