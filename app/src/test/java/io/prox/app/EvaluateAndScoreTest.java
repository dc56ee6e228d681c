package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a newcomer: evaluate a list of leads, then score others, through the same door.
class EvaluateAndScoreTest {
    private static final String SCORE_COLUMNS =
            "probability,interval_low,interval_high,score,fit,engagement,reason_1,reason_2,reason_3";

    @TempDir private static Path folder = Path.of("");

    private static Path leads = Path.of("");
    private static CommandRun evaluated = new CommandRun(-1, "", "");

    @BeforeAll
    static void evaluate() throws IOException {
        leads = InventedCrm.write(folder.resolve("leads.csv"));
        evaluated = evaluate("first");
    }

    @Test
    void theProofIsOnTheTerminalAndTheFilesAreWhereTheyWereWanted() {
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("signal", "ROC-AUC", "400 leads of leads.csv");
        assertThat(evaluated.out().lines().takeWhile(line -> !line.startsWith("Report")))
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.length() <= 80);
        assertThat(evaluated.err()).doesNotContain("Exception", "\u001b");
        assertThat(folder.resolve("first.html")).isNotEmptyFile();
        assertThat(folder.resolve("first.prox")).isNotEmptyFile();
    }

    @Test
    void theSameFileAndSeedGiveTheSameBytes() throws IOException {
        assertThat(evaluate("second").code()).isZero();

        for (String ending : List.of(".prox", ".json", ".oof.csv", ".html")) {
            assertThat(folder.resolve("second" + ending))
                    .as(ending)
                    .hasSameBinaryContentAs(folder.resolve("first" + ending));
        }
    }

    @Test
    void noPersonalValueIsInAnyOutput() throws IOException {
        for (String ending : List.of(".prox", ".json", ".oof.csv", ".html")) {
            // as Latin-1 every byte is a character, so that binary content can be searched
            String content =
                    Files.readString(folder.resolve("first" + ending), StandardCharsets.ISO_8859_1);
            for (String personal : InventedCrm.PERSONAL) {
                assertThat(content.contains(personal)).as(personal + " in " + ending).isFalse();
            }
        }
        assertThat(evaluated.out()).doesNotContain(InventedCrm.PERSONAL);
    }

    @Test
    void theDataSaysVerdictFiguresLeaksAndColumns() throws IOException {
        String json = Files.readString(folder.resolve("first.json")).replaceAll("\\s+", "");

        assertThat(json)
                .containsPattern("\"verdict\":\"(strong|useful|weak|none)\"")
                .containsPattern(
                        "\"rocAuc\":\\{\"value\":0\\.\\d+,\"low\":0\\.\\d+,\"high\":0\\.\\d+")
                .containsPattern(
                        "\"leaks\":\\[\\{\"column\":\"Lostreason\",\"certainty\":\"certain\"")
                .containsPattern("\"name\":\"Email\",\"kind\":\"e-mail\",\"used\":true")
                .containsPattern("\"name\":\"Lead\",\"kind\":\"identifier\",\"used\":false");
    }

    @Test
    void eachLeadHasOnePredictionThatFitsItsOutcome() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("first.oof.csv"));
        List<String> source = Files.readAllLines(leads);

        assertThat(lines.getFirst()).isEqualTo("row,outcome,fold,probability");
        assertThat(lines).hasSize(InventedCrm.ROWS + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            int row = Integer.parseInt(cells[0]);
            assertThat(cells[1]).isEqualTo(source.get(row + 1).endsWith(";Won") ? "1" : "0");
            assertThat(Integer.parseInt(cells[2])).isBetween(0, 4);
            assertThat(Double.parseDouble(cells[3])).isBetween(0.0, 1.0);
        }
        assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[0]).distinct())
                .hasSize(InventedCrm.ROWS);
    }

    @Test
    void scoredLeadsKeepColumnsAndOrderAndNoCellActsAsAFormula() throws IOException {
        Path out = folder.resolve("scored.csv");

        CommandRun run = score(leads, out);

        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst())
                .isEqualTo(InventedCrm.HEADER.replace(';', ',') + "," + SCORE_COLUMNS);
        assertThat(lines).hasSize(InventedCrm.ROWS + 1);
        List<String> source = Files.readAllLines(leads);
        for (int row = 1; row < lines.size(); row++) {
            assertThat(lines.get(row)).startsWith(source.get(row).split(";", 2)[0] + ",");
        }
        assertThat(lines.get(1)).contains("\"'=HYPERLINK(\"\"http://x\"\")\"");
        assertThat(lines).noneMatch(line -> line.contains(",=") || line.contains(",\"="));
        assertThat(run.err()).contains("scored 400 leads");
    }

    @Test
    void reasonsNameColumnsWithTheirValuesAndTheirDirection() throws IOException {
        Path out = folder.resolve("reasons.csv");

        score(leads, out);

        assertThat(Files.readString(out))
                .containsPattern("Visits is 19, (far )?above the usual \\d+ \\(raises the score\\)")
                .contains("Source is Referral (raises the score)");
    }

    @Test
    void whatDiffersFromTheLeadsThatWereLearntFromIsSummedUp() throws IOException {
        Path later =
                Files.write(
                        folder.resolve("later.csv"),
                        List.of(
                                "City,Source,Email",
                                "Bonn,Billboard,a@b.example",
                                "Köln,Web,",
                                "Ulm,Fair,c@d.example"));
        Path out = folder.resolve("later-scored.csv");

        CommandRun run = score(later, out);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(4);
        assertThat(run.err())
                .containsPattern("not in the file, counted as missing in every row: .*Visits")
                .contains("the model does not know, copied and otherwise passed over: City")
                .contains(
                        "'Source' has values that were not there when the model learnt, in 1 of 3");
    }

    @Test
    void aFileWithoutAnyColumnOfTheModelIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "x,y\n1,2\n3,4\n");
        Path out = folder.resolve("other-scored.csv");

        CommandRun run = score(other, out);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("other.csv has none of the columns", "Visits");
        assertThat(out).doesNotExist();
        assertNoParts();
    }

    @Test
    void theModelIsNotReplacedByTheLeadsThatItScores() throws IOException {
        Path model = folder.resolve("first.prox");
        byte[] before = Files.readAllBytes(model);

        CommandRun run = score(leads, model);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("first.prox is a file that is read; choose another name");
        assertThat(model).hasBinaryContent(before);
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("first.prox"));
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.prox"), bytes);
        Path out = folder.resolve("damaged-scored.csv");

        CommandRun run = CommandRun.of("score", leads, "--model", damaged, "--out", out);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("damaged.prox is damaged").doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }

    @Test
    void aRowOfAnotherLengthKeepsItsPlaceWithoutAScore() throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(leads));
        lines.set(7, "shorter;row");
        Path ragged = Files.write(folder.resolve("ragged.csv"), lines);
        Path out = folder.resolve("ragged-scored.csv");

        CommandRun run = score(ragged, out);

        assertThat(run.code()).as(run.err()).isZero();
        List<String> scored = Files.readAllLines(out);
        assertThat(scored).hasSameSizeAs(lines);
        assertThat(scored.get(7)).startsWith("shorter,row,,").contains(",not scored: ");
        assertThat(scored.get(8)).startsWith(lines.get(8).split(";", 2)[0] + ",");
        assertThat(run.err())
                .contains(
                        "scored 399 leads",
                        "1 of 400 rows",
                        "were passed on as they stand",
                        "line 8 has 2");
    }

    @Test
    void aFaultInTheMiddleOfAFileLeavesNoHalfScoredFile() throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(leads));
        lines.add("\"never closed;");
        Path broken = Files.write(folder.resolve("broken.csv"), lines);
        Path out = folder.resolve("broken-scored.csv");

        CommandRun run = score(broken, out);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("broken.csv: broken quotes", "line 402");
        assertThat(out).doesNotExist();
        assertNoParts();
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");

        CommandRun run = score(leads, full);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no space left on the disk").doesNotContain("Exception");
    }

    private static CommandRun evaluate(String name) {
        return CommandRun.of(
                Stream.concat(
                                Stream.of("evaluate", leads, "--target", "Stage"),
                                Stream.of(
                                                List.of("--report", ".html"),
                                                List.of("--model", ".prox"),
                                                List.of("--json", ".json"),
                                                List.of("--predictions", ".oof.csv"))
                                        .flatMap(
                                                output ->
                                                        Stream.of(
                                                                output.getFirst(),
                                                                folder.resolve(
                                                                        name + output.getLast()))))
                        .toArray());
    }

    private static CommandRun score(Path file, Path out) {
        return CommandRun.of("score", file, "--model", folder.resolve("first.prox"), "--out", out);
    }

    private static void assertNoParts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(String::valueOf)).noneMatch(name -> name.endsWith(".part"));
        }
    }
}
