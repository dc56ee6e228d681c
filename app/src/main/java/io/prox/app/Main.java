package io.prox.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line. Exit codes: 0 done, 1 a fault of ours, 2 a mistake that the caller can mend.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        // UTF-8 whatever the locale says: files are UTF-8, and `C` is the locale of most servers
        var data = new FileOutputStream(FileDescriptor.out);
        var out = new PrintStream(data, false, StandardCharsets.UTF_8);
        var err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(System.getProperty("prox.terminals", ""), System.getenv());
        int code = run(arguments, data, out, err, terminal);
        out.flush();
        System.exit(code);
    }

    /// @param data standard output for files: bytes, and failures that show
    /// @param out standard output for people
    static int run(
            String[] arguments,
            OutputStream data,
            PrintStream out,
            PrintStream err,
            Terminal terminal) {
        var commandLine =
                new CommandLine(new ProxCommand())
                        .addSubcommand(new DemoCommand(out, err))
                        .addSubcommand(new UpCommand(out, err))
                        .addSubcommand(new RunCommand(out, err))
                        .addSubcommand(new BackupCommand(out, err, Clock.systemUTC()))
                        .addSubcommand(new RestoreCommand(out, err))
                        .addSubcommand(
                                new CommandLine(new KeysCommand())
                                        .addSubcommand(new KeysCommand.Rotate(out, err)))
                        .addSubcommand(
                                new EvaluateCommand(
                                        out, err, terminal, Clock.system(ZoneId.systemDefault())))
                        .addSubcommand(new ScoreCommand(data, err, terminal))
                        .setUsageHelpWidth(80)
                        .setUsageHelpAutoWidth(false)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                        .setParameterExceptionHandler(
                                (mistake, given) -> misused(mistake, given, err))
                        .setExecutionExceptionHandler(
                                (thrown, command, ignored) ->
                                        Failure.tell(thrown, isDebug(arguments), err));
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        try {
            return commandLine.execute(arguments);
        } catch (Error severe) { // picocli hands on exceptions only
            return Failure.tell(severe, isDebug(arguments), err);
        }
    }

    private static boolean isDebug(String[] arguments) {
        return List.of(arguments).contains("--debug");
    }

    /// One message for a command line that cannot be read, with what may have been meant.
    private static int misused(ParameterException mistake, String[] given, PrintStream err) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        err.println("prox: " + words(mistake, given, command));
        err.printf(
                "For all options: prox help%s%n",
                command.parent() == null ? "" : " " + command.name());
        return Failure.MISTAKE;
    }

    private static String words(ParameterException mistake, String[] given, CommandSpec command) {
        // a misspelt option also makes the right one missing; the spelling is the better hint
        for (String argument : given) {
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (option.startsWith("--") && !optionNames(command).contains(option)) {
                return "there is no option '%s'.%s"
                        .formatted(option, NearestNames.question(option, optionNames(command)));
            }
        }
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().getFirst();
            if (command.parent() == null) {
                return "there is no command '%s'.%s"
                        .formatted(
                                argument,
                                NearestNames.question(argument, command.subcommands().keySet()));
            }
            return "'%s' is one argument too many; put quotes around names with blanks"
                    .formatted(argument);
        }
        return String.valueOf(mistake.getMessage()).lines().findFirst().orElse("cannot be read");
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::names)
                .flatMap(Stream::of)
                .filter(name -> name.startsWith("--"))
                .toList();
    }
}
