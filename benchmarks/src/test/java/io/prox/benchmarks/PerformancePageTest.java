package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    @TempDir private Path root = Path.of("");

    @Test
    void fillsInFiguresAndGoalsAndLeavesTheRest() throws IOException {
        var result = new BenchResult("one");
        result.add(new Figure("rows", "s", List.of(3.0, 1.25, 1234.4)));
        result.add(Goal.atMost(2, "wall", 2.5));
        result.write(root, root.resolve("benchmarks/results"));
        Files.createDirectories(root.resolve("docs"));
        Path page =
                Files.writeString(
                        root.resolve("docs/performance.md"),
                        "before\n<!-- figures of one -->\nold\n<!-- end -->\nafter\n");

        new PerformancePage(root).update();

        assertThat(Files.readString(page))
                .startsWith("before\n<!-- figures of one -->\n")
                .endsWith("<!-- end -->\nafter\n")
                .contains(
                        "| rows | 1.25 | 3 | 1,234 | s |",
                        "| wall | 2.50 | at most 2 | **missed** |")
                .doesNotContain("old");
        assertThat(new PerformancePage(root).filled()).isEqualTo(Files.readString(page));
    }

    @Test
    void thePageOfTheProjectSaysWhatItsResultFilesSay() throws IOException {
        Path project = ProjectRoot.find();

        assertThat(new PerformancePage(project).filled())
                .isEqualTo(Files.readString(project.resolve("docs/performance.md")));
    }
}
