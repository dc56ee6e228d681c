package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory with everything that the engines keep, held by one process at a time.
///
/// | entry | what |
/// |---|---|
/// | `format` | the number of this layout; its presence says that the directory is ours |
/// | `lock` | locked by the process that uses the directory; says which one that is |
/// | `secrets` | the passwords |
/// | `postgresql/` | PostgreSQL's own; belongs to the [ServerUser] |
/// | `kafka/` | Kafka's own |
/// | `logs/` | what the engines say |
/// | `binaries/` | unless the settings name another place: PostgreSQL's programs |
final class DataDirectory implements AutoCloseable {
    /// Number of the layout. A change that an older ProX would misread takes the next one.
    static final int FORMAT = 1;

    /// Name of the file that holds it.
    static final String FORMAT_FILE = "format";

    /// Name of PostgreSQL's directory.
    static final String POSTGRESQL = "postgresql";

    /// What is made anew at each start, or belongs to the machine; only the rest needs a backup.
    static final Set<String> PASSING =
            Set.of("lock", "logs", "binaries", "kafka.properties", "kafka.format.properties");

    /// Space to start with, in bytes: both engines and the binaries, freshly made, take about half.
    private static final long SPACE_NEEDED = 256L << 20;

    /// Characters that mean something else in what the engines read: pg_ctl passes paths through a
    /// shell, and Kafka takes a list of directories.
    private static final Pattern MISREAD = Pattern.compile("[\"$`\\\\,\\p{Cntrl}]");

    private static final Set<String> OWN_WITHOUT_FORMAT = Set.of("lock", "format.part");

    /// The directories that this process holds. A lock of POSIX belongs to a process, and closing
    /// any channel to the file gives it up: a second attempt must not even open it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the directory if it is missing, and takes hold of it until [#close].
    ///
    /// @throws EnginesException if it is in use, not ours, of a newer ProX, or cannot be written
    static DataDirectory open(Path wanted, ServerUser user) {
        Path path = wanted.toAbsolutePath().normalize();
        requireReadableName("data directory", path);
        try {
            make(path);
            path = path.toRealPath();
            requireOurs(path);
            requireSpace(path, SPACE_NEEDED);
            var directory =
                    new DataDirectory(
                            path, lock(path, "stop that one, or choose another directory"));
            try {
                directory.prepare(user);
            } catch (IOException | RuntimeException refused) {
                directory.close();
                throw refused;
            }
            return directory;
        } catch (IOException refused) {
            throw new EnginesException(
                    "The data directory %s cannot be used (%s); give ProX the right to write there, or choose another directory"
                            .formatted(path, reason(refused)),
                    refused);
        }
    }

    /// Takes hold of a directory that is there, and changes nothing in it.
    ///
    /// @throws EnginesException if it is in use, not ours, or of a newer ProX
    static DataDirectory hold(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        requireFormat(path);
        try {
            path = path.toRealPath();
            var directory =
                    new DataDirectory(
                            path,
                            lock(
                                    path,
                                    "stop that one first: a backup is made while nothing changes"));
            try {
                directory.requireKnownFormat();
            } catch (IOException | RuntimeException refused) {
                directory.close();
                throw refused;
            }
            return directory;
        } catch (IOException refused) {
            throw new EnginesException(
                    "The data directory %s cannot be read (%s); run this as the user that ProX runs as"
                            .formatted(path, reason(refused)),
                    refused);
        }
    }

    /// @throws EnginesException if a directory is not ours
    static void requireFormat(Path path) {
        if (!Files.exists(path.resolve(FORMAT_FILE))) {
            throw new EnginesException(
                    "The directory %s holds no data of ProX: there is no file named format in it; name the directory that ProX was started with"
                            .formatted(path));
        }
    }

    Path path() {
        return path;
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    Path postgresql() {
        return path.resolve(POSTGRESQL);
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path logs() {
        return path.resolve("logs");
    }

    /// Lets go of it. The lock file stays: who deletes it may delete the one that another process
    /// has just locked.
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            HELD.remove(path);
        }
    }

