package io.prox.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The page that problem types point to lists each of them as it is.
class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "problems.md");

    @Test
    void listsEveryTypeOfProblem() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Arrays.stream(ProblemType.values()).map(ProblemsPageTest::row))
                .allSatisfy(row -> assertThat(page).contains(row));
        assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .hasSize(ProblemType.values().length);
    }

    private static String row(ProblemType type) {
        String address = type.uri().toString();
        return "| `%s` | %d | %s |"
                .formatted(
                        address.substring(address.lastIndexOf('/') + 1),
                        type.status(),
                        type.title());
    }
}
