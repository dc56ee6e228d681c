package io.prox.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a first start and its end leave in `prox.log`.
@Tag("slow")
class UpLogTest {
    private static final int PATIENCE = 60;

    /// A line with its level and the name of who says it, unless it is one of ours.
    private static final Pattern LINE = Pattern.compile("\\S+ (\\w+) +(\\S+) - .*");

    /// Of libraries, who tells of the life of the process: its doors, and what an update does to
    /// the database.
    private static final Set<String> OF_LIBRARIES =
            Set.of(
                    "DbMigrate",
                    "GracefulShutdown",
                    "JettyServletWebServerFactory",
                    "JettyWebServer");

    @TempDir(factory = PassableFolder.class)
    Path data;

    @Test
    void holdsNoNoiseOfLibrariesAndNoWarning() throws Exception {
        Process prox = CommandLine.start("up", "--data", data);
        try (BufferedReader output = prox.inputReader()) {
            CommandLine.awaitAddress(output);
            prox.destroy();
            assertThat(prox.waitFor(PATIENCE, SECONDS)).isTrue();
        } finally {
            prox.destroyForcibly();
        }

        List<String> lines = Files.readAllLines(data.resolve("logs").resolve("prox.log"));

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(
                        line -> {
                            var said = LINE.matcher(line);
                            assertThat(said.matches()).as(line).isTrue();
                            assertThat(said.group(1)).as(line).isEqualTo("INFO");
                            assertThat(OF_LIBRARIES).as(line).contains(said.group(2));
                        });
    }
}
