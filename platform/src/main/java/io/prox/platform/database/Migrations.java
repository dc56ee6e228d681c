package io.prox.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// Brings the schemas of a database up to this version of ProX, and gives the role that components
/// work as its rights.
///
/// A schema belongs to the component of the same name, whose migrations lie beside its classes in
/// `migrations`. Any number of processes may do this at the same time.
public final class Migrations {
    /// The schema that all others stand on.
    public static final String PLATFORM = "platform";

    /// Flyway lets one process at a time migrate a schema, but rights that two give at once are
    /// refused to one of them.
    private static final String LOCK =
            "SELECT pg_advisory_lock(hashtext('prox.migrations'), hashtext('prox.migrations'))";

    private static final String UNLOCK = LOCK.replace("advisory_lock", "advisory_unlock");

    private final DataSource owner;
    private final String worker;

    /// @param owner of connections whose role may create schemas, and owns those that are there
    /// @param worker the role that components work as: it must exist, own nothing and be no
    ///   superuser
    public Migrations(DataSource owner, String worker) {
        this.owner = owner;
        this.worker = worker;
    }

    /// Waits while another process does the same.
    ///
    /// @param schemas by name; [#PLATFORM] comes first by itself
    /// @throws MigrationException if the database is newer than this ProX, or a step fails
    public void run(List<String> schemas) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            try {
                checkWorker();
                migrate(PLATFORM);
                schemas.stream().filter(schema -> !schema.equals(PLATFORM)).forEach(this::migrate);
            } finally {
                statement.execute(UNLOCK);
            }
        } catch (SQLException trouble) {
            throw new MigrationException(
                    "Cannot work in the database as the owner of its tables: "
                            + trouble.getMessage(),
                    trouble);
        }
    }

    /// A role that owns tables, or one that the wall does not bind, would see every workspace.
    private void checkWorker() {
        try (Connection connection = owner.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT rolsuper OR rolbypassrls,
                                       EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
                                FROM pg_roles WHERE rolname = ?
                                """)) {
            query.setString(1, worker);
            try (ResultSet role = query.executeQuery()) {
                if (!role.next()) {
                    throw new MigrationException(
                            "The database role '%s' does not exist. Create it with LOGIN and a password, and no other right."
                                    .formatted(worker));
                }
                if (role.getBoolean(1)) {
                    throw new MigrationException(
                            "The database role '%s' is a superuser or bypasses row-level security, so that workspaces would not be kept apart. Give ProX a plain role."
                                    .formatted(worker));
                }
                if (role.getBoolean(2)) {
                    throw new MigrationException(
                            "The database role '%s' owns tables. Give ProX one role to own its tables and another, plain one to work as."
                                    .formatted(worker));
                }
            }
        } catch (SQLException trouble) {
            throw new MigrationException(
                    "Cannot look at the database's roles: " + trouble.getMessage(), trouble);
        }
    }

    private void migrate(String schema) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(owner)
                        .schemas(schema)
                        .defaultSchema(schema)
                        .locations("classpath:io/prox/" + schema + "/migrations")
                        .validateMigrationNaming(true)
                        .load();
        try {
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw new MigrationException(
                            "The database is of a newer ProX: schema '%s' is at version %s, which this one does not know. Start the newer ProX, or restore a backup made before the update."
                                    .formatted(schema, applied.getVersion()));
                }
            }
            flyway.migrate();
        } catch (FlywayException trouble) {
            throw new MigrationException(
                    "Cannot bring the schema '%s' up to this version: %s"
                            .formatted(schema, trouble.getMessage()),
                    trouble);
        }
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    GRANT USAGE ON SCHEMA %1$s TO %2$s;
                    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %1$s TO %2$s;
                    GRANT USAGE ON ALL SEQUENCES IN SCHEMA %1$s TO %2$s;
                    REVOKE ALL ON %1$s.flyway_schema_history FROM %2$s;
                    """
                            .formatted(schema, statement.enquoteIdentifier(worker, true)));
        } catch (SQLException trouble) {
            throw new MigrationException(
                    "Cannot give the role '%s' its rights on the schema '%s': %s"
                            .formatted(worker, schema, trouble.getMessage()),
                    trouble);
        }
    }
}
