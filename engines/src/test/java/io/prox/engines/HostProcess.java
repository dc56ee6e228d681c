package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A [Host] in a JVM of its own, which has started the engines.
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final DatabaseAccess database;
    private final String bootstrapServers;
    private final List<ProcessHandle> engines;

    private HostProcess(
            Process process,
            DatabaseAccess database,
            String bootstrapServers,
            List<ProcessHandle> engines) {
        this.process = process;
        this.database = database;
        this.bootstrapServers = bootstrapServers;
        this.engines = engines;
    }

    static HostProcess start(Path data) throws IOException {
        Process process = java(Host.class, data.toString());
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the host says " + line + output.lines().toList());
        }
        List<String> words = List.of(line.split(" ", -1));
        var database = new DatabaseAccess(words.get(1), "prox", words.get(2));
        return new HostProcess(process, database, words.get(3), engines(process, data));
    }

    /// Runs a main class of the tests in a JVM with our class path.
    static Process java(Class<?> main, String... arguments) throws IOException {
        return java(System.getProperty("java.class.path"), main, arguments);
    }

    static Process java(String classPath, Class<?> main, String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    DatabaseAccess database() {
        return database;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    long pid() {
        return process.pid();
    }

    /// The processes of the engines, their watchers included.
    List<ProcessHandle> engines() {
        return engines;
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static List<ProcessHandle> engines(Process process, Path data) throws IOException {
        String server = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).getFirst();
        return Stream.concat(
                        process.descendants(),
                        ProcessHandle.of(Long.parseLong(server)).stream()
                                .flatMap(
                                        postgresql ->
                                                Stream.concat(
                                                        Stream.of(postgresql),
                                                        postgresql.descendants())))
                .toList();
    }
}
