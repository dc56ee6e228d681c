package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// What a data directory keeps, in one file: a tar archive, compressed with gzip.
///
/// | entry | what |
/// |---|---|
/// | `prox-backup.properties` | the first: what this file is, and the notes of who made it |
/// | `data/` | the files of the data directory, with their permissions |
/// | `SHA256SUMS` | the last: a checksum of each file, as `sha256sum -c` reads it |
///
/// Owners are not kept: what belongs to the server's user on the machine of the backup belongs to
/// that of the other machine after it was restored. PostgreSQL's files are those of one major
/// release, which the head names.
public final class Backup {
    /// Number of this form. A change that an older ProX would misread takes the next one.
    static final int FORMAT = 1;

    static final String HEAD = "prox-backup.properties";
    static final String SUMS = "SHA256SUMS";
    static final String DATA = "data/";

    /// Of the head: [#FORMAT], [DataDirectory#FORMAT], [Postgresql#MAJOR], and the bytes that the
    /// files take when they are unpacked.
    static final String FORMAT_KEY = "format";

    static final String DATA_FORMAT_KEY = "data-format";
    static final String POSTGRESQL_KEY = "postgresql";
    static final String BYTES_KEY = "bytes";
    static final String NOTE = "note.";

    private static final String UNPACKING = "restore.part";
    private static final int MOST_OF_A_HEAD = 1 << 16;
    private static final int BUFFER = 1 << 16;
    private static final String SUM_LINE = "[0-9a-f]{64}  .+";
    private static final int SUM_LENGTH = 64;

    private final Path file;
    private final Properties head;

    private Backup(Path file, Properties head) {
        this.file = file;
        this.head = head;
    }

    /// @throws EnginesException if a directory holds no data of engines
    public static void requireData(Path data) {
        DataDirectory.requireFormat(data);
    }

    /// Makes a backup of a data directory that nobody uses.
    ///
    /// @param file to be made, which only its owner can read; it appears when it is whole
    /// @param notes for whoever opens it, by name
    /// @param apart entries of the data directory that are left out
    /// @throws EnginesException if there is no data, it is in use, or the file cannot be written
    public static void write(Path data, Path file, Map<String, String> notes, Set<String> apart) {
        new BackupWriter(file, notes, apart).write(data);
    }

    /// Reads the head of a backup.
    ///
    /// @throws EnginesException if it is none, damaged, of a newer ProX or of another PostgreSQL
    public static Backup open(Path file) {
        try (InputStream raw = Files.newInputStream(file)) {
            var entries = new TarArchiveInputStream(new GZIPInputStream(raw, BUFFER));
            TarArchiveEntry first = entries.getNextEntry();
            if (first == null || !first.getName().equals(HEAD)) {
                throw isNone(file, null);
            }
            var head = new Properties();
            head.load(new StringReader(new String(entries.readNBytes(MOST_OF_A_HEAD), UTF_8)));
            var backup = new Backup(file, head);
            backup.requireReadable();
            return backup;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw isNone(file, unreadable);
        }
    }

    private static EnginesException isNone(Path file, @Nullable Exception why) {
        return new EnginesException(
                "The file %s is no backup of ProX, or its beginning is damaged; name a file that 'prox backup' wrote, or another copy"
                        .formatted(file),
                why);
    }

    private void requireReadable() {
        if (number(FORMAT_KEY) > FORMAT || number(DATA_FORMAT_KEY) > DataDirectory.FORMAT) {
            throw new EnginesException(
                    "The backup %s was written by a newer ProX (format %d of data %d, this one knows %d of %d); restore it with that one"
                            .formatted(
                                    file,
                                    number(FORMAT_KEY),
                                    number(DATA_FORMAT_KEY),
                                    FORMAT,
                                    DataDirectory.FORMAT));
        }
        if (number(POSTGRESQL_KEY) != Postgresql.MAJOR) {
            throw new EnginesException(
                    "The backup %s is of PostgreSQL %d and this ProX brings %d; restore it with the ProX that made it"
                            .formatted(file, number(POSTGRESQL_KEY), Postgresql.MAJOR));
        }
    }

