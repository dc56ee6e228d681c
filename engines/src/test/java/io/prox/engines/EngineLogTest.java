package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {
    @TempDir Path folder = Path.of("");

    @Test
    void keepsTheLatestLinesInMemoryAndAllInTheFile() throws Exception {
        EngineLog log = read(new EngineLog(folder.resolve("some.log")), 1, 100);

        assertThat(log.latest()).hasSize(40).startsWith("line 61").endsWith("line 100");
        assertThat(log.says("ine 70")).isTrue();
        assertThat(log.says("line 6 ")).isFalse();
        assertThat(Files.readAllLines(log.file())).hasSize(100).startsWith("line 1");
    }

    @Test
    void neverTakesMoreThanTwoFilesOfTheLimit() throws Exception {
        Path file = folder.resolve("some.log");

        read(new EngineLog(file, 100), 1, 1000);
        read(new EngineLog(file, 100), 1001, 1010);

        assertThat(folder).isDirectoryContaining("glob:**some.log.1");
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSizeBetween(1, 2)
                    .allSatisfy(each -> assertThat(Files.size(each)).isLessThan(120));
        }
    }

    @Test
    void readsOnWhenTheFileCannotBeWritten() throws Exception {
        EngineLog log = read(new EngineLog(folder.resolve("missing/some.log")), 1, 100_000);

        assertThat(log.latest()).endsWith("line 100000");
    }

    private static EngineLog read(EngineLog log, int first, int last) throws Exception {
        String text =
                IntStream.rangeClosed(first, last)
                        .mapToObj("line %d%n"::formatted)
                        .collect(Collectors.joining());
        log.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
        log.ended().await();
        return log;
    }
}
