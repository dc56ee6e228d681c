package io.prox.engines.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.engines.Engine;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The folder of test engines in the temporary directory, one for each user of the machine.
///
/// | entry | what |
/// |---|---|
/// | `binaries/` | PostgreSQL's programs, unpacked once |
/// | `template-LAYOUT/` | a data directory after the first start of PostgreSQL, to be copied |
/// | `run-PROCESS/` | the data of a JVM, deleted at its end; if it was killed, by a later one |
final class TestFolder {
    private static final String RUN = "run-";

    private final Path home;

    private TestFolder(Path home) {
        this.home = home;
    }

    /// Starts an engine in a new data directory, which goes when this JVM ends.
    static Engines start(Engine engine) {
        try {
            var folder = new TestFolder(home());
            folder.deleteLeftRuns();
            return folder.run(engine);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Engines run(Engine engine) throws IOException {
        Path run = Files.createDirectories(home.resolve(RUN + ProcessHandle.current().pid()));
        Path data = run.resolve(engine.name().toLowerCase(Locale.ROOT));
        if (engine == Engine.POSTGRESQL) {
            copy(template(run), data);
        }
        Engines engines = Engines.start(settings(data, engine));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> end(engines, data, run), "end-" + engine));
        return engines;
    }

    private static void end(Engines engines, Path data, Path run) {
        engines.close();
        delete(data);
        try {
            Files.deleteIfExists(run);
        } catch (IOException inUse) {
            // by another engine, which deletes it later
        }
    }

    /// PostgreSQL takes more time to make its directory than to start in it.
    private Path template(Path run) throws IOException {
        Path template = home.resolve("template-" + Engines.LAYOUT);
        if (!Files.exists(template)) {
            Path made = run.resolve("template");
            Engines.start(settings(made, Engine.POSTGRESQL)).close();
            try {
                Files.move(made, template, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException anotherWasQuicker) {
                if (!Files.exists(template)) {
                    throw anotherWasQuicker;
                }
                delete(made);
            }
        }
        return template;
    }

    private EnginesSettings settings(Path data, Engine engine) {
        return EnginesSettings.in(data)
                .withBinaries(home.resolve("binaries"))
                .only(engine)
                .withoutDurability();
    }

    private void deleteLeftRuns() throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            entries.filter(TestFolder::isLeft).forEach(TestFolder::delete);
        }
    }

    private static boolean isLeft(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(RUN)
                && ProcessHandle.of(Long.parseLong(name.substring(RUN.length()))).isEmpty();
    }

    /// Others may write to the temporary directory too; what they put there we must not run.
    private static Path home() throws IOException {
        String user = System.getProperty("user.name");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        Path home = temporary.resolve("prox-test-engines-" + user);
        try {
            Files.createDirectory(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (FileAlreadyExistsException fromBefore) {
            String owner = Files.getOwner(home).getName();
            if (!owner.equals(user)) {
                throw new IllegalStateException(
                        "%s belongs to %s; delete it".formatted(home, owner));
            }
        }
        return home;
    }

    /// With owners and permissions, which `cp` knows best, and fast.
    private static void copy(Path from, Path to) throws IOException {
        run(List.of("cp", "-Rp", from.toString(), to.toString()));
    }

    private static void delete(Path directory) {
        try {
            run(List.of("rm", "-rf", directory.toString()));
        } catch (IOException stillInUse) {
            // by the engines of a JVM that was just killed; a later run deletes it
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", stopped);
        }
    }
}
