package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Engines that cannot start say what is wrong, where, and how to mend it.
class RefusalTest {
    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    private Path data = Path.of("");

    @BeforeEach
    void choose() {
        data = folder.resolve("data");
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertRefused(Shelf.settings(data).only(Engine.POSTGRESQL).withPorts(port, 0))
                    .withMessageStartingWith(
                            "PostgreSQL cannot listen on port %d of 127.0.0.1", port)
                    .withMessageContaining("choose another port");
            assertRefused(Shelf.settings(data).only(Engine.KAFKA).withPorts(0, port))
                    .withMessageStartingWith("Kafka cannot listen on port %d of 127.0.0.1", port);
        }
    }

    @Test
    void whenOneEngineCannotStartNoneIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertRefused(Shelf.settings(data).withPorts(0, taken.getLocalPort()))
                    .withMessageStartingWith("Kafka cannot listen");
        }

        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
        DataDirectory.open(data, ServerUser.find()).close();
    }

    @Test
    void aPortThatIsFreeIsTheOneThatIsListenedOn() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        try (Engines engines =
                Engines.start(Shelf.settings(data).only(Engine.POSTGRESQL).withPorts(port, 0))) {
            assertThat(engines.database().url())
                    .isEqualTo("jdbc:postgresql://127.0.0.1:%d/prox".formatted(port));
        }
    }

    @Test
    void aDamagedDatabase() throws Exception {
        EnginesSettings settings = Shelf.settings(data).only(Engine.POSTGRESQL);
        Engines.start(settings).close();
        Files.write(data.resolve("postgresql/global/pg_control"), new byte[8192]);

        assertRefused(settings)
                .withMessageStartingWith("PostgreSQL did not start in " + data)
                .withMessageContaining("postgresql.log")
                .withMessageContaining("PG_CONTROL_VERSION 0");
    }

    @Test
    void aDamagedLog() throws Exception {
        EnginesSettings settings = Shelf.settings(data).only(Engine.KAFKA);
        Engines.start(settings).close();
        Files.writeString(data.resolve("kafka/meta.properties"), "version=7\n");

        assertRefused(settings)
                .withMessageStartingWith("Kafka did not start in " + data)
                .withMessageContaining("kafka.log")
                .withMessageContaining("meta.properties");
    }

    @Test
    void aDatabaseOfAnotherRelease() throws Exception {
        EnginesSettings settings = Shelf.settings(data).only(Engine.POSTGRESQL);
        Engines.start(settings).close();
        Files.writeString(data.resolve("postgresql/PG_VERSION"), "17\n");

        assertRefused(settings)
                .withMessageContaining("is of PostgreSQL 17 and this ProX brings 18")
                .withMessageContaining("pg_dump");
    }

    @Test
    void lostOrForeignPasswords() throws Exception {
        EnginesSettings settings = Shelf.settings(data).only(Engine.POSTGRESQL);
        Engines.start(settings).close();
        Path secrets = data.resolve("secrets");

        Files.writeString(secrets, "postgresql.superuser=other\npostgresql.owner=other\n");
        assertRefused(settings).withMessageContaining("does not know the password");
        Files.writeString(secrets, "postgresql.superuser=\n");
        assertRefused(settings).withMessageContaining("no proper postgresql.superuser");
        Files.delete(secrets);
        assertRefused(settings)
                .withMessageStartingWith("The file of passwords " + secrets)
                .withMessageContaining("is missing");
    }

    @Test
    void aFolderOfSomebodyElse() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("letter.txt"), "Dear");

        assertRefused(Shelf.settings(data))
                .withMessageContaining("is not one of ProX: it holds letter.txt")
                .withMessageContaining(data.toString());
        assertThat(data).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void aDirectoryOfANewerProxOrADamagedOne() throws Exception {
        DataDirectory.open(data, ServerUser.find()).close();

        Files.writeString(data.resolve("format"), DataDirectory.FORMAT + 1 + "\n", UTF_8);
        assertRefused(Shelf.settings(data))
                .withMessageContaining("was written by a newer ProX (format 2, this one knows 1)");
        Files.writeString(data.resolve("format"), "one", UTF_8);
        assertRefused(Shelf.settings(data))
                .withMessageContaining("its file format holds \"one\" where a number belongs");
    }

    @Test
    void aFileInsteadOfADirectory() throws Exception {
        Files.writeString(data, "");

        assertRefused(Shelf.settings(data)).withMessageContaining("is a file");
        assertRefused(Shelf.settings(data.resolve("below")))
                .withMessageContaining("cannot be used (")
                .withMessageContaining("choose another directory");
    }

    @Test
    void aDirectoryThatMayNotBeWritten() throws Exception {
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(data)).as("root may write everywhere").isFalse();

        assertRefused(Shelf.settings(data)).withMessageContaining("the right to write there");
    }

    @Test
    void aNameThatTheEnginesWouldMisread() {
        assertRefused(Shelf.settings(folder.resolve("a,b")))
                .withMessageContaining("a character in its name");
        assertRefused(Shelf.settings(folder.resolve("$(id)")))
                .withMessageContaining("a character in its name");
    }

    @Test
    void aDirectoryThatThisProcessUsesAlready() {
        DataDirectory held = DataDirectory.open(data, ServerUser.find());

        assertRefused(Shelf.settings(data)).withMessageContaining("in use by this very process");
        held.close();

        DataDirectory.open(data, ServerUser.find()).close();
    }

    @Test
    void aDiskThatIsFull() {
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> DataDirectory.requireSpace(folder, Long.MAX_VALUE))
                .withMessageStartingWith("The disk of the data directory " + folder + " is full")
                .withMessageContaining("make room");
    }

    @Test
    void aPlaceThatTheDatabaseMayNotEnterWhenRootStartsIt() throws Exception {
        assumeThat(ServerUser.find().isOther()).as("started by root").isTrue();
        Path hidden = Files.createDirectory(folder.resolve("hidden"));
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));

        assertRefused(Shelf.settings(hidden.resolve("data")).only(Engine.POSTGRESQL))
                .withMessageContaining("the user nobody, who may not pass through " + hidden);
    }

    private static ThrowableAssertAlternative<EnginesException> assertRefused(
            EnginesSettings settings) {
        return assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Engines.start(settings).close());
    }
}
