package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backup of a real database gives the same database elsewhere, or says why not.
class BackupTest {
    private static final Map<String, byte[]> KEY =
            Map.of("keys/master.key", "the key".getBytes(UTF_8));

    @TempDir(factory = PassableFolder.class)
    static Path folder = Path.of("");

    private static Path data = Path.of("");
    private static Path file = Path.of("");

    /// Made once, as the tests only read it.
    @BeforeAll
    static void makeABackup() throws Exception {
        data = folder.resolve("data");
        file = folder.resolve("a.tar.gz");
        try (Engines engines = Engines.start(Shelf.settings(data).only(Engine.POSTGRESQL));
                Connection connection = Postgresql.connect(engines.database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE word AS SELECT 'Lisbon' AS text");
        }
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/master.key"), "the key");
        Files.createDirectories(data.resolve("demo"));
        Files.writeString(data.resolve("demo/note"), "kept");
        Files.writeString(data.resolve("binaries.part"), "not kept");
        Files.writeString(data.resolve("postgresql/postmaster.pid"), "1\n");
        Backup.write(data, file, Map.of("made", "today"), Set.of("keys"));
        Files.delete(data.resolve("postgresql/postmaster.pid"));
    }

    @Test
    void givesTheSameDatabaseElsewhereWithTheSameRights() throws Exception {
        Path elsewhere = folder.resolve("far/away");

        Backup backup = Backup.open(file);
        backup.verify();
        backup.restore(elsewhere, KEY);

        Map<String, String> restored = content(elsewhere);
        assertThat(restored).containsKeys("postgresql/PG_VERSION", "keys/master.key", "secrets");
        Map<String, String> original = content(data);
        original.keySet()
                .removeIf(
                        name ->
                                name.startsWith("logs")
                                        || name.equals("lock")
                                        || name.equals("binaries.part")
                                        || name.startsWith("keys"));
        restored.keySet().removeIf(name -> name.startsWith("keys"));
        assertThat(restored).isEqualTo(original);
        try (Engines engines = Engines.start(Shelf.settings(elsewhere).only(Engine.POSTGRESQL));
                Connection connection = Postgresql.connect(engines.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM word")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Lisbon");
        }
    }

    @Test
    void holdsNothingThatIsApartAndCanBeReadByItsOwnerOnly() throws Exception {
        Path elsewhere = folder.resolve("without");

        Backup backup = Backup.open(file);
        backup.restore(elsewhere, Map.of());

        assertThat(backup.notes()).containsExactly(Map.entry("made", "today"));
        assertThat(elsewhere.resolve("keys")).doesNotExist();
        assertThat(elsewhere.resolve("demo/note")).hasContent("kept");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("a.tar.gz.part")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0003, 0.01, 0.2, 0.5, 0.8, 0.99, 1})
    void aFlippedBitIsFoundBeforeAnythingIsWritten(double where) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int place = (int) ((bytes.length - 1) * where);
        bytes[place] ^= 4;
        Path damaged = Files.write(folder.resolve("flipped-" + where), bytes);

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(damaged).verify())
                .withMessageContaining("damaged")
                .withMessageContaining(damaged.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.3, 0.9999})
    void aBackupThatWasCutShortIsFound(double where) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Path damaged =
                Files.write(
                        folder.resolve("cut-" + where),
                        Arrays.copyOf(bytes, (int) (bytes.length * where)));

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(damaged).verify())
                .withMessageContaining("damaged");
    }

    @Test
    void aFileThatWasExchangedInsideIsFound() throws Exception {
        Path changed =
                archive(
                        "format=1\ndata-format=1\npostgresql=18\nbytes=4\n",
                        Map.of(
                                "data/format",
                                "1\n",
                                Backup.SUMS,
                                "0".repeat(64) + "  data/format\n"));

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(changed).verify())
                .withMessageContaining("data/format is not what it was");
    }

    @Test
    void anEntryThatLeadsOutOfTheDirectoryIsNotWritten() throws Exception {
        Path hostile =
                archive(
                        "format=1\ndata-format=1\npostgresql=18\nbytes=4\n",
                        Map.of("data/../../out", "x"));

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(hostile).restore(folder.resolve("in"), Map.of()))
                .withMessageContaining("leads out of the directory");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("in")).doesNotExist();
    }

    @Test
    void whatIsNoBackupOrOfANewerProxOrAnotherPostgresqlIsRefused() throws Exception {
        assertRefused(Files.writeString(folder.resolve("text"), "hello"))
                .withMessageContaining("is no backup of ProX");
        assertRefused(archive("format=2\ndata-format=1\npostgresql=18\nbytes=1\n", Map.of()))
                .withMessageContaining("was written by a newer ProX (format 2 of data 1");
        assertRefused(archive("format=1\ndata-format=2\npostgresql=18\nbytes=1\n", Map.of()))
                .withMessageContaining("was written by a newer ProX (format 1 of data 2");
        assertRefused(archive("format=1\ndata-format=1\npostgresql=17\nbytes=1\n", Map.of()))
                .withMessageContaining("is of PostgreSQL 17 and this ProX brings 18");
    }

    @Test
    void aDirectoryThatHoldsSomethingIsLeftAsItIs() throws Exception {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("letter.txt"), "Dear");

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(file).restore(full, KEY))
                .withMessageContaining("is not empty: it holds letter.txt");
        assertThat(full).isDirectoryContaining("glob:**letter.txt");
        assertThat(content(full)).hasSize(1);
    }

    @Test
    void anEmptyDirectoryWillDo() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        Backup.open(file).restore(empty, KEY);

        assertThat(empty.resolve("format")).exists();
        assertThat(empty.resolve("restore.part")).doesNotExist();
    }

    @Test
    void aDirectoryInUseIsRefusedAndOneWhoseProcessDiedIsNot() throws Exception {
        Path used = folder.resolve("used");
        Path copy = folder.resolve("copy");
        try (HostProcess host = HostProcess.start(used)) {
            try (Connection connection = Postgresql.connect(host.database());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE word AS SELECT 'Porto' AS text");
            }

            assertThatExceptionOfType(EnginesException.class)
                    .isThrownBy(() -> Backup.write(used, copy, Map.of(), Set.of()))
                    .withMessageContaining("is in use by process " + host.pid())
                    .withMessageContaining("stop that one first");
            assertThat(copy).doesNotExist();
            host.kill();
        }

        Backup.write(used, copy, Map.of(), Set.of());
        Backup.open(copy).restore(folder.resolve("recovered"), Map.of());

        try (Engines engines = Engines.start(Shelf.settings(folder.resolve("recovered")));
                Connection connection = Postgresql.connect(engines.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM word")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Porto");
        }
    }

    @Test
    void thereMustBeDataAndAPlaceOutsideOfIt() {
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(
                        () ->
                                Backup.write(
                                        folder.resolve("none"),
                                        folder.resolve("b"),
                                        Map.of(),
                                        Set.of()))
                .withMessageContaining("holds no data of ProX");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.write(data, data.resolve("b"), Map.of(), Set.of()))
                .withMessageContaining("would lie in the data directory");
    }

    @Test
    void aLinkIsNotFollowedSilently() throws Exception {
        Path linked = folder.resolve("linked");
        DataDirectory.open(linked, ServerUser.find()).close();
        Files.createSymbolicLink(linked.resolve("more"), folder);

        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(
                        () -> Backup.write(linked, folder.resolve("c"), Map.of(), Set.of("keys")))
                .withMessageContaining(linked.resolve("more").toString());
        assertThat(folder.resolve("c")).doesNotExist();
        assertThat(folder.resolve("c.part")).doesNotExist();
    }

    private static ThrowableAssertAlternative<EnginesException> assertRefused(Path backup) {
        return assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> Backup.open(backup));
    }

    /// An archive with a head, and entries in no order.
    private static Path archive(String head, Map<String, String> entries) throws IOException {
        Path made = Files.createTempFile(folder, "made", ".tar.gz");
        try (var archive =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(made)))) {
            add(archive, Backup.HEAD, head);
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                add(archive, entry.getKey(), entry.getValue());
            }
        }
        return made;
    }

    private static void add(TarArchiveOutputStream archive, String name, String text)
            throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(text.length());
        archive.putArchiveEntry(entry);
        archive.write(text.getBytes(UTF_8));
        archive.closeArchiveEntry();
    }

    /// Each path in a directory, with owner, permissions, and what a file holds.
    private static Map<String, String> content(Path directory) throws Exception {
        Map<String, String> content = new TreeMap<>();
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes ignored)
                            throws IOException {
                        note(path, HexFormat.of().formatHex(sum(path)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes ignored)
                            throws IOException {
                        if (!path.equals(directory)) {
                            note(path, "");
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private void note(Path path, String sum) throws IOException {
                        var attributes =
                                Files.readAttributes(
                                        path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                        content.put(
                                directory.relativize(path).toString(),
                                attributes.owner().getName()
                                        + PosixFilePermissions.toString(attributes.permissions())
                                        + sum);
                    }
                });
        return content;
    }

    private static byte[] sum(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Files.copy(file, bytes);
        return Backup.sha256().digest(bytes.toByteArray());
    }
}
