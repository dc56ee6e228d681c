package io.prox.console.work.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Sessions;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The streams of this process. One thread hears what all processes tell, through one connection to
/// the database, however many look on; another looks every second whose session has ended.
final class ChangeHub implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeHub.class);
    private static final int MOST_STREAMS = 5_000;
    private static final int MOST_OF_A_CALLER = 20;
    private static final Duration LISTENS = Duration.ofMillis(500);
    private static final Duration CHECKS = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Database database;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<WorkspaceId, List<ChangeStream>> streams = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch listening = new CountDownLatch(1);
    private final List<Thread> threads;
    private volatile boolean running;

    ChangeHub(
            Database database, Sessions sessions, ApiKeys keys, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
        this.threads =
                List.of(
                        Thread.ofPlatform()
                                .daemon()
                                .name("work-changes")
                                .unstarted(this::listenUntilStopped),
                        Thread.ofPlatform()
                                .daemon()
                                .name("work-sessions")
                                .unstarted(this::checkUntilStopped));
        Gauge.builder("prox.console.streams", this::count)
                .description("browsers that are told what changes")
                .register(meters);
    }

    /// Opens a stream, to be [closed][#close] by who reads it.
    ChangeStream open(Caller caller) {
        var stream = new ChangeStream(caller);
        lock.lock();
        try {
            if (!running || count() >= MOST_STREAMS) {
                throw new ProblemException(
                        ProblemType.NOT_READY, "Too many look on just now. Try again later.");
            }
            List<ChangeStream> all =
                    streams.computeIfAbsent(caller.workspace(), first -> new ArrayList<>());
            List<ChangeStream> own =
                    all.stream().filter(open -> isOf(caller, open.caller())).toList();
            if (own.size() >= MOST_OF_A_CALLER) {
                own.getFirst().end();
            }
            all.add(stream);
        } finally {
            lock.unlock();
        }
        return stream;
    }

    void close(ChangeStream stream) {
        lock.lock();
        try {
            WorkspaceId workspace = stream.caller().workspace();
            List<ChangeStream> all = streams.getOrDefault(workspace, List.of());
            all.removeIf(open -> open == stream);
            if (all.isEmpty()) {
                streams.remove(workspace);
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOf(Caller one, Caller other) {
        return one.id().equals(other.id()) && one.session().equals(other.session());
    }

    private int count() {
        lock.lock();
        try {
            return streams.values().stream().mapToInt(List::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private List<ChangeStream> of(WorkspaceId workspace) {
        lock.lock();
        try {
            return List.copyOf(streams.getOrDefault(workspace, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /// Waits a little until changes are heard, since who looks on before has to come again.
    @Override
    public void start() {
        threads.forEach(Thread::start);
        try {
            if (!listening.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("Changes are not heard yet");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        running = true;
    }

    /// Ends all streams, which the server would else wait for.
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        endAll();
        for (Thread thread : threads) {
            try {
                if (!thread.join(DRAIN)) {
                    thread.interrupt();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void endAll() {
        lock.lock();
        try {
            streams.values().forEach(all -> all.forEach(ChangeStream::end));
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void listenUntilStopped() {
        while (!isStopping(Duration.ZERO)) {
            try (Connection connection = database.source().getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException trouble) {
                // What was told meanwhile is lost: who looks on must ask for everything.
                endAll();
                LOG.atWarn()
                        .addKeyValue("trouble", trouble.toString())
                        .log("Changes are heard later");
                isStopping(AFTER_TROUBLE);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try {
            execute("LISTEN " + Changes.CHANNEL, connection);
            // Who looked on before may have missed something, and does not know: all who open from
            // here on hear everything.
            endAll();
            listening.countDown();
            PGConnection postgresql = connection.unwrap(PGConnection.class);
            while (!isStopping(Duration.ZERO)) {
                PGNotification[] heard = postgresql.getNotifications((int) LISTENS.toMillis());
                if (heard != null) {
                    for (PGNotification notice : heard) {
                        pass(notice.getParameter());
                    }
                }
            }
        } finally {
            // The connection goes back to its pool, where nobody expects it to hear anything.
            execute("UNLISTEN *", connection);
        }
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @param notice as [Changes] writes it; one that a newer version writes otherwise is passed
    ///   over
    private void pass(String notice) {
        List<String> words = Arrays.asList(notice.split(" ", -1));
        if (words.size() < 3) {
            return;
        }
        List<ChangeStream> open = of(new WorkspaceId(words.get(1)));
        switch (words.getFirst()) {
            case Changes.LEADS -> {
                List<String> leads = words.subList(2, words.size());
                open.forEach(stream -> stream.addLeads(leads));
            }
            case Changes.MODEL -> open.forEach(stream -> stream.addModel(words.get(2)));
            default -> {
                // a newer kind
            }
        }
    }

    private void checkUntilStopped() {
        while (!isStopping(CHECKS)) {
            try {
                check();
            } catch (RuntimeException trouble) {
                LOG.atWarn()
                        .addKeyValue("trouble", trouble.toString())
                        .log("Sessions of streams are checked later");
            }
        }
    }

    /// Ends the streams of those who have signed out, or whose session or key has ended.
    private void check() {
        Set<WorkspaceId> workspaces;
        lock.lock();
        try {
            workspaces = Set.copyOf(streams.keySet());
        } finally {
            lock.unlock();
        }
        for (WorkspaceId workspace : workspaces) {
            List<ChangeStream> open = of(workspace);
            Set<String> alive = alive(workspace, open);
            open.stream()
                    .filter(stream -> !alive.contains(credential(stream.caller())))
                    .forEach(ChangeStream::end);
        }
    }

    private Set<String> alive(WorkspaceId workspace, List<ChangeStream> open) {
        var users = new HashSet<String>();
        boolean hasKeys = false;
        for (ChangeStream stream : open) {
            if (stream.caller().isUser()) {
                users.add(stream.caller().session());
            } else {
                hasKeys = true;
            }
        }
        var alive = new HashSet<String>();
        if (!users.isEmpty()) {
            alive.addAll(sessions.alive(workspace, users));
        }
        if (hasKeys) {
            Instant now = clock.instant();
            keys.all(workspace).stream()
                    .filter(key -> key.revokedAt().isEmpty() && key.expiresAt().isAfter(now))
                    .forEach(key -> alive.add(key.id()));
        }
        return alive;
    }

    private static String credential(Caller caller) {
        return caller.isUser() ? caller.session() : caller.id();
    }
}
