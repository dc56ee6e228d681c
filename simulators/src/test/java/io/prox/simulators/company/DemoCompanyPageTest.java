package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page about the company says what the code does.
final class DemoCompanyPageTest {
    private static final Path PAGE = Path.of("../docs/concepts/demo-company.md");

    @Test
    void listsEveryEffectWithItsWeight() throws IOException {
        List<String> expected =
                Conversion.EFFECTS.stream()
                        .map(effect -> row(effect.when(), signed(effect.weight())))
                        .toList();

        assertThat(Files.readAllLines(PAGE)).containsSubsequence(expected);
    }

    @Test
    void listsTheConstantAndTheMoods() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .contains(row("constant", signed(Conversion.BASE)))
                .contains(
                        row(
                                "in a hurry",
                                percent(Mood.IN_A_HURRY.share),
                                signed(Mood.IN_A_HURRY.logOdds)))
                .contains(
                        row(
                                "undecided",
                                percent(Mood.UNDECIDED.share),
                                signed(Mood.UNDECIDED.logOdds)))
                .contains(
                        row(
                                "only curious",
                                percent(Mood.ONLY_CURIOUS.share),
                                signed(Mood.ONLY_CURIOUS.logOdds)));
    }

    @Test
    void listsWhatIsMessyAndHowOften() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .contains(row("the person had been a lead before", percent(LeadFactory.COMES_BACK)))
                .contains(row("the row stands in the file twice", percent(CompanyFiles.COPIED)))
                .contains(row("a row follows that must be refused", percent(CompanyFiles.REFUSED)))
                .contains(row("a word for a missing value", percent(Handwriting.WORD_FOR_MISSING)))
                .contains(
                        row(
                                "a country in another spelling",
                                percent(Handwriting.OTHER_COUNTRY_SPELLING)))
                .contains(
                        row(
                                "a phone number in another form",
                                percent(Handwriting.OTHER_PHONE_FORM)))
                .contains(row("an address with capitals", percent(Handwriting.ADDRESS_IN_CAPITALS)))
                .contains(row("a name without accents", percent(Handwriting.WITHOUT_ACCENTS)))
                .contains(row("a text in another case", percent(Handwriting.OTHER_CASE)))
                .contains(row("a text with blanks behind it", percent(Handwriting.TRAILING_BLANK)));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String signed(double weight) {
        return String.format(Locale.ROOT, "%+.2f", weight).replace('-', '−');
    }

    private static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }
}
