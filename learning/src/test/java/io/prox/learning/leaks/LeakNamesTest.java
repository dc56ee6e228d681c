package io.prox.learning.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakNamesTest {
    @ParameterizedTest
    @CsvSource({
        "close_value, ended",
        "ClosedWon, ended",
        "Loss code, ended",
        "Conversion Channel, ended",
        "Outcome, ended",
        "Deal Amount, amount",
        "order_total, amount",
        "amount, amount",
        "Lost Reason, ended",
        "reason, reason or stage",
        "dealStage, reason or stage",
        "Lead Status, reason or stage",
        "lifecycle_stage, reason or stage",
        "stage, reason or stage",
        "Tags, judgement",
        "Lead Quality, judgement",
        "Lead Profile, judgement",
        "Asymmetrique Activity Index, judgement",
        "Asymmetrique Profile Score, judgement",
        "Last Notable Activity, worked on",
        "Last Activity, worked on",
        "LastModifiedDate, worked on",
        "Next step, worked on",
        "duration, conversation",
        "call_duration, conversation",
    })
    void suspectsWhatIsFilledInAtTheEnd(String name, String words) {
        assertThat(LeakNames.suspicion(name)).get().asString().contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Marital Status",
                "marital",
                "Employment status",
                "Annual Revenue",
                "company_revenue",
                "Previous Outcome",
                "poutcome",
                "Administrative_Duration",
                "ProductRelated_Duration",
                "Total Time Spent on Website",
                "TotalVisits",
                "PageValues",
                "Country",
                "Lead Source",
                "Lead Origin",
                "Window size",
                "Closet size",
                "First Conversion",
                "nr.employed",
                "Age",
                "State",
                "",
            })
    void suspectsNoOrdinaryColumn(String name) {
        assertThat(LeakNames.suspicion(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close_date",
                "Closed Date",
                "Date won",
                "Conversion Date",
                "contractSigned",
                "Cancelled at",
                "purchase_date",
            })
    void knowsTheDateOfTheEnd(String name) {
        assertThat(LeakNames.isClosingDate(name, Kind.DATE)).isTrue();
        assertThat(LeakNames.isClosingDate(name, Kind.CATEGORY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Created Date",
                "engage_date",
                "Expected close date",
                "First purchase date",
                "Previous order",
                "Date of birth",
                "Last visit",
            })
    void takesOtherDatesForWhatTheyAre(String name) {
        assertThat(LeakNames.isClosingDate(name, Kind.DATE)).isFalse();
    }

    @Test
    void readsAllSpellingsOfOneNameAlike() {
        assertThat(LeakNames.suspicion("leadStatus"))
                .isPresent()
                .isEqualTo(LeakNames.suspicion("LEAD_STATUS"))
                .isEqualTo(LeakNames.suspicion(" lead-status "));
    }
}
