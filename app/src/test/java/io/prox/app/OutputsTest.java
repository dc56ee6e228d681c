package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    @TempDir private Path folder = Path.of("");
    private Path input = Path.of("");

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(folder.resolve("leads.csv"), "a,b\n");
    }

    @Test
    void nothingIsAtItsPlaceBeforeAllIsFinished() throws IOException {
        try (var outputs = new Outputs(input)) {
            Path report = outputs.open("--report", folder.resolve("report.html"));
            Path model = outputs.open("--model", folder.resolve("leads.prox"));
            Files.writeString(report, "report");
            Files.writeString(model, "model");
            assertThat(folder.resolve("report.html")).doesNotExist();

            outputs.finish();
        }

        assertThat(folder.resolve("report.html")).hasContent("report");
        assertThat(folder.resolve("leads.prox")).hasContent("model");
        assertThat(names()).containsExactly("leads.csv", "leads.prox", "report.html");
    }

    @Test
    void whatWasThereStaysWhenTheWorkFails() throws IOException {
        Path before = Files.writeString(folder.resolve("report.html"), "before");

        try (var outputs = new Outputs(input)) {
            Files.writeString(outputs.open("--report", before), "half");
        }

        assertThat(before).hasContent("before");
        assertThat(names()).containsExactly("leads.csv", "report.html");
    }

    @Test
    void theInputIsNeverReplacedByWhateverNameItIsCalled() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), input);

        try (var outputs = new Outputs(input)) {
            assertThatThrownBy(() -> outputs.open("--out", link))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("is a file that is read");
        }
    }

    @Test
    void noneOfSeveralInputsIsReplaced() throws IOException {
        Path model = Files.writeString(folder.resolve("leads.prox"), "model");

        try (var outputs = new Outputs(input, model)) {
            assertThatThrownBy(() -> outputs.open("--out", model))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("is a file that is read");
        }
        assertThat(model).hasContent("model");
    }

    @Test
    void twoOutputsDoNotShareAFile() {
        try (var outputs = new Outputs(input)) {
            outputs.open("--report", folder.resolve("x"));

            assertThatThrownBy(() -> outputs.open("--json", folder.resolve("sub").resolve("../x")))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageStartingWith("--json: another output");
        }
    }

    @Test
    void aFolderIsNoFileAndAMissingFolderIsNamed() {
        try (var outputs = new Outputs(input)) {
            assertThatThrownBy(() -> outputs.open("--out", folder))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("is a folder");
            assertThatThrownBy(() -> outputs.open("--out", folder.resolve("none/x.csv")))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("there is no folder " + folder.resolve("none"));
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("out.csv"), real);

        try (var outputs = new Outputs(input)) {
            Files.writeString(outputs.open("--out", link), "new");
            outputs.finish();
        }

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(real).hasContent("new");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
