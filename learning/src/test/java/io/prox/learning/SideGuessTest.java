package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideGuessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TotalVisits",
                "Total Time Spent on Website",
                "Page Views Per Visit",
                "Besuche",
                "Minuten auf der Seite",
                "Letzte Aktivität",
                "Geöffnete E-Mails: Öffnungen",
                "emails_opened",
                "Email Clicks",
                "Last Activity",
                "days_since_last_visit",
                "ProductRelated_Duration",
                "BounceRates",
                "PageValues",
                "recency",
                "previous",
                "poutcome",
                "Webinar attended",
            })
    void takesVisitsClicksAndTimeForWhatALeadDid(String name) {
        assertThat(SideGuess.of(schema(name))).isEqualTo(Side.ENGAGEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Country",
                "Lead Source",
                "Land",
                "Mitarbeiter",
                "Besuchszeit erlaubt",
                "Do Not Call",
                "TrafficType",
                "Lead Origin",
                "Company Size",
                "job",
                "age",
                "marital",
                "Specialization",
                "VisitorType",
                "Browser",
                "Annual Revenue",
                "OperatingSystems",
                "Landing Page Id",
            })
    void takesTheRestForWhatALeadIs(String name) {
        assertThat(SideGuess.of(schema(name))).isEqualTo(Side.FIT);
    }

    private static ColumnSchema schema(String name) {
        return Leads.numbers(name, 1, 2).schema();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Visits", "Page views"})
    void goesByTheColumnOfTheFileAndNotByADerivedName(String source) {
        ColumnSchema own = schema("Country");
        ColumnSchema derived =
                new ColumnSchema("Country", source, Kind.NUMBER, own.reason(), own.format());

        assertThat(SideGuess.of(derived)).isEqualTo(Side.ENGAGEMENT);
    }
}
