package io.prox.app;

import io.prox.app.running.Installation;
import io.prox.app.running.Running;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `prox up`: all of ProX on this machine.
@Command(
        name = "up",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Starts all of ProX on this machine, with a database and a log of its own, and keeps"
                    + " what it knows in the folder prox-data. The first line that it prints is the"
                    + " address of the console.",
            ""
        },
        footer = {"", "Example: prox up --data /var/lib/prox --port 8080"})
final class UpCommand implements Callable<Integer> {
    /// Name of the workspace that is made at the first start, until somebody gives it another.
    static final String WORKSPACE = "My company";

    /// The data directory where none is named.
    static final String DATA = "prox-data";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin private InstallationOptions options = new InstallationOptions();

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    UpCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        var running = new Running(err);
        Path data = options.data(DATA);
        err.println("prox: starting; everything is kept in " + data);
        Installation installation = running.keep(Installation.start(data, options.settings()));
        installation.tellOperations(err);
        installation.tell(out, WORKSPACE, false);
        throw installation.awaitFailure();
    }
}
