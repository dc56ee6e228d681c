package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person gets wrong before the file is learnt from: exit code 2, one message, nothing left
/// behind.
class MistakesTest {
    @TempDir private Path folder = Path.of("");
    private Path leads = Path.of("");

    @BeforeEach
    void writeLeads() throws IOException {
        var lines = new StringBuilder("Id,Source,Visits,\"Company, legal\",Converted\n");
        for (int row = 0; row < 300; row++) {
            lines.append(
                    "%d,%s,%d,c%d,%s\n"
                            .formatted(
                                    row,
                                    row % 3 == 0 ? "web" : "fair",
                                    row % 17,
                                    row % 40,
                                    row % 5 == 0 ? "yes" : "no"));
        }
        leads = Files.writeString(folder.resolve("leads.csv"), lines);
    }

    @Test
    void noSuchFileOffersTheNearest() throws IOException {
        assertMistake(evaluate(folder.resolve("lead.csv")), "there is no file", "'leads.csv'");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        assertMistake(evaluate(folder), "is a folder");
    }

    @Test
    void anEmptyFileAndAHeaderAloneAreNoLeads() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        Path header = Files.writeString(folder.resolve("header.csv"), "a,Converted\n");

        assertMistake(evaluate(empty), "empty");
        assertMistake(evaluate(header), "header.csv");
        Files.delete(empty);
        Files.delete(header);
    }

    @Test
    void binaryContentIsRefused() throws IOException {
        var bytes = new byte[2000];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) (index * 37);
        }
        Path binary = Files.write(folder.resolve("picture.csv"), bytes);

        assertMistake(evaluate(binary), "picture.csv");
        Files.delete(binary);
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        Path twice = Files.writeString(folder.resolve("twice.csv"), "a,a,Converted\n1,2,yes\n");

        assertMistake(evaluate(twice), "twice.csv", "same name");
        Files.delete(twice);
    }

    @Test
    void oneOutcomeAloneAndTooManyAreNamedWithTheirCounts() throws IOException {
        Path one = rewrite("one.csv", ",yes", ",no");
        Path three = rewrite("three.csv", "c5,yes", "c5,perhaps");

        assertMistake(evaluate(one), "'Converted'", "no (300)");
        assertMistake(evaluate(three), "--positive A,B", "perhaps (");
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--positive", "sold"),
                "'sold'",
                "yes (60)");
    }

    @Test
    void tooFewLeadsSayHowManyAreMissing() throws IOException {
        List<String> lines = Files.readAllLines(leads);
        Path few = Files.write(folder.resolve("few.csv"), lines.subList(0, 91));
        Path rare = rewrite("rare.csv", "c[1-9]\\d*,yes", "c1,no");

        assertMistake(evaluate(few), "Only 90 leads", "at least 100", "10 are missing");
        assertMistake(evaluate(rare), "converted in 'Converted'", "at least 20 of either kind");
    }

    @Test
    void brokenQuotesSayTheirLine() throws IOException {
        Path broken = rewrite("quotes.csv", "\n150,web", "\n150,\"web");

        assertMistake(evaluate(broken), "quotes.csv", "broken quotes", "line 152");
    }

    @Test
    void manyRowsOfUnequalLengthSayTheirLines() throws IOException {
        Path ragged = rewrite("ragged.csv", "(\n\\d+5,.*)", "$1,more");

        assertMistake(evaluate(ragged), "not as long as the header", "line 17 has 6");
    }

    @Test
    void anAbsentTargetOffersTheNearest() throws IOException {
        assertMistake(
                run("evaluate", leads, "--target", "converted"),
                "--target: the file has no column 'converted'. Did you mean 'Converted'?");
    }

    @Test
    void absentColumnsOfOtherOptionsOfferTheNearest() throws IOException {
        for (String option : List.of("--exclude", "--keep", "--time")) {
            assertMistake(
                    run("evaluate", leads, "--target", "Converted", option, "Visit"),
                    option + ": the file has no column 'Visit'. Did you mean 'Visits'?");
        }
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--kind", "Visit=number"),
                "--kind: the file has no column 'Visit'");
    }

    @Test
    void unknownKindsAndSidesAreNamed() throws IOException {
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--kind", "Source=categry"),
                "there is no kind 'categry'. Did you mean 'category'");
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--side", "Source=left"),
                "--side: 'left' is neither fit nor engagement");
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--kind", "Source"),
                "is not of the form COLUMN=VALUE");
    }

    @Test
    void contradictionsAreNamed() throws IOException {
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--exclude", "Converted"),
                "'Converted' is the target");
        assertMistake(
                run(
                        "evaluate",
                        leads,
                        "--target",
                        "Converted",
                        "--exclude",
                        "Visits",
                        "--keep",
                        "Visits"),
                "--exclude and --keep both name 'Visits'");
    }

    @Test
    void foldsOutOfRangeAreRefused() throws IOException {
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--folds", "1"), "from 2 to 50");
    }

    @Test
    void anOutputThatCannotBeWrittenShowsBeforeTheWork() throws IOException {
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--json", folder.resolve("no/x")),
                "--json: there is no folder");
        assertMistake(
                run("evaluate", leads, "--target", "Converted", "--report", leads),
                "--report",
                "is a file that is read");
    }

    @Test
    void misspeltOptionsAndCommandsOfferTheNearest() {
        assertThat(CommandRun.of("evaluate", leads, "--targt", "Converted"))
                .satisfies(
                        run -> {
                            assertThat(run.code()).isEqualTo(2);
                            assertThat(run.err())
                                    .startsWith(
                                            "prox: there is no option '--targt'. Did you mean"
                                                    + " '--target'?");
                        });
        assertThat(CommandRun.of("evalute").err())
                .startsWith("prox: there is no command 'evalute'. Did you mean 'evaluate'?");
        assertThat(CommandRun.of("evaluate", leads))
                .satisfies(
                        run -> {
                            assertThat(run.code()).isEqualTo(2);
                            assertThat(run.err()).contains("--target");
                        });
        assertThat(CommandRun.of("evaluate", leads, "--target", "Converted", "--seed", "x").err())
                .contains("--seed")
                .contains("'x'");
        assertThat(CommandRun.of("score", leads, "more", "--model", "x").err()).contains("'more'");
    }

    @Test
    void aModelThatIsNoModelIsRefused() throws IOException {
        CommandRun run = run("score", leads, "--model", leads, "--out", folder.resolve("o.csv"));

        assertMistake(run, "leads.csv");
    }

    @Test
    void helpFitsEightyColumnsAndNamesEveryOption() {
        for (String command : List.of("evaluate", "score")) {
            CommandRun run = CommandRun.of("help", command);

            assertThat(run.code()).isZero();
            assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(run.out()).contains("--model").contains("Example: prox " + command);
        }
    }

    private Path rewrite(String name, String pattern, String replacement) throws IOException {
        String text = Files.readString(leads);
        String changed = text.replaceAll(pattern, replacement);
        assertThat(changed).isNotEqualTo(text);
        return Files.writeString(folder.resolve(name), changed);
    }

    private CommandRun evaluate(Path file) {
        return run("evaluate", file, "--target", "Converted");
    }

    private CommandRun run(Object... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("evaluate")) {
            if (!all.contains("--report")) {
                all.addAll(List.of("--report", folder.resolve("report.html")));
            }
            all.addAll(List.of("--model", folder.resolve("leads.prox")));
        }
        return CommandRun.of(all.toArray());
    }

    private void assertMistake(CommandRun run, String... words) throws IOException {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines().filter(line -> !line.equals("prox: reading the file")))
                .as("one message")
                .hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.endsWith(".part") || name.equals("report.html"));
        }
    }
}