    /// What was noted when the backup was made, by name.
    public Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        for (String key : head.stringPropertyNames()) {
            if (key.startsWith(NOTE)) {
                notes.put(key.substring(NOTE.length()), head.getProperty(key));
            }
        }
        return notes;
    }

    /// Reads all of it and compares the checksums.
    ///
    /// @throws EnginesException if it is damaged
    public void verify() {
        try {
            read(
                    (entry, content) -> {
                        if (!entry.getName().startsWith(DATA) && !entry.getName().equals(HEAD)) {
                            throw new IOException("it holds " + entry.getName());
                        }
                    });
        } catch (IOException | IllegalArgumentException unreadable) {
            throw damaged(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    /// Unpacks it into a data directory that is empty, or not there. [#verify] comes first.
    ///
    /// @param apart files that are no part of the backup, by their path in the data directory; only
    ///   their owner can read them
    /// @throws EnginesException if the directory holds something or cannot be written; then it is
    ///   left as it was
    public void restore(Path wanted, Map<String, byte[]> apart) {
        Path data = wanted.toAbsolutePath().normalize();
        DataDirectory.requireReadableName("data directory", data);
        ServerUser user = ServerUser.find();
        boolean made = false;
        try {
            requireEmpty(data);
            made = !Files.exists(data);
            DataDirectory.make(data);
            Path part = data.resolve(UNPACKING);
            Directories.makePrivate(part);
            try {
                DataDirectory.requireSpace(data, number(BYTES_KEY));
                read((entry, content) -> unpack(entry, content, part, user));
                for (Map.Entry<String, byte[]> other : apart.entrySet()) {
                    Path place = part.resolve(other.getKey());
                    Directories.makePrivate(requireNonNull(place.getParent(), "folder"));
                    WholeFile.write(place, other.getValue());
                }
                // else a power cut could leave names and empty files behind them
                Command.run("Writing the data to the disk", List.of("sync"));
                moveUp(part, data);
            } finally {
                Directories.delete(part);
                if (made) {
                    deleteIfEmpty(data);
                }
            }
        } catch (IOException refused) {
            throw new EnginesException(
                    "The backup cannot be restored to the data directory %s (%s); give ProX the right to write there, or choose another directory"
                            .formatted(data, DataDirectory.reason(refused)),
                    refused);
        }
    }

    /// @throws EnginesException if there is something in a directory
    public static void requireEmpty(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            entries.findFirst()
                    .ifPresent(
                            entry -> {
                                throw new EnginesException(
                                        "The data directory %s is not empty: it holds %s; a backup is restored to an empty or a new directory, so choose another one, or move what is there away"
                                                .formatted(data, entry.getFileName()));
                            });
        }
    }

    /// The file `format` comes last: without it the directory is not taken for one of ProX.
    private static void moveUp(Path part, Path data) throws IOException {
        Path last = part.resolve(DataDirectory.FORMAT_FILE);
        List<Path> others;
        try (Stream<Path> entries = Files.list(part)) {
            others = entries.filter(entry -> !entry.equals(last)).toList();
        }
        for (Path entry : others) {
            Files.move(entry, data.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(last, data.resolve(last.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteIfEmpty(Path data) throws IOException {
        try {
            Files.delete(data);
        } catch (DirectoryNotEmptyException restored) {
            // as it should be
        }
    }

    private static void unpack(
            TarArchiveEntry entry, InputStream content, Path part, ServerUser user)
            throws IOException {
        String name = entry.getName();
        if (!name.startsWith(DATA)) {
            return;
        }
        Path path = part.resolve(name.substring(DATA.length())).normalize();
        if (!path.startsWith(part)) {
            throw new IOException("entry leads out of the directory: " + name);
        }
        if (entry.isDirectory()) {
            Directories.makePrivate(path);
        } else {
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            Files.createFile(path, ownerOnly);
            try (OutputStream to = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                content.transferTo(to);
            }
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        if (path.startsWith(part.resolve(DataDirectory.POSTGRESQL))) {
            user.own(path);
        }
    }

    /// The permissions in the lowest nine bits of a mode, the owner's highest.
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode >> (all.length - 1 - bit) & 1) == 1) {
                permissions.add(all[bit]);
            }
        }
        return permissions;
    }

    /// What is done with an entry: a file, whose content is there to be read, or a directory.
    private interface Sink {
        void take(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    /// Goes through all entries, and compares the checksums at the end.
    private void read(Sink sink) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> stated = Map.of();
        try (InputStream raw = Files.newInputStream(file);
                var unpacked = new GZIPInputStream(raw, BUFFER)) {
            var entries = new TarArchiveInputStream(unpacked);
            TarArchiveEntry entry = entries.getNextEntry();
            while (entry != null) {
                if (entry.getName().equals(SUMS)) {
                    stated = sums(new String(entries.readAllBytes(), UTF_8));
                } else if (entry.isDirectory()) {
                    sink.take(entry, InputStream.nullInputStream());
                } else {
                    var digest = sha256();
                    var content = new DigestInputStream(entries, digest);
                    sink.take(entry, content);
                    content.transferTo(OutputStream.nullOutputStream()); // what was not taken
                    found.put(entry.getName(), HexFormat.of().formatHex(digest.digest()));
                }
                entry = entries.getNextEntry();
            }
            // gzip keeps a checksum of its own at the very end
            unpacked.transferTo(OutputStream.nullOutputStream());
        }
        if (stated.isEmpty()) {
            throw damaged("it ends before the list of its checksums", null);
        }
        for (Map.Entry<String, String> each : stated.entrySet()) {
            if (!each.getValue().equals(found.remove(each.getKey()))) {
                throw damaged(each.getKey() + " is not what it was", null);
            }
        }
        if (!found.isEmpty()) {
            throw damaged("it holds more than its list of checksums", null);
        }
    }

    private static Map<String, String> sums(String lines) throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (String line : lines.lines().toList()) {
            if (!line.matches(SUM_LINE)) {
                throw new IOException("its list of checksums cannot be read");
            }
            sums.put(line.substring(SUM_LENGTH + 2), line.substring(0, SUM_LENGTH));
        }
        return sums;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long number(String key) {
        String text = head.getProperty(key, "");
        if (!text.matches("[0-9]{1,18}")) {
            throw isNone(file, null);
        }
        return Long.parseLong(text);
    }

    private EnginesException damaged(String how, @Nullable Exception cause) {
        return new EnginesException(
                "The backup %s is damaged (%s); nothing was restored: take another copy of it, or an earlier backup"
                        .formatted(file, how),
                cause);
    }
}
