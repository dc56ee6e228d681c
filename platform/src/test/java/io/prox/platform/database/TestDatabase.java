package io.prox.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.prox.contracts.WorkspaceId;
import io.prox.engines.DatabaseAccess;
import io.prox.engines.testkit.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/// A fresh database with the platform's schema, worked with as the product does: tables owned by
/// one role, all work done as another that row-level security binds.
public final class TestDatabase implements AutoCloseable {
    private static final String WORKER = "prox_worker";
    private static final String PASSWORD = "worker";

    private final DatabaseAccess access = TestEngines.emptyDatabase();
    private final HikariDataSource connections;
    private final Database database;

    /// @param schemas beside the platform's
    public TestDatabase(String... schemas) {
        makeWorker();
        new Migrations(owner(), WORKER).run(List.of(schemas));
        var settings = new HikariConfig();
        settings.setJdbcUrl(access.url());
        settings.setUsername(WORKER);
        settings.setPassword(PASSWORD);
        settings.setMaximumPoolSize(10);
        this.connections = new HikariDataSource(settings);
        this.database = new Database(connections);
    }

    /// Settings of a process on this database and the test log.
    public Map<String, Object> settings(Path masterKey) {
        return Map.ofEntries(
                Map.entry("server.port", 0),
                Map.entry("prox.ops.port", 0),
                Map.entry("prox.database.url", access.url()),
                Map.entry("prox.database.owner", access.user()),
                Map.entry("prox.database.owner-password", access.password()),
                Map.entry("prox.database.user", WORKER),
                Map.entry("prox.database.password", PASSWORD),
                Map.entry("prox.log.bootstrap-servers", TestEngines.bootstrapServers()),
                // processes of other tests, which read the same log, have databases of their own
                Map.entry(
                        "prox.log.client.group.id",
                        access.url().substring(access.url().lastIndexOf('/') + 1)),
                Map.entry("prox.master-key", masterKey),
                // the output of tests is for trouble
                Map.entry("logging.level.org.springframework.boot.jetty", "WARN"),
                Map.entry("logging.level.org.flywaydb.core.internal.command.DbMigrate", "WARN"));
    }

    /// A place for the master key of a process that ends with this JVM, and goes then.
    public static Path passingKey() {
        try {
            Path folder = Files.createTempDirectory("prox-test-key");
            Path key = folder.resolve("master.key");
            // the last that is named goes first
            folder.toFile().deleteOnExit();
            key.toFile().deleteOnExit();
            return key;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    public Database database() {
        return database;
    }

    /// Connections of the role that owns the tables.
    public PGSimpleDataSource owner() {
        var owner = new PGSimpleDataSource();
        owner.setUrl(access.url());
        owner.setUser(access.user());
        owner.setPassword(access.password());
        return owner;
    }

    public String ownerRole() {
        return access.user();
    }

    /// Runs a statement as the superuser, for what nobody else may do.
    public void asSuperuser(String sql) {
        DatabaseAccess superuser = TestEngines.superuser();
        try (Connection connection =
                        DriverManager.getConnection(
                                access.url(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    /// Holds what a statement locks, of a workspace's rows or of all, until the transaction of the
    /// connection ends.
    public Connection hold(WorkspaceId workspace, String lock) throws SQLException {
        Connection connection = owner().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config('prox.workspace', '%s', true)".formatted(workspace.value()));
            statement.execute(lock);
        }
        return connection;
    }

    private void makeWorker() {
        asSuperuser(
                """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                    END IF;
                END $$
                """
                        .formatted(WORKER, PASSWORD));
    }

    @Override
    public void close() {
        connections.close();
    }
}
