package io.prox.app;

import io.prox.app.running.Installation;
import io.prox.engines.BrokerCache;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher runs once after a build to make later starts short. It makes the cache of the
/// broker, and does what a start does, while the JVM, told so by its options, writes down which
/// classes that takes (an ahead-of-time cache, JEP 514 and 515). Everything happens in a temporary
/// folder.
final class StartTraining {
    /// A page, what it asks for first, and an address that needs a key.
    private static final List<String> VISITS = List.of("", "v1/session", "v1/leads");

    private StartTraining() {}

    /// @param arguments the file to write the cache of the broker to
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("prox-training");
        // PostgreSQL runs as another user where we are root
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            var nowhere =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Main.run(new String[] {"help", "up"}, nowhere, nowhere, nowhere, Terminal.PLAIN);
            try (Installation installation =
                    Installation.start(
                            folder.resolve("data"),
                            Map.of("server.port", 0, "prox.ops.port", -1))) {
                installation.tell(nowhere, "Training", true);
                visit(URI.create(installation.url()));
            }
            BrokerCache.make(Path.of(arguments[0]));
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void visit(URI address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (String path : VISITS) {
                client.send(
                        HttpRequest.newBuilder(address.resolve(path)).build(),
                        BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
