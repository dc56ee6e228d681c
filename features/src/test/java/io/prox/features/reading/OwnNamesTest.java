package io.prox.features.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Team Size, team_size",
        "Team Size, teamSize",
        "Team Size, TEAM-SIZE",
        "Teamgröße, TEAMGRÖßE",
        "Pages viewed, ' pages.viewed '",
        "++, ++"
    })
    void takesSpellingsForOneName(String one, String other) {
        assertThat(OwnNames.folded(one)).isEqualTo(OwnNames.folded(other));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"Team 1, Team 2", "Country, Country'", "+, -", "Size, Sizes"})
    void tellsNamesApart(String one, String other) {
        assertThat(OwnNames.folded(one)).isNotEqualTo(OwnNames.folded(other));
    }
}
