package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// All rows that an installation's database holds, unpacked: in its files long values are
/// compressed. Bytes, as those of a model, are in hexadecimal digits.
public final class DatabaseRows {
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "prox";

    /// Line of the server's own file with its port (source: PostgreSQL,
    /// src/include/utils/pidfile.h).
    private static final int PORT_LINE = 3;

    private static final String TABLES =
            """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
            """;

    private DatabaseRows() {}

    /// Takes a row.
    @FunctionalInterface
    public interface Row {
        /// @param text of one byte a letter
        void row(String table, String text);
    }

    /// Visits each row of each table, of all workspaces.
    ///
    /// @param data directory of an installation that runs
    /// @return how many there are
    public static long visit(Path data, Row visitor) throws IOException, SQLException {
        long count = 0;
        try (Connection connection = connect(data)) {
            for (String table : tables(connection)) {
                CopyOut rows =
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyOut("COPY %s TO STDOUT".formatted(table));
                for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                    visitor.row(table, new String(row, ISO_8859_1));
                    count++;
                }
            }
        }
        return count;
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(PORT_LINE);
        var passwords = new Properties();
        try (var lines = Files.newBufferedReader(data.resolve("secrets"))) {
            passwords.load(lines);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, DATABASE),
                SUPERUSER,
                passwords.getProperty("postgresql.superuser"));
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(TABLES)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }
}