    /// @throws EnginesException if there is less on the disk of a directory
    static void requireSpace(Path directory, long bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new EnginesException(
                    "The disk of the data directory %s is full: %d MB are free and %d MB are needed; make room, or choose another directory"
                            .formatted(directory, free >> 20, bytes >> 20));
        }
    }

    /// Makes it, unless it is there.
    ///
    /// @throws EnginesException if it is a file
    static void make(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.exists(path)) {
            throw new EnginesException(
                    "The data directory %s is a file; choose another name".formatted(path));
        }
        Path above = path.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        Directories.makePrivate(path);
    }

    /// @throws EnginesException if the engines would take the name for another
    static void requireReadableName(String subject, Path path) {
        if (MISREAD.matcher(path.toString()).find()) {
            throw new EnginesException(
                    "The %s %s has a character in its name that the engines would misread (one of \" $ ` \\ , or a control character); choose another name"
                            .formatted(subject, path));
        }
    }

    private static void requireOurs(Path path) throws IOException {
        if (Files.exists(path.resolve(FORMAT_FILE))) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            entries.filter(entry -> !OWN_WITHOUT_FORMAT.contains(entry.getFileName().toString()))
                    .findFirst()
                    .ifPresent(
                            entry -> {
                                throw new EnginesException(
                                        "The data directory %s is not one of ProX: it holds %s and no file named format; choose an empty or a new directory"
                                                .formatted(path, entry.getFileName()));
                            });
        }
    }

    private void prepare(ServerUser user) throws IOException {
        if (Files.exists(format())) {
            requireKnownFormat();
        } else {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            WholeFile.write(format(), (FORMAT + "\n").getBytes(UTF_8));
        }
        user.letThrough(path);
        Directories.makePrivate(logs());
    }

    private Path format() {
        return path.resolve(FORMAT_FILE);
    }

    private void requireKnownFormat() throws IOException {
        String text = Files.readString(format(), UTF_8).strip();
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new EnginesException(
                    "The data directory %s is damaged: its file format holds \"%s\" where a number belongs; bring it back from a backup"
                            .formatted(path, text));
        }
        int format = Integer.parseInt(text);
        if (format > FORMAT) {
            throw new EnginesException(
                    "The data directory %s was written by a newer ProX (format %d, this one knows %d); start that one, or choose another directory"
                            .formatted(path, format, FORMAT));
        }
    }

    /// @param remedy what to do where another process has it
    private static FileChannel lock(Path path, String remedy) throws IOException {
        if (!HELD.add(path)) {
            throw new EnginesException(
                    "The data directory %s is in use by this very process; close the engines that use it first"
                            .formatted(path));
        }
        @Nullable FileChannel locked = null;
        try {
            locked = tryLock(path.resolve("lock"));
            if (locked == null) {
                throw new EnginesException(
                        "The data directory %s is in use by %s; %s"
                                .formatted(
                                        path,
                                        Files.readString(path.resolve("lock")).strip(),
                                        remedy));
            }
            return locked;
        } finally {
            if (locked == null) {
                HELD.remove(path);
            }
        }
    }

    /// Locks the file, which is made if it is missing, and writes into it who we are.
    ///
    /// @return the channel that holds the lock until it is closed; null if another process holds it
    private static @Nullable FileChannel tryLock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
            if (!held) {
                return null;
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(us().getBytes(UTF_8)));
            return channel;
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static String us() {
        ProcessHandle process = ProcessHandle.current();
        String since = process.info().startInstant().map(Object::toString).orElse("unknown");
        return "process %d, started %s\n".formatted(process.pid(), since);
    }

    /// The JDK names only the file when access is denied or something is missing.
    static String reason(IOException refused) {
        return refused.getClass().getSimpleName().replace("Exception", "")
                + ": "
                + refused.getMessage();
    }
}
