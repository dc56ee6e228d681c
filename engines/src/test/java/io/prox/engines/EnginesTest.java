package io.prox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    private static Path data;
    private static Engines engines;

    @BeforeAll
    static void start(@TempDir(factory = PassableFolder.class) Path folder) {
        data = folder.resolve("data");
        engines = Engines.start(Shelf.settings(data));
    }

    @AfterAll
    static void close() {
        engines.close();
    }

    @Test
    void databaseKeepsWhatWasAcknowledged() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_sync_retry")).isEqualTo("off");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    @Test
    void logKeepsWhatWasAcknowledged() {
        assertThat(brokerSetting("log.flush.interval.messages")).isEqualTo("1");
    }

    @Test
    void databaseSortsAndEncodesAlikeEverywhere() throws SQLException {
        assertThat(setting("server_encoding")).isEqualTo("UTF8");
        assertThat(
                        query(
                                "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database"
                                        + " WHERE datname = current_database()"))
                .containsExactly("b C.UTF-8");
        assertThat(query("SELECT lower('ÄÖÜ')")).containsExactly("äöü");
    }

    @Test
    void databaseIsReleaseThatTheDataDirectoryIsCheckedFor() throws SQLException {
        assertThat(Integer.parseInt(setting("server_version_num")) / 10_000)
                .isEqualTo(Postgresql.MAJOR);
    }

    @Test
    void ownerIsNoSuperuserAndSuperuserIs() throws SQLException {
        String isSuperuser = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";

        assertThat(query(isSuperuser)).containsExactly("f");
        assertThat(Stored.query(engines.superuser(), isSuperuser)).containsExactly("t");
    }

    @Test
    void databaseLetsNobodyInWithoutThePassword() {
        DatabaseAccess access = engines.superuser();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> DriverManager.getConnection(access.url(), access.user(), "").close())
                .withMessageContaining("password");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () ->
                                DriverManager.getConnection(access.url(), access.user(), "wrong")
                                        .close())
                .withMessageContaining("authentication failed");
        assertThat(access.toString()).doesNotContain(access.password());
    }

    @Test
    void enginesListenOnTheLoopbackAddressOnly() throws SQLException {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Stored.query(engines.superuser(), "SHOW unix_socket_directories"))
                .containsExactly("");
        assertThat(engines.bootstrapServers()).startsWith("127.0.0.1:");
        assertThat(brokerSetting("listeners"))
                .matches("BROKER://127\\.0\\.0\\.1:[0-9]+,CONTROLLER://127\\.0\\.0\\.1:[0-9]+");
    }

    @Test
    void logOfTheDatabaseHoldsNoValueOfARow() throws Exception {
        Stored.write(engines.database(), "somebody@example.com");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Stored.write(engines.database(), "somebody@example.com"))
                .withMessageContaining("somebody@example.com");

        Path log = data.resolve("logs/postgresql.log");
        await().until(() -> Files.readString(log).contains("duplicate key"));
        assertThat(log).content().doesNotContain("somebody");
    }

    @Test
    void brokerMakesNoTopicByItself() {
        assertThat(brokerSetting("auto.create.topics.enable")).isEqualTo("false");
    }

    @Test
    void dataDirectoryIsForItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .startsWith("rwx")
                .matches("rwx--[-x]---");
        for (String entry : List.of("postgresql", "kafka", "logs")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(data.resolve(entry))))
                    .isEqualTo("rwx------");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("secrets"))))
                .isEqualTo("rw-------");
    }

    @Test
    void brokerWarnsOfNothing() throws Exception {
        assertThat(Files.readAllLines(data.resolve("logs/kafka.log")))
                .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }

    @Test
    void anEngineThatWasNotStartedCannotBeAskedFor(
            @TempDir(factory = PassableFolder.class) Path folder) {
        var settings = Shelf.settings(folder.resolve("data")).only(Engine.POSTGRESQL);
        try (Engines one = Engines.start(settings)) {
            assertThatIllegalStateException()
                    .isThrownBy(one::bootstrapServers)
                    .withMessageStartingWith("Kafka is not among the engines");
        }
    }

    @Test
    void tellsOfAnEngineThatEndedByItself(@TempDir(factory = PassableFolder.class) Path folder)
            throws Exception {
        Path other = folder.resolve("data");
        try (Engines one = Engines.start(Shelf.settings(other).only(Engine.POSTGRESQL))) {
            Path pidFile = other.resolve("postgresql/postmaster.pid");
            long server = Long.parseLong(Files.readAllLines(pidFile).getFirst());

            ProcessHandle.of(server).orElseThrow().destroyForcibly();

            assertThat(one.failure().get(30, TimeUnit.SECONDS))
                    .hasMessageStartingWith("PostgreSQL ended without being asked to")
                    .hasMessageContaining("postgresql.log");
        }
    }

    @Test
    void startsAgainOnThePortOnWhichItWasKilled(
            @TempDir(factory = PassableFolder.class) Path folder) throws Exception {
        EnginesSettings settings =
                Shelf.settings(folder.resolve("data"))
                        .only(Engine.POSTGRESQL)
                        .withPorts(Ports.choose(Engine.POSTGRESQL, 0), 0);
        Path pidFile = settings.data().resolve("postgresql/postmaster.pid");
        try (Engines one = Engines.start(settings)) {
            Stored.query(one.database(), "SELECT 1");
            long server = Long.parseLong(Files.readAllLines(pidFile).getFirst());
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
            one.failure().get(30, TimeUnit.SECONDS);
        }
        assertThat(pidFile).exists();

        try (Engines again = Engines.start(settings)) {
            assertThat(Stored.query(again.database(), "SELECT 1")).containsExactly("1");
        }
    }

    private String setting(String name) throws SQLException {
        return query("SHOW " + name).getFirst();
    }

    private List<String> query(String query) throws SQLException {
        return Stored.query(engines.database(), query);
    }

    private String brokerSetting(String name) {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = Admin.create(Stored.server(engines.bootstrapServers()))) {
            Config settings =
                    admin.describeConfigs(List.of(broker))
                            .values()
                            .values()
                            .iterator()
                            .next()
                            .get(30, TimeUnit.SECONDS);
            return settings.get(name).value();
        } catch (Exception refused) {
            throw new AssertionError(refused);
        }
    }
}
