package io.prox.ingestion.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.DeletionsFile.Deletion;
import io.prox.platform.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsFileTest {
    private static final Deletion ADA = deletion("lead_1");
    private static final Deletion GRACE = deletion("lead_2");

    @TempDir private Path folder = Path.of("");

    @Test
    void keepsWhatWasAddedForItsOwnerAlone() throws Exception {
        Path path = folder.resolve("deletions");
        var file = new DeletionsFile(path);

        assertThat(file.read()).isEmpty();
        file.append(List.of());
        assertThat(path).doesNotExist();
        file.append(List.of(ADA));
        new DeletionsFile(path).append(List.of(GRACE));

        assertThat(file.read()).containsExactly(ADA, GRACE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void passesOverALineThatWasNotWrittenToItsEnd() throws Exception {
        Path path = folder.resolve("deletions");
        var file = new DeletionsFile(path);
        file.append(List.of(ADA));
        Files.writeString(path, Files.readString(path) + "ws_1 lead_2 2026-03-0");

        assertThat(file.read()).containsExactly(ADA);
        file.append(List.of(GRACE));
        assertThat(file.read()).containsExactly(ADA, GRACE);
    }

    @Test
    void refusesAFileOfAnotherKind() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "ws_1 lead_1\n");
        Path foreign = Files.writeString(folder.resolve("foreign"), "x y z\n");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> DeletionsFile.check(other))
                .withMessageContaining("is none of deletions, or damaged");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> DeletionsFile.check(foreign))
                .withMessageContaining("is none of deletions, or damaged");
    }

    private static Deletion deletion(String lead) {
        return new Deletion(
                new WorkspaceId("ws_1"), new LeadId(lead), Instant.parse("2026-03-02T09:00:00Z"));
    }
}
