package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The way into ProX that a person takes: its command line, in a process of its own, with files
/// going in and coming out.
final class Door {
    private final List<String> jvmArguments;

    /// @param jvmArguments of the process beside those that the launcher gives
    Door(String... jvmArguments) {
        this.jvmArguments = List.of(jvmArguments);
    }

    /// What became of one command.
    ///
    /// @param output standard output and error output
    /// @param wall from start to end, the JVM's own start included
    /// @param cpu of all threads
    /// @param mostResident bytes of memory, -1 where the system does not say
    record Passed(String output, Duration wall, Duration cpu, long mostResident) {}

    /// Runs one command.
    ///
    /// @param folder where it runs, and where files that are not named go
    /// @throws IllegalStateException if it ends with another code than 0
    Passed run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        Path meter = Files.createTempFile("prox-meter", ".txt");
        Path output = Files.createTempFile("prox-output", ".txt");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-XX:MaxRAMPercentage=50"));
            command.addAll(jvmArguments);
            command.addAll(
                    List.of(
                            "-cp",
                            System.getProperty("java.class.path"),
                            Metered.class.getName(),
                            meter.toString()));
            command.addAll(arguments);
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            int code;
            try {
                code = process.waitFor();
            } finally {
                process.destroy(); // where we were interrupted
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            String said = Files.readString(output, UTF_8);
            if (code != 0) {
                throw new IllegalStateException(
                        "prox %s ended with %d:%n%s"
                                .formatted(String.join(" ", arguments), code, said));
            }
            String[] used = Files.readString(meter).split(" ", -1);
            return new Passed(
                    said, wall, Duration.ofNanos(Long.parseLong(used[0])), Long.parseLong(used[1]));
        } finally {
            Files.deleteIfExists(meter);
            Files.deleteIfExists(output);
        }
    }
}
