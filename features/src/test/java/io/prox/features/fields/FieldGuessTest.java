package io.prox.features.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.fields.ExportHeaders.Export;
import io.prox.features.fields.ExportHeaders.Labelled;
import io.prox.features.fields.FieldGuess.Header;
import io.prox.tables.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldGuessTest {

    @Test
    void findsTheFieldsOfManyExports() {
        List<Export> exports = ExportHeaders.all();

        Quality quality = Quality.of(exports);

        assertThat(exports.size()).isGreaterThanOrEqualTo(12);
        assertThat(exports.stream().mapToInt(export -> export.columns().size()).sum())
                .isGreaterThan(400);
        assertThat(quality.precision()).as(quality.toString()).isGreaterThan(0.99);
        assertThat(quality.recall()).as(quality.toString()).isGreaterThan(0.98);
    }

    @Test
    void findsMostFieldsOfExportsThatItWasNotMadeFor() {
        Quality quality = Quality.of(ExportHeaders.unseen());

        assertThat(quality.precision()).as(quality.toString()).isGreaterThan(0.95);
        assertThat(quality.recall()).as(quality.toString()).isGreaterThan(0.85);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void givesNoFieldTwiceAndTheSameAnswerAgain(Export export) {
        List<FieldGuess> guesses = FieldGuess.guess(headers(export));

        assertThat(fields(guesses).stream().filter(field -> !field.repeats()))
                .doesNotHaveDuplicates();
        assertThat(FieldGuess.guess(headers(export))).isEqualTo(guesses);
        assertThat(guesses).extracting(FieldGuess::reason).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EMAIL        | EMAIL; e-mail; E_Mail; eMail; Work Email; contact.email; Email__c; E-Mail (geschäftlich)*
                    FIRST_NAME   | first_name; firstName; FIRSTNAME; Lead: First Name; traits.firstName
                    STREET       | Strasse; STRASSE; straße; Straße 1
                    COMPANY_SIZE | NumberOfEmployees; number_of_employees; Nº de empleados; Unternehmensgröße
                    """)
    void spellingDoesNotMatter(StandardField field, String names) {
        for (String name : names.split("; ", -1)) {
            assertThat(guess(name, field.kind().orElse(Kind.MANY_VALUED))).as(name).contains(field);
        }
    }

    @Test
    void valuesFindWhatTheNameHides() {
        assertThat(guess("Spalte 7", Kind.EMAIL)).contains(StandardField.EMAIL);
        assertThat(guess("X", Kind.PHONE)).contains(StandardField.PHONE);
        assertThat(guess("What brought you here", Kind.TEXT)).contains(StandardField.NOTE);
    }

    @Test
    void keysOfRowsAreFoundByWhatTheyAre() {
        assertThat(guess("opportunity", Kind.IDENTIFIER, "1C1I7A6R", "Z063OYW0", "EC4QE1BX"))
                .contains(StandardField.EXTERNAL_ID);
        assertThat(guess("product", Kind.IDENTIFIER, "GTX Basic", "GTX Pro", "MG 500")).isEmpty();
        assertThat(guess("Agent", Kind.IDENTIFIER, "Snelling", "Lampkin", "Vencill")).isEmpty();
        assertThat(guess("Owner key", Kind.IDENTIFIER, "A-1", "A-2", "A-3")).isEmpty();
    }

    @Test
    void countriesAreFoundByWhatTheyAre() {
        assertThat(guess("seat", Kind.CATEGORY, "Kenya", "Japan", "Italy", "Philipines"))
                .contains(StandardField.COUNTRY);
        assertThat(guess("seat", Kind.CATEGORY, "Kenya", "Central", "West", "East")).isEmpty();
        assertThat(guess("grade", Kind.CATEGORY, "AT", "BE", "CH", "DE")).isEmpty();
    }

    @Test
    void aWordThatOftenMeansAPersonMeansNoneWhereItsValuesAreAFew() {
        assertThat(guess("contact", Kind.CATEGORY, "telephone", "cellular")).isEmpty();
        assertThat(guess("contact", Kind.MANY_VALUED, "Ada Lovelace"))
                .contains(StandardField.FULL_NAME);
    }

    @Test
    void datesUnderTheNameOfAnOutcomeSayWhenItCame() {
        assertThat(guess("Closed", Kind.DATE, "2026-01-01")).contains(StandardField.OUTCOME_AT);
        assertThat(guess("Converted", Kind.DATE)).contains(StandardField.OUTCOME_AT);
    }

    @Test
    void aQuantityIsNoWordOfAList() {
        assertThat(guess("campaign", Kind.NUMBER, "1", "2", "17")).isEmpty();
    }

    @Test
    void anAddressOfSomebodyElseIsNotTheLeads() {
        assertThat(guess("Referrer e-mail", Kind.EMAIL)).isEmpty();
        assertThat(guess("Account manager email", Kind.EMAIL)).isEmpty();
        assertThat(guess("Created by", Kind.EMAIL)).isEmpty();
    }

    @Test
    void aNameThatTheKindContradictsIsNotBelieved() {
        assertThat(guess("Email", Kind.BOOLEAN)).isEmpty();
        assertThat(guess("Created at", Kind.BOOLEAN)).isEmpty();
        assertThat(guess("City", Kind.NUMBER)).isEmpty();
        assertThat(guess("Company", Kind.DATE)).isEmpty();
    }

    @Test
    void aNameThatTheValuesContradictIsNotBelieved() {
        assertThat(guess("Title", Kind.CATEGORY, "Mr", "Mrs", "Dr.")).isEmpty();
        assertThat(guess("Title", Kind.CATEGORY, "CEO", "Dr.")).contains(StandardField.JOB_TITLE);
        assertThat(guess("Land", Kind.CATEGORY, "flat", "hilly", "mountains")).isEmpty();
        assertThat(guess("Land", Kind.CATEGORY, "Österreich", "DE", "Schweiz"))
                .contains(StandardField.COUNTRY);
        assertThat(guess("Phone", Kind.CATEGORY, "iPhone", "Android", "other")).isEmpty();
    }

    @Test
    void theSurerColumnHasTheField() {
        List<FieldGuess> guesses =
                FieldGuess.guess(
                        List.of(
                                header("Name", Kind.IDENTIFIER),
                                header("Status", Kind.CATEGORY),
                                header("Full name", Kind.IDENTIFIER),
                                header("Converted", Kind.BOOLEAN)));

        assertThat(guesses)
                .extracting(FieldGuess::field)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(StandardField.FULL_NAME),
                        Optional.of(StandardField.OUTCOME));
        assertThat(guesses.getFirst().reason()).contains("another column").contains("Full name");
    }

    @Test
    @Timeout(10)
    void aNameOfAnyLengthIsReadInNoTime() {
        assertThat(guess("e mail ".repeat(100_000), Kind.CATEGORY)).isEmpty();
    }

    @Test
    void severalColumnsOfNotesAreAllNotes() {
        List<FieldGuess> guesses =
                FieldGuess.guess(
                        List.of(header("Notes", Kind.TEXT), header("Comments", Kind.TEXT)));

        assertThat(fields(guesses)).containsExactly(StandardField.NOTE, StandardField.NOTE);
    }

    /// As in a file that was made by the names of our own documents.
    @ParameterizedTest
    @EnumSource
    void whatWeCallAFieldNamesIt(StandardField field) {
        assertThat(FieldNames.find(field.key()).field()).contains(field);
        assertThat(FieldNames.find(field.label()).field()).contains(field);
    }

    @Test
    void keysAndLabelsAreUnique() {
        var keys = new HashSet<String>();
        for (StandardField field : StandardField.values()) {
            assertThat(keys.add(field.key())).isTrue();
            assertThat(keys.add(field.label())).isTrue();
            assertThat(StandardField.ofKey(field.key())).contains(field);
        }
        assertThat(StandardField.ofKey("nonsense")).isEmpty();
    }

    static List<Export> exports() {
        return ExportHeaders.all();
    }

    private static List<Header> headers(Export export) {
        return export.columns().stream().map(Labelled::header).toList();
    }

    private static List<StandardField> fields(List<FieldGuess> guesses) {
        return guesses.stream().flatMap(guess -> guess.field().stream()).toList();
    }

    private static Optional<StandardField> guess(String name, Kind kind, String... samples) {
        return FieldGuess.guess(List.of(new Header(name, kind, List.of(samples))))
                .getFirst()
                .field();
    }

    private static Header header(String name, Kind kind) {
        return new Header(name, kind, List.of());
    }

    /// @param precision of the fields guessed, the share that is right
    /// @param recall of the columns that hold a field for sure, the share that is found
    private record Quality(double precision, double recall, List<String> mistakes) {
        static Quality of(List<Export> exports) {
            int guessed = 0;
            int right = 0;
            int sure = 0;
            int found = 0;
            var mistakes = new ArrayList<String>();
            for (Export export : exports) {
                List<FieldGuess> guesses = FieldGuess.guess(headers(export));
                for (int column = 0; column < guesses.size(); column++) {
                    Labelled labelled = export.columns().get(column);
                    String guess = guesses.get(column).field().map(StandardField::key).orElse("");
                    boolean correct = labelled.answers().contains(guess);
                    if (!guess.isEmpty()) {
                        guessed++;
                        right += correct ? 1 : 0;
                    }
                    if (!labelled.answers().contains("")) {
                        sure++;
                        found += correct ? 1 : 0;
                    }
                    if (!correct) {
                        mistakes.add(
                                "%s, %s: '%s' instead of %s"
                                        .formatted(
                                                export,
                                                labelled.header().name(),
                                                guess,
                                                labelled.answers()));
                    }
                }
            }
            return new Quality((double) right / guessed, (double) found / sure, mistakes);
        }
    }
}
