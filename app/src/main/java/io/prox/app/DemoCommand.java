package io.prox.app;

import io.prox.app.demo.Demo;
import io.prox.app.running.Installation;
import io.prox.app.running.Running;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `prox demo`: all of ProX on this machine, with leads in it.
@Command(
        name = "demo",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Starts all of ProX on this machine with a simulated company, whose leads come in by"
                    + " the doors that yours would, or with a file of your own. Kept in the folder"
                    + " prox-demo; delete it to start afresh.",
            ""
        },
        footer = {"", "Example: prox demo --file leads.csv --target Converted"})
final class DemoCommand implements Callable<Integer> {
    private static final String DATA = "prox-demo";

    private final PrintStream out;
    private final PrintStream err;

    @Mixin private InstallationOptions options = new InstallationOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "leads of your own: CSV, TSV, XLSX or JSON lines, also .gz")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "with --file: the column that says what became of a lead")
    private Optional<String> target = Optional.empty();

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    DemoCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (file.isPresent() != target.isPresent()) {
            throw new UserMistake("--file and --target belong together: name both, or none");
        }
        file.ifPresent(InputFile::check);
        var running = new Running(err);
        Path data = options.data(DATA);
        err.println("prox: starting; everything is kept in " + data);
        Installation installation = running.keep(Installation.start(data, options.settings()));
        installation.tellOperations(err);
        boolean simulated = file.isEmpty();
        installation.tell(out, simulated ? "Planwerk (demo)" : "My leads", simulated);
        Demo demo = Demo.in(installation, data, sentence -> err.println("prox: " + sentence));
        Thread.ofPlatform().name("demo").daemon().start(() -> feed(demo));
        throw installation.awaitFailure();
    }

    private void feed(Demo demo) {
        try {
            if (file.isPresent()) {
                demo.file(file.get(), target.orElseThrow());
            } else {
                demo.company();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException trouble) {
            err.println("prox: the demo's leads stopped coming in: " + trouble.getMessage());
        }
    }
}
