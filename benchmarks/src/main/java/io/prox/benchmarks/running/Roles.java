package io.prox.benchmarks.running;

import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Each role of ProX in a process of its own, as `prox run` starts it, on a PostgreSQL and a Kafka
/// that they share. The console passes on what the others answer, so that it is the one address.
public final class Roles implements AutoCloseable {
    private static final List<String> OTHERS = List.of("ingestion", "engagement", "scoring");
    private static final String CONSOLE = "console";
    private static final String WORKER = "prox_worker";
    private static final String PASSWORD = "only for this check";
    private static final Map<String, String> NO_OPS = Map.of("PROX_OPS_PORT", "-1");

    private final Path project;
    private final Path folder;
    private final Engines engines;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, ProxProcess> processes = new TreeMap<>();

    private Roles(Path project, Path folder) {
        this.project = project;
        this.folder = folder;
        this.engines = Engines.start(EnginesSettings.in(folder.resolve("data")));
    }

    /// Starts all roles in an empty folder; returns when each answers.
    ///
    /// @param project where the project lies
    public static Roles start(Path project) throws IOException, InterruptedException, SQLException {
        var roles = new Roles(project, HomeFolder.makeFolder());
        try {
            roles.startAll();
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            roles.close();
            throw failed;
        }
        return roles;
    }

    private void startAll() throws IOException, InterruptedException, SQLException {
        DatabaseAccess superuser = engines.superuser();
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
        DatabaseAccess owner = engines.database();
        settings.put("prox.database.url", owner.url());
        settings.put("prox.database.owner", owner.user());
        settings.put("prox.database.owner-password", owner.password());
        settings.put("prox.database.user", WORKER);
        settings.put("prox.database.password", PASSWORD);
        settings.put("prox.log.bootstrap-servers", engines.bootstrapServers());
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
                project,
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

    /// Kills a role in the midst of whatever it does, and starts it again.
    ///
    /// @param role `ingestion`, `scoring` or `console`
    public void killAndStart(String role) throws IOException, InterruptedException {
        process(role).kill();
        processes.put(role, run(role));
    }

    private ProxProcess process(String role) {
        ProxProcess process = processes.get(role);
        if (process == null) {
            throw new IllegalArgumentException("there is no role " + role);
        }
        return process;
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(ProxProcess::close);
        engines.close();
        HomeFolder.delete(folder);
    }
}
