package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `prox run` says of settings that it cannot start with.
class RunCommandTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void namesAMisspeltSettingButNoneOfAnotherRole() throws IOException {
        CommandRun run =
                run(
                        """
                        prox.databse.url=jdbc:postgresql://postgresql:5432/prox
                        prox.console.routes.scoring=http://scoring:8080
                        prox.console.provider.uninvited.domains=planwerk.example
                        prox.imports.largest-file=1GB
                        """);

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("prox: there is no setting prox.databse.url. ");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        CommandRun run = run("prox.database.owner-password=x\nprox.master-key=/x\n");

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .startsWith(
                        "prox: prox.database.password is missing; prox.database.url is missing;"
                                + " prox.log.bootstrap-servers is missing. ");
    }

    private CommandRun run(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("prox.properties"), settings);
        return CommandRun.of("run", "scoring", "--config", file);
    }
}
