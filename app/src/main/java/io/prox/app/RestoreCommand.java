package io.prox.app;

import io.prox.app.running.Installation;
import io.prox.engines.Backup;
import io.prox.ingestion.leads.DeletionsFile;
import io.prox.platform.sealing.MasterKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prox restore`: an installation from what `prox backup` wrote.
@Command(
        name = "restore",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Makes a data directory from a backup and its master key, after checking that both are"
                    + " whole and belong together. Start it with prox up.",
            ""
        },
        footer = {
            "",
            "Example: prox restore prox-20261128-031500.tar.gz --keys prox-20261128-031500.tar.gz.keys"
        })
final class RestoreCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "FILE", description = "the backup")
    private Path file = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            required = true,
            description = "the master key that was written with it")
    private Path keys = Path.of("");

    @Option(
            names = "--deletions",
            paramLabel = "FILE",
            description =
                    "who was deleted since: keys/deletions of the directory that was in use, or a copy")
    private Optional<Path> deletions = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "an empty or a new directory (prox-data)")
    private Path data = Path.of(UpCommand.DATA);

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    RestoreCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        InputFile.check(file);
        InputFile.check(keys);
        deletions.ifPresent(InputFile::check);
        deletions.ifPresent(DeletionsFile::check);
        Path target = data.toAbsolutePath().normalize();
        Backup backup = Backup.open(file);
        Backup.requireEmpty(target);
        if (!MasterKey.read(keys).made(backup.notes().getOrDefault(BackupCommand.KEY_MARK, ""))) {
            throw new UserMistake(
                    "--keys: %s is not the master key of %s; name the file that was written with this backup"
                            .formatted(keys, file));
        }
        err.println("prox: checking " + file);
        backup.verify();
        err.println("prox: restoring to " + target);
        Map<String, byte[]> apart = new HashMap<>();
        apart.put(Installation.MASTER_KEY, Files.readAllBytes(keys));
        if (deletions.isPresent()) {
            apart.put(Installation.DELETIONS, Files.readAllBytes(deletions.get()));
        }
        backup.restore(target, apart);
        out.println("Restored to " + target);
        if (deletions.isEmpty()) {
            err.println(
                    "prox: no deletions were named (--deletions): leads that were deleted after the backup of %s are there again"
                            .formatted(backup.notes().getOrDefault(BackupCommand.MADE, "then")));
        }
        out.println("Start it:   prox up --data " + target);
        return 0;
    }
}
