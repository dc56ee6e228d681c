package io.prox.benchmarks.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserRunTest {
    @TempDir private Path project;

    private BrowserRun browser;

    @BeforeEach
    void fetchLibraries() throws IOException {
        file("console/web/node_modules/@playwright/test/cli.js");
        browser = new BrowserRun(project, System.out);
    }

    @Test
    void refusesWherePagesAreNotBuilt() {
        assertThat(browser.missing())
                .hasValueSatisfying(
                        words -> assertThat(words).contains("console/web/target/web/index.html"));
    }

    @Test
    void findsPagesWhereTheBuildLeavesThem() throws IOException {
        file("console/web/target/web/index.html");

        // The browser may still be missing.
        assertThat(browser.missing().orElse("")).doesNotContain("index.html");
    }

    private void file(String path) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
