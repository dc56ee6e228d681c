package io.prox.engines.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.engines.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestEnginesTest {
    @Test
    void databasesAreEmptyAndApart() throws SQLException {
        DatabaseAccess one = TestEngines.emptyDatabase();
        DatabaseAccess other = TestEngines.emptyDatabase();

        execute(one, "CREATE TABLE lead (id bigint PRIMARY KEY)");

        assertThat(tables(one)).isOne();
        assertThat(tables(other)).isZero();
        assertThat(tables(TestEngines.emptyDatabase())).isZero();
    }

    @Test
    void superuserMayWhatTheOwnerMayNot() throws SQLException {
        execute(TestEngines.superuser(), "CREATE ROLE reader");

        assertThat(TestEngines.superuser().user()).isNotEqualTo(TestEngines.emptyDatabase().user());
    }

    @Test
    void brokerAnswers() throws Exception {
        var server = Map.<String, Object>of("bootstrap.servers", TestEngines.bootstrapServers());
        try (var admin = Admin.create(server)) {
            assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    private static void execute(DatabaseAccess database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    private static int tables(DatabaseAccess database) throws SQLException {
        try (Connection connection = connect(database);
                var work = connection.createStatement();
                ResultSet rows =
                        work.executeQuery(
                                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
