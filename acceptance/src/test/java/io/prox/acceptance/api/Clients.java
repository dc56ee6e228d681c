package io.prox.acceptance.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Clients that others wrote, in `acceptance/clients`. What its lock file says is fetched when that
/// has changed.
final class Clients {
    private static final Path FOLDER = Path.of("clients").toAbsolutePath();
    private static final Path LOCK = FOLDER.resolve("package-lock.json");
    private static final Path FETCHED = FOLDER.resolve("node_modules/.prox-lock");
    private static final int PATIENCE_SECONDS = 120;

    private Clients() {}

    /// Runs a script to its end.
    ///
    /// @param settings that it reads from its environment
    /// @return what it printed
    static String run(String script, Map<String, String> settings)
            throws IOException, InterruptedException {
        fetch();
        return run(List.of("node", script), settings);
    }

    private static synchronized void fetch() throws IOException, InterruptedException {
        String lock = Files.readString(LOCK);
        if (!Files.exists(FETCHED) || !Files.readString(FETCHED).equals(lock)) {
            run(List.of("npm", "ci", "--prefer-offline", "--loglevel=error"), Map.of());
            Files.writeString(FETCHED, lock);
        }
    }

    private static String run(List<String> command, Map<String, String> settings)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s said %s", command, said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
