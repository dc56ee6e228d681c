package io.prox.features.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.reading.LeadReading.Mistake;
import io.prox.features.reading.ReadLead.Identity;
import io.prox.tables.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadReadingTest {
    @Test
    void knowsALeadByItsAddressAndExternalId() {
        ReadLead lead =
                read(Map.of("email", "Ada Lovelace <ADA@Acme.example>", "externalId", "00Q1"));

        assertThat(lead.identities())
                .containsExactly(
                        new Identity(Identity.Kind.EMAIL, "ada@acme.example"),
                        new Identity(Identity.Kind.EXTERNAL_ID, "00Q1"));
    }

    @Test
    void sealsWhatIdentifiesAndLeavesTheRestOpen() {
        ReadLead lead =
                read(
                        Map.of(
                                "email", "ada@acme.example",
                                "firstName", "Ada",
                                "jobTitle", "CTO",
                                "country", "germany",
                                "Current tool", "Excel"));

        assertThat(lead.sealed()).containsOnlyKeys("email", "firstName", "jobTitle");
        assertThat(lead.open())
                .containsEntry("country", "Germany")
                .containsEntry("own/category/Current tool", "Excel")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Country, own/category/Country'",
        "COUNTRY, own/category/COUNTRY'",
        "Country', own/category/Country''",
        "annualrevenue, own/category/annualrevenue'",
        "Email: kind of address, own/category/Email: kind of address'",
        "Lead: age in days, own/category/Lead: age in days'",
        "Country of birth, own/category/Country of birth",
    })
    void keepsOwnColumnsApartFromWhatItNamesItself(String name, String key) {
        ReadLead lead = read(Map.of("externalId", "1", name, "x"));

        assertThat(lead.open()).containsEntry(key, "x");
    }

    @Test
    void takesTheWordOfAWholeColumnForWhatItsCellsHold() {
        var draft =
                new LeadDraft(
                        Map.of("externalId", "1", "Contact", "Ada", "Tool", "eve@acme.example"),
                        Map.of("Contact", Kind.IDENTIFIER, "Tool", Kind.CATEGORY),
                        Optional.empty());

        ReadLead lead = ((LeadReading.Result.Read) LeadReading.read(draft)).lead();

        assertThat(lead.sealed())
                .containsEntry("own/identifier/Contact", "Ada")
                .containsEntry("own/email/Tool", "eve@acme.example");
        assertThat(lead.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eve@acme.example | own/email/Extra",
                "+49 30 23125 001 | own/phone/Extra",
                "https://example.com/in/ada | own/url/Extra",
                "call eve@acme.example back | own/text/Extra",
            })
    void sealsOwnColumnsThatReachAPerson(String text, String key) {
        ReadLead lead = read(Map.of("externalId", "1", "Extra", text));

        assertThat(lead.sealed()).containsEntry(key, text);
        assertThat(lead.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, Ada",
        "Last name, Lovelace",
        "phone_number, 030 23125001",
        "jobtitle, Head of Sales",
        "Straße, Unter den Linden 1",
    })
    void sealsOwnColumnsWhoseNamesSayThatTheyLeadToAPerson(String name, String text) {
        ReadLead lead = read(Map.of("email", "ada@acme.example", name, text));

        assertThat(lead.open()).isEmpty();
        assertThat(lead.sealed()).containsValue(text);
    }

    @Test
    void sealsSentencesAndLeavesLabels() {
        for (String sentence :
                List.of(
                        "Please call Ada back.",
                        "May we have a look?",
                        "Ada said she would ask her boss about it")) {
            assertThat(read(Map.of("externalId", "1", "Answer", sentence)).sealed())
                    .containsEntry("own/text/Answer", sentence);
        }
        for (String label :
                List.of(
                        "Will revert after reading the email",
                        "Yes, I would like to receive updates",
                        "Not sure yet.",
                        "ERP")) {
            assertThat(read(Map.of("externalId", "1", "Answer", label)).open())
                    .containsEntry("own/category/Answer", label);
        }
    }

    @Test
    void sealsProse() {
        String prose = "met at the fair, ".repeat(10).strip();

        assertThat(read(Map.of("externalId", "1", "Remark", prose)).sealed())
                .containsEntry("own/text/Remark", prose);
    }

    @Test
    void setsAsideWhatIsOfASpecialCategory() {
        ReadLead lead = read(Map.of("externalId", "1", "Religion", "none"));

        assertThat(lead.sealed()).containsEntry("own/aside/Religion", "none");
        assertThat(lead.open()).isEmpty();
    }

    @Test
    void refusesALeadThatNobodyCanTell() {
        assertThat(mistakes(Map.of("country", "France")))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.field()).isEmpty();
                            assertThat(mistake.detail()).contains("nobody can tell which lead");
                        });
    }

    @Test
    void readsALeadWithoutIdentityThatIsNotKept() {
        var draft = new LeadDraft(Map.of("country", "germany"), Optional.empty());

        ReadLead lead = ((LeadReading.Result.Read) LeadReading.readNameless(draft)).lead();

        assertThat(lead.identities()).isEmpty();
        assertThat(lead.open()).containsEntry("country", "Germany");
    }

    @Test
    void refusesALeadThatSaysNothing() {
        for (Map<String, String> fields :
                List.<Map<String, String>>of(Map.of(), Map.of("country", " "))) {
            LeadReading.Result result =
                    LeadReading.readNameless(new LeadDraft(fields, Optional.empty()));

            assertThat(result)
                    .isEqualTo(
                            new LeadReading.Result.Refused(
                                    List.of(
                                            new Mistake(
                                                    "",
                                                    "says nothing; send at least one field with a value"))));
        }
    }

    @Test
    void pointsAtWhatIsWrong() {
        assertThat(new Mistake("", "x").pointer()).isEqualTo("/fields");
        assertThat(new Mistake("a/b~c", "x").pointer()).isEqualTo("/fields/a~1b~0c");
    }

    @ParameterizedTest
    @CsvSource({
        "email, ada@, no ending such as .com",
        "email, ada, no @",
        "createdAt, 31.02.2026, is no time",
        "createdAt, 1890-01-01, is no time",
        "outcome, maybe, 'none of won, lost and open'",
        "value, 12000, no amount with a currency"
    })
    void saysWhatIsWrongWithAField(String field, String text, String words) {
        assertThat(mistakes(with("externalId", "1", field, text)))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.field()).isEqualTo(field);
                            assertThat(mistake.detail()).contains(words);
                        });
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(mistakes(Map.of("email", "x", "outcome", "y", "value", "z"))).hasSize(3);
    }

    @Test
    void refusesWhatIsTooMuch() {
        Map<String, String> many = new HashMap<>();
        for (int number = 0; number <= LeadReading.MOST_FIELDS; number++) {
            many.put("field " + number, "x");
        }

        assertThat(mistakes(many)).singleElement().asString().contains("more than 300 fields");
        assertThat(mistakes(with("externalId", "1", "note", "x".repeat(8_193))))
                .singleElement()
                .asString()
                .contains("longer than 8,192");
        Map<String, String> wordy = new HashMap<>();
        for (int number = 0; number < 9; number++) {
            wordy.put("field " + number, "x".repeat(8_000));
        }
        assertThat(mistakes(wordy)).singleElement().asString().contains("65,536 characters in all");
        assertThat(mistakes(with("externalId", "1", "n".repeat(257), "x"))).hasSize(1);
        assertThat(mistakes(Map.of("externalId", "x".repeat(257)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u202Eb", "a\uFEFFb", "a\u0007b", "a\u009Bb"})
    void dropsWhatNobodySees(String text) {
        assertThat(read(Map.of("externalId", "1", "Tool", text)).open())
                .containsEntry("own/category/Tool", "ab");
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertThat(read(Map.of("externalId", "1", "Tool", "a\uD800b \uD83D\uDE00")).open())
                .containsEntry("own/category/Tool", "a\uFFFDb \uD83D\uDE00");
    }

    @Test
    void keepsAnEmptyTextAsTheWordThatThereIsNone() {
        assertThat(read(with("externalId", "1", "country", "")).open())
                .containsEntry("country", "");
    }

    private static Map<String, String> with(
            String one, String text, String other, String otherText) {
        return Map.of(one, text, other, otherText);
    }

    private static ReadLead read(Map<String, String> fields) {
        LeadReading.Result result = LeadReading.read(new LeadDraft(fields, Optional.empty()));
        assertThat(result).isInstanceOf(LeadReading.Result.Read.class);
        return ((LeadReading.Result.Read) result).lead();
    }

    private static List<Mistake> mistakes(Map<String, String> fields) {
        LeadReading.Result result = LeadReading.read(new LeadDraft(fields, Optional.empty()));
        assertThat(result).isInstanceOf(LeadReading.Result.Refused.class);
        return ((LeadReading.Result.Refused) result).mistakes();
    }
}
