package io.prox.benchmarks.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An installation of `prox up` or `prox demo` in a folder of its own, always at the same address,
/// which can be killed and started again on what it kept. Folder and processes go when it is
/// closed.
public final class HomeFolder implements AutoCloseable {
    private static final Map<String, String> NO_OPS = Map.of("PROX_OPS_PORT", "-1");

    private final Path project;
    private final Path path;
    private final int port;
    private final String command;
    private ProxProcess process;

    private HomeFolder(Path project, String command) throws IOException, InterruptedException {
        this.project = project;
        this.path = makeFolder();
        this.port = freePort();
        this.command = command;
        this.process = begin();
    }

    /// Starts ProX in an empty folder; returns when it answers.
    ///
    /// @param project where the project lies
    public static HomeFolder start(Path project) throws IOException, InterruptedException {
        return new HomeFolder(project, "up");
    }

    /// Starts the demo in an empty folder; returns when ProX answers.
    ///
    /// @param project where the project lies
    public static HomeFolder startDemo(Path project) throws IOException, InterruptedException {
        return new HomeFolder(project, "demo");
    }

    /// An empty folder that the user of the database may enter.
    static Path makeFolder() throws IOException {
        Path path = Files.createTempDirectory("prox-check");
        // PostgreSQL runs as another user where we are root.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return path;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ProxProcess begin() throws IOException, InterruptedException {
        return ProxProcess.start(
                Program.launcher(project),
                output(),
                NO_OPS,
                List.of(command, "--data", data().toString(), "--port", Integer.toString(port)));
    }

    /// The process that runs now.
    public ProxProcess process() {
        return process;
    }

    /// Where ProX keeps everything.
    public Path data() {
        return path.resolve("data");
    }

    /// What it said, on both outputs.
    public Path output() {
        return path.resolve("output.log");
    }

    /// A file beside that, for what the check needs.
    public Path file(String name) {
        return path.resolve(name);
    }

    /// Kills the process in the midst of whatever it does, and starts it again.
    public void killAndStart() throws IOException, InterruptedException {
        process.kill();
        process = begin();
    }

    /// Ends the process in order, and starts it again.
    public void endAndStart() throws IOException, InterruptedException {
        process.close();
        process = begin();
    }

    @Override
    public void close() throws IOException {
        process.close();
        delete(path);
    }
}
