package io.prox.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The word `prox` itself, which needs a command after it.
@Command(
        name = "prox",
        mixinStandardHelpOptions = true,
        version = "prox",
        subcommands = HelpCommand.class,
        description = "Tells a sales team whom to call next, and why.",
        synopsisSubcommandLabel = "COMMAND")
final class ProxCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: evaluate, score or help");
        }
    }
}
