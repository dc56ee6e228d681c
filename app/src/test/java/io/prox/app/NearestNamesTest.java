package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
    private static final List<String> COLUMNS =
            List.of("Converted", "Lead Source", "Lead Origin", "City", "TotalVisits");

    @ParameterizedTest
    @CsvSource({
        "converted, Converted",
        "Convrted, Converted",
        "Convetred, Converted",
        "lead_source, Lead Source",
        "Source, Lead Source",
        "total visits, TotalVisits",
        "Cty, City"
    })
    void theNearestComesFirst(String wanted, String nearest) {
        assertThat(NearestNames.of(wanted, COLUMNS)).first().isEqualTo(nearest);
    }

    @Test
    void whatIsFarOffIsNotOffered() {
        assertThat(NearestNames.of("revenue", COLUMNS)).isEmpty();
    }

    @Test
    void aQuestionOffersTheNearestOrElseWhatThereIs() {
        assertThat(NearestNames.question("converted", COLUMNS))
                .isEqualTo(" Did you mean 'Converted'?");
        assertThat(NearestNames.question("revenue", List.of("City", "Converted")))
                .isEqualTo(" There are: 'City', 'Converted'.");
    }
}
