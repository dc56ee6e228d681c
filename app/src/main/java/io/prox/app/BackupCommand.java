package io.prox.app;

import io.prox.app.running.Installation;
import io.prox.engines.Backup;
import io.prox.platform.Version;
import io.prox.platform.sealing.MasterKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prox backup`: all that an installation keeps in one file, and its master key in another.
@Command(
        name = "backup",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Writes all that prox up keeps into one file, and the master key, without which nothing"
                    + " that is sealed in it can be read, into another. ProX must not be running.",
            ""
        },
        footer = {"", "Example: prox backup /mnt/backups --data /var/lib/prox"})
final class BackupCommand implements Callable<Integer> {
    /// Name of the note by which a backup knows its master key.
    static final String KEY_MARK = "master-key-mark";

    /// Name of the note that says when a backup was made.
    static final String MADE = "made";

    private static final DateTimeFormatter IN_A_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    @Parameters(
            paramLabel = "DIR_OR_FILE",
            description = "the file to write, or a folder for one that is named after the time")
    private Path place = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where everything is kept (prox-data)")
    private Path data = Path.of(UpCommand.DATA);

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "where the master key goes (beside the backup, with .keys at the end)")
    private Optional<Path> keys = Optional.empty();

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    BackupCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path source = data.toAbsolutePath().normalize();
        Path file = file(now);
        Path keyFile =
                keys.map(named -> named.toAbsolutePath().normalize())
                        .orElseGet(() -> file.resolveSibling(file.getFileName() + ".keys"));
        requireNew("the backup", file);
        requireNew("the master key", keyFile);
        if (keyFile.equals(file)) {
            throw new UserMistake("--keys: the master key needs a file of its own");
        }
        Backup.requireData(source);
        Path masterKey = source.resolve(Installation.MASTER_KEY);
        if (!Files.exists(masterKey)) {
            throw new UserMistake(
                    "the master key %s is missing, and without it a backup could not be read; put it back from where you keep it"
                            .formatted(masterKey));
        }
        Map<String, String> notes =
                Map.ofEntries(
                        Map.entry(KEY_MARK, MasterKey.read(masterKey).mark()),
                        Map.entry(MADE, now.toString()),
                        Map.entry("version", Version.current()));
        err.println("prox: reading " + source);
        MasterKey.copy(masterKey, keyFile);
        boolean written = false;
        try {
            Backup.write(source, file, notes, Set.of(Installation.KEYS));
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(keyFile);
            }
        }
        out.println("Backup:     " + file);
        out.println("Master key: " + keyFile);
        err.println(
                "prox: restoring needs both files. Keep the master key away from the backup: who has both can read everything.");
        return 0;
    }

    private Path file(Instant now) {
        Path named = place.toAbsolutePath().normalize();
        return Files.isDirectory(named)
                ? named.resolve("prox-" + IN_A_NAME.format(now) + ".tar.gz")
                : named;
    }

    private static void requireNew(String what, Path file) {
        if (Files.exists(file)) {
            throw new UserMistake(
                    "%s exists; choose another name for %s, or move it away".formatted(file, what));
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserMistake(
                    "there is no folder %s for %s; make it, or choose another"
                            .formatted(folder, what));
        }
    }
}
