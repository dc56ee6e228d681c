package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlBinariesTest {
    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @Test
    void manyWhoUnpackAtOnceGetTheSameWholeCopy() throws Exception {
        Path shelf = folder.resolve("shelf");
        List<Process> others =
                List.of(
                        HostProcess.java(UnpackHost.class, shelf.toString()),
                        HostProcess.java(UnpackHost.class, shelf.toString()));

        Path mine = PostgresqlBinaries.unpack(shelf);

        for (Process other : others) {
            assertThat(new String(other.getInputStream().readAllBytes(), UTF_8).strip())
                    .isEqualTo(mine.toString());
            assertThat(other.waitFor()).isZero();
        }
        try (var entries = Files.list(shelf)) {
            assertThat(entries).containsExactlyInAnyOrder(mine, shelf.resolve("unpacking.lock"));
        }
        assertThat(Command.run("Test", List.of(mine.resolve("bin/postgres").toString(), "-V")))
                .startsWith("postgres (PostgreSQL) " + Postgresql.MAJOR + ".");
    }

    @Test
    void anUnpackingThatWasCutShortIsDoneAnew() throws Exception {
        Path home = PostgresqlBinaries.unpack(folder);
        Path part = home.resolveSibling(home.getFileName() + ".part");
        Files.move(home, part);
        Files.writeString(part.resolve("bin/postgres"), "half of it");

        assertThat(PostgresqlBinaries.unpack(folder)).isEqualTo(home);

        assertThat(part).doesNotExist();
        assertThat(home.resolve("bin/postgres")).isExecutable();
        assertThat(Files.size(home.resolve("bin/postgres"))).isGreaterThan(1 << 20);
    }
}
