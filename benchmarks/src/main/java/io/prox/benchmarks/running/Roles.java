package io.prox.benchmarks.running;

import static java.util.Objects.requireNonNull;

import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engine;
import io.prox.engines.Engines;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Each role of ProX in a process of its own, as `prox run` starts it, on a PostgreSQL and a Kafka
/// that they share. The console passes on what the others answer, so that it is the one address.
public final class Roles implements AutoCloseable {
    private static final List<String> OTHERS = List.of("ingestion", "engagement", "scoring");
    private static final String CONSOLE = "console";
    private static final String WORKER = "prox_worker";
    private static final String PASSWORD = "only for this check";
    private static final Map<String, String> NO_OPS = Map.of("PROX_OPS_PORT", "-1");

    private final Program program;
    private final Path folder;
    private final Map<Engine, OwnEngine> engines = new EnumMap<>(Engine.class);
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, ProxProcess> processes = new TreeMap<>();

    private Roles(Program program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /// Starts all roles in an empty folder; returns when each answers.
    ///
    /// @param program what is started
    public static Roles start(Program program)
            throws IOException, InterruptedException, SQLException {
        var roles = new Roles(program, HomeFolder.makeFolder());
        try {
            roles.startAll();
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            roles.close();
            throw failed;
        }
        return roles;
    }

    private void startAll() throws IOException, InterruptedException, SQLException {
        for (Engine engine : Engine.values()) {
            engines.put(engine, OwnEngine.start(engine, folder));
        }
        DatabaseAccess superuser = database().superuser();
        try (Connection connection =
                        DriverManager.getConnection(
                                superuser.url(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(WORKER, PASSWORD));
        }
        for (String role : OTHERS) {
            ports.put(role, HomeFolder.freePort());
        }
        ports.put(CONSOLE, HomeFolder.freePort());
        writeSettings();
        for (String role : OTHERS) {
            processes.put(role, run(role));
        }
        processes.put(CONSOLE, run(CONSOLE));
    }

    private void writeSettings() throws IOException {
        var settings = new Properties();
        DatabaseAccess owner = database().database();
        settings.put("prox.database.url", owner.url());
        settings.put("prox.database.owner", owner.user());
        settings.put("prox.database.owner-password", owner.password());
        settings.put("prox.database.user", WORKER);
        settings.put("prox.database.password", PASSWORD);
        settings.put(
                "prox.log.bootstrap-servers", engine(Engine.KAFKA).running().bootstrapServers());
        settings.put("prox.master-key", folder.resolve("keys/master.key").toString());
        OTHERS.forEach(
                role ->
                        settings.put(
                                "prox.console.routes." + role,
                                "http://127.0.0.1:" + ports.get(role)));
        try (Writer file = Files.newBufferedWriter(settingsFile())) {
            settings.store(file, null);
        }
    }

    private Path settingsFile() {
        return folder.resolve("prox.properties");
    }

    private ProxProcess run(String role) throws IOException, InterruptedException {
        return ProxProcess.start(
                program,
                folder.resolve(role + ".log"),
                NO_OPS,
                List.of(
                        "run",
                        role,
                        "--config",
                        settingsFile().toString(),
                        "--port",
                        String.valueOf(ports.get(role))));
    }

    /// Of the console, with a slash at its end.
    public URI address() {
        return process(CONSOLE).address();
    }

    /// The link that lets the first person in.
    public URI link() throws InterruptedException {
        return process(CONSOLE).link();
    }

    /// All that can be killed: each role, the database and the log.
    public static List<String> parts() {
        return Stream.concat(
                        Stream.concat(OTHERS.stream(), Stream.of(CONSOLE)),
                        Arrays.stream(Engine.values()).map(Roles::name))
                .toList();
    }

    private static String name(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "database";
            case KAFKA -> "log";
        };
    }

    /// Kills something in the midst of whatever it does.
    ///
    /// @param part one of [#parts]
    public void kill(String part) throws IOException, InterruptedException {
        Optional<Engine> engine = engineOf(part);
        if (engine.isPresent()) {
            engine(engine.get()).kill();
        } else {
            process(part).kill();
        }
    }

    /// Starts what was killed; returns when it answers.
    ///
    /// @param part one of [#parts]
    public void start(String part) throws IOException, InterruptedException {
        Optional<Engine> engine = engineOf(part);
        if (engine.isPresent()) {
            engine(engine.get()).startAgain();
        } else {
            processes.put(part, run(part));
        }
    }

    private static Optional<Engine> engineOf(String part) {
        return Arrays.stream(Engine.values()).filter(each -> name(each).equals(part)).findFirst();
    }

    /// Kills something in the midst of whatever it does, and starts it again.
    ///
    /// @param part one of [#parts]
    public void killAndStart(String part) throws IOException, InterruptedException {
        kill(part);
        start(part);
    }

    /// Into the database, past its walls.
    public DatabaseAccess superuser() {
        DatabaseAccess access = database().database();
        DatabaseAccess superuser = database().superuser();
        return new DatabaseAccess(access.url(), superuser.user(), superuser.password());
    }

    private Engines database() {
        return engine(Engine.POSTGRESQL).running();
    }

    private OwnEngine engine(Engine engine) {
        return requireNonNull(engines.get(engine), "started first");
    }

    /// The process of a role.
    ///
    /// @param role `ingestion`, `engagement`, `scoring` or `console`
    public ProxProcess process(String role) {
        ProxProcess process = processes.get(role);
        if (process == null) {
            throw new IllegalArgumentException("there is no role " + role);
        }
        return process;
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(ProxProcess::close);
        engines.values().forEach(OwnEngine::close);
        HomeFolder.delete(folder);
    }
}
