package io.prox.benchmarks.running;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is started as ProX, before the arguments of its command line.
///
/// @param command of a process that becomes ProX, so that a kill meets it
public record Program(List<String> command) {
    public Program {
        command = List.copyOf(command);
    }

    /// As a person starts it.
    ///
    /// @param project where the project lies, whose launcher builds what has changed
    public static Program launcher(Path project) {
        return new Program(List.of(project.resolve("prox").toString()));
    }

    /// From the classes of this process, which may be those of a build that is under way.
    public static Program ofThisProcess() {
        return new Program(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        classPath(),
                        "io.prox.app.Main"));
    }

    /// Without what tests bring, as their settings of the log.
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
