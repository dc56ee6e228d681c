package io.prox.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.app.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The command line of ProX, in a process of its own.
final class CommandLine {
    private CommandLine() {}

    /// A command that has ended.
    ///
    /// @param code exit code
    /// @param output standard output and error output
    record Ended(int code, String output) {}

    static Ended run(Object... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /// Starts a command, whose error output comes with the standard output.
    static Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(classPath());
        command.add(Main.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// Reads until ProX says where it answers.
    static void awaitAddress(BufferedReader output) throws IOException {
        var said = new ArrayList<String>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("http://")) {
                return;
            }
        }
        throw new AssertionError("ended without an address: " + said);
    }

    /// Ours, without the settings that tests have for the log, which people do not have.
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
