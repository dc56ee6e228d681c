package io.prox.engines.testkit;

import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engine;
import io.prox.engines.Engines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL and one Kafka for all tests of a JVM, each started when it is first asked for and
/// ended with the JVM.
///
/// They are what production has but for one thing: they do not wait for the disk, so what was
/// acknowledged would not outlive a power cut. A test about that starts its own [Engines].
public final class TestEngines {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestEngines() {}

    /// A new, empty database, owned by a role that is no superuser: one for each test class, say.
    public static DatabaseAccess emptyDatabase() {
        DatabaseAccess superuser = Postgresql.ENGINES.superuser();
        DatabaseAccess owner = Postgresql.ENGINES.database();
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = connect(superuser);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, owner.user()));
        } catch (SQLException refused) {
            throw new IllegalStateException("database " + name + " was not made", refused);
        }
        String url = superuser.url().substring(0, superuser.url().lastIndexOf('/') + 1) + name;
        return new DatabaseAccess(url, owner.user(), owner.password());
    }

    /// The database `postgres` and its superuser, for what the owner of a database may not do.
    public static DatabaseAccess superuser() {
        return Postgresql.ENGINES.superuser();
    }

    /// The broker, as `host:port`. Topics stay until the JVM ends: name them after the test.
    public static String bootstrapServers() {
        return Kafka.ENGINES.bootstrapServers();
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    /// Started when the class is loaded, which the JVM does once and at first use.
    private static final class Postgresql {
        static final Engines ENGINES = TestFolder.start(Engine.POSTGRESQL);
    }

    private static final class Kafka {
        static final Engines ENGINES = TestFolder.start(Engine.KAFKA);
    }
}
