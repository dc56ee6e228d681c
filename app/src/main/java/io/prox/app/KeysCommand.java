package io.prox.app;

import io.prox.app.running.Installation;
import io.prox.platform.sealing.MasterKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `prox keys`: what is done with the master key.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Puts a new master key in the place of the one that is there.",
        synopsisSubcommandLabel = "rotate")
final class KeysCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do with the keys: rotate");
        }
    }

    /// `prox keys rotate`: a new master key.
    @Command(
            name = "rotate",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            description = {
                "Puts a new master key beside the one that is there. ProX wraps all other keys by it"
                        + " while it runs, or at its next start, and then takes the older one out of"
                        + " the file.",
                ""
            },
            footer = {"", "Example: prox keys rotate --data /var/lib/prox"})
    static final class Rotate implements Callable<Integer> {
        private final PrintStream out;
        private final PrintStream err;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "where everything is kept (prox-data)")
        private Path data = Path.of(UpCommand.DATA);

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "the master key of separate services, as prox.master-key names it")
        private Optional<Path> file = Optional.empty();

        @SuppressWarnings(
                "UnusedVariable") // Main looks for it, as it must work where parsing fails
        @Option(names = "--debug", description = "show stack traces")
        private boolean debug;

        Rotate(PrintStream out, PrintStream err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public Integer call() {
            Path key =
                    file.orElseGet(() -> data.resolve(Installation.MASTER_KEY))
                            .toAbsolutePath()
                            .normalize();
            MasterKey.rotate(key);
            out.println("Master key: " + key);
            err.println(
                    "prox: it holds the new and the old key until ProX has wrapped all others by the new one, while it runs or at its next start. Copy it to where you keep the master key; earlier backups need the copy that belongs to them.");
            return 0;
        }
    }
}
