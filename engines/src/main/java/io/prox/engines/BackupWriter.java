package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes the file that [Backup] reads.
final class BackupWriter {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Map<String, String> notes;
    private final Set<String> left;
    private final StringBuilder sums = new StringBuilder();

    /// @param apart entries of the data directory that are left out
    BackupWriter(Path file, Map<String, String> notes, Set<String> apart) {
        this.file = file.toAbsolutePath().normalize();
        this.notes = Map.copyOf(notes);
        this.left = new HashSet<>(DataDirectory.PASSING);
        this.left.addAll(apart);
    }

    void write(Path data) {
        try (DataDirectory held = DataDirectory.hold(data)) {
            Kafka.endLeft(held.kafka());
            Postgresql.endLeft(held.postgresql());
            requireOutside(held.path());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            try {
                fill(part, held.path());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The backup was interrupted", stopped);
        } catch (IOException refused) {
            throw new EnginesException(
                    "The backup %s of the data directory %s cannot be written (%s); make room there, or choose another place"
                            .formatted(file, data, DataDirectory.reason(refused)),
                    refused);
        }
    }

    private void requireOutside(Path data) throws IOException {
        Path folder = file.getParent();
        if (folder != null && folder.toRealPath().startsWith(data)) {
            throw new EnginesException(
                    "The backup %s would lie in the data directory that it is made of; choose a place outside of %s"
                            .formatted(file, data));
        }
    }

    private void fill(Path part, Path data) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        List<Path> paths = paths(data);
        Files.createFile(part, ownerOnly);
        try (OutputStream to = Files.newOutputStream(part, StandardOpenOption.WRITE);
                var zipped = new GZIPOutputStream(to, BUFFER);
                var archive =
                        new TarArchiveOutputStream(new BufferedOutputStream(zipped, BUFFER))) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(archive, Backup.HEAD, head(paths));
            for (Path path : paths) {
                add(archive, path, Backup.DATA + data.relativize(path));
            }
            add(archive, Backup.SUMS, sums.toString());
        }
        try (var written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    /// All that is kept, a directory before what is in it.
    private List<Path> paths(Path data) throws IOException {
        List<Path> kept = new ArrayList<>();
        try (Stream<Path> entries = Files.list(data)) {
            for (Path entry : entries.sorted().toList()) {
                if (!isLeft(entry)) {
                    try (Stream<Path> below = Files.walk(entry)) {
                        below.sorted().forEach(kept::add);
                    }
                }
            }
        }
        // names a process of this machine; where the server died it is there
        kept.remove(data.resolve(DataDirectory.POSTGRESQL).resolve("postmaster.pid"));
        return kept;
    }

    private boolean isLeft(Path entry) {
        String name = entry.getFileName().toString();
        return left.contains(name) || name.endsWith(".part");
    }

    private String head(List<Path> paths) throws IOException {
        long bytes = 0;
        for (Path path : paths) {
            bytes += Files.size(path);
        }
        Map<String, String> lines = new TreeMap<>();
        lines.put(Backup.FORMAT_KEY, Integer.toString(Backup.FORMAT));
        lines.put(Backup.DATA_FORMAT_KEY, Integer.toString(DataDirectory.FORMAT));
        lines.put(Backup.POSTGRESQL_KEY, Integer.toString(Postgresql.MAJOR));
        lines.put(Backup.BYTES_KEY, Long.toString(bytes));
        notes.forEach((name, note) -> lines.put(Backup.NOTE + name, note));
        var text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    private void add(TarArchiveOutputStream archive, String name, String text) throws IOException {
        byte[] content = text.getBytes(UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
        note(name, Backup.sha256().digest(content));
    }

    private void add(TarArchiveOutputStream archive, Path path, String name) throws IOException {
        var attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory() && !attributes.isRegularFile()) {
            throw new EnginesException(
                    "The data directory holds %s, which is neither a file nor a directory, so that a backup would not hold what it leads to; put the files themselves there"
                            .formatted(path));
        }
        var entry = new TarArchiveEntry(attributes.isDirectory() ? name + "/" : name);
        entry.setMode((entry.getMode() & ~0777) | mode(attributes.permissions()));
        entry.setLastModifiedTime(attributes.lastModifiedTime());
        entry.setSize(attributes.isDirectory() ? 0 : attributes.size());
        archive.putArchiveEntry(entry);
        if (attributes.isRegularFile()) {
            MessageDigest digest = Backup.sha256();
            try (InputStream content = new DigestInputStream(Files.newInputStream(path), digest)) {
                content.transferTo(archive);
            }
            note(name, digest.digest());
        }
        archive.closeArchiveEntry();
    }

    private void note(String name, byte[] sum) {
        sums.append(HexFormat.of().formatHex(sum)).append("  ").append(name).append('\n');
    }

    /// The lowest nine bits of a mode, the owner's highest.
    private static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission each : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(each) ? 1 : 0);
        }
        return mode;
    }
}
