package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.tables.Kind;
import io.prox.tables.TextColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    private static final List<String> UNSAID = List.of();

    @Test
    void takesOutcomesThatAreKnownAsSuch() {
        Outcome outcome = Outcome.of("outcome", "won", new byte[] {1, 0, -1});

        assertThat(outcome.isConverted(0)).isTrue();
        assertThat(outcome.isConverted(1)).isFalse();
        assertThat(outcome.isOpen(2)).isTrue();
        assertThat(outcome.positive()).containsExactly("won");
        assertThatThrownBy(() -> Outcome.of("outcome", "won", new byte[] {2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "1.0, 0.0",
        "1, -1",
        "yes, no",
        "Y, N",
        "TRUE, FALSE",
        "Won, Lost",
        "Closed Won, Closed Lost",
        "Converted, Not converted",
        "customer, disqualified",
        "success, failure",
        "ja, nein",
        "gewonnen, verloren",
        "oui, non",
        "x, n",
    })
    void recognisesTheWordThatMeansConverted(String positive, String negative) {
        Outcome outcome = Outcome.of(target(negative, positive, negative), UNSAID, UNSAID);

        assertThat(outcome.labels()).containsExactly(0, 1, 0);
        assertThat(outcome.positive()).containsExactly(positive);
    }

    @Test
    void takesAnUnknownWordForConvertedBesideOneThatMeansNot() {
        Outcome outcome = Outcome.of(target("Lost", "Renewed", "Lost"), UNSAID, UNSAID);

        assertThat(outcome.labels()).containsExactly(0, 1, 0);
        assertThat(outcome.positive()).containsExactly("Renewed");
    }

    @Test
    void knowsOneValueInWhateverCase() {
        Outcome outcome =
                Outcome.of(
                        target("CONVERTED", " converted ", "Rejected", "REJECTED"), UNSAID, UNSAID);

        assertThat(outcome.labels()).containsExactly(1, 1, 0, 0);
        assertThat(outcome.positive()).containsExactly("CONVERTED");
    }

    @Test
    void leavesRowsWithoutAnOutcomeOpen() {
        Outcome outcome = Outcome.of(target("yes", "", "no", "Select"), UNSAID, UNSAID);

        assertThat(outcome.labels()).containsExactly(1, -1, 0, -1);
        assertThat(outcome.isOpen(1)).isTrue();
        assertThat(outcome.isOpen(2)).isFalse();
        assertThat(outcome.isConverted(0)).isTrue();
        assertThat(outcome.isConverted(1)).isFalse();
    }

    @Test
    void takesSeveralPositiveValuesAndAllOthersForNegative() {
        Outcome outcome =
                Outcome.of(
                        target("gold", "silver", "bronze", "", "Gold"),
                        List.of("Gold", "Silver"),
                        UNSAID);

        assertThat(outcome.labels()).containsExactly(1, 1, 0, -1, 1);
        assertThat(outcome.positive()).containsExactly("gold", "silver");
    }

    @Test
    void takesEveryFilledCellForConvertedOnRequest() {
        Outcome outcome =
                Outcome.of(
                        target("2024-03-01", "", "Select", "2024-05-09"), List.of("Any"), UNSAID);

        assertThat(outcome.labels()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void leavesAllOthersOpenBesideNamedNegativeValues() {
        TextColumn stages = target("Won", "Lost", "Demo", "", "Proposal", "Won");

        Outcome named = Outcome.of(stages, List.of("won"), List.of("LOST"));
        Outcome recognised = Outcome.of(stages, UNSAID, List.of("Lost"));

        assertThat(named.labels()).containsExactly(1, 0, -1, -1, -1, 1);
        assertThat(recognised.labels()).isEqualTo(named.labels());
    }

    @Test
    void asksWhichOfSeveralValuesMeanConverted() {
        assertThatThrownBy(
                        () ->
                                Outcome.of(
                                        target("Won", "Lost", "Demo", "Lost", "Demo", "Demo"),
                                        UNSAID,
                                        UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'Deal' has 3 different values")
                .hasMessageContaining("--positive A,B")
                .hasMessageContaining("--negative C,D")
                .hasMessageContaining("Demo (3), Lost (2), Won (1)");
    }

    @Test
    void asksWhichOfTwoUnknownWordsMeansConverted() {
        assertThatThrownBy(() -> Outcome.of(target("A", "B", "A"), UNSAID, UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("A (2), B (1)");
    }

    @Test
    void asksWhatOneAndTwoStandFor() {
        assertThatThrownBy(() -> Outcome.of(target("1", "2", "1"), UNSAID, UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("which of them mean converted")
                .hasMessageContaining("1 (2), 2 (1)");
    }

    @Test
    void listsTheMostFrequentOfManyValues() {
        List<String> cells = new ArrayList<>();
        for (int value = 1; value <= 15; value++) {
            cells.addAll(Collections.nCopies(value, "stage " + value));
        }

        assertThatThrownBy(() -> Outcome.of(target(cells), UNSAID, UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("stage 15 (15), stage 14 (14)")
                .hasMessageContaining("stage 4 (4) and 3 more")
                .hasMessageNotContaining("stage 3 (");
    }

    @Test
    void namesTheValuesWhereAnAskedOneIsAbsent() {
        TextColumn target = target("hot", "cold", "cold");

        assertThatThrownBy(() -> Outcome.of(target, List.of("warm"), UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'warm' of --positive in 'Deal'")
                .hasMessageContaining("cold (2), hot (1)");
        assertThatThrownBy(() -> Outcome.of(target, List.of("hot"), List.of("icy")))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'icy' of --negative");
    }

    @Test
    void refusesAValueThatIsBothPositiveAndNegative() {
        assertThatThrownBy(
                        () ->
                                Outcome.of(
                                        target("Won", "Lost"),
                                        List.of("won"),
                                        List.of("Lost", "WON")))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'Won' of 'Deal' is named both positive and negative");
    }

    @Test
    void refusesNegativeValuesWhereEveryFilledCellMeansConverted() {
        assertThatThrownBy(
                        () ->
                                Outcome.of(
                                        target("2024-03-01", "", "lost"),
                                        List.of(Outcome.ANY),
                                        List.of("lost")))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("--positive any")
                .hasMessageContaining("--negative");
    }

    @Test
    void refusesOneOutcomeOnly() {
        assertThatThrownBy(() -> Outcome.of(target("no", "no"), List.of("no"), UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'Deal' has one outcome only: no (2)");
        assertThatThrownBy(() -> Outcome.of(target("a", "b"), List.of(Outcome.ANY), UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("one outcome only");
        assertThatThrownBy(() -> Outcome.of(target("", ""), UNSAID, UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("no value at all");
    }

    @ParameterizedTest
    @CsvSource({"yes", "17 Mar"})
    void pointsToAnyWhereOnlyConvertedLeadsHaveAValue(String value) {
        assertThatThrownBy(() -> Outcome.of(target(value, "", value, ""), UNSAID, UNSAID))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("one outcome only: %s (2)".formatted(value))
                .hasMessageContaining("--positive any");
    }

    private static TextColumn target(String... cells) {
        return target(List.of(cells));
    }

    private static TextColumn target(List<String> cells) {
        return Leads.text("Deal", Kind.CATEGORY, cells);
    }
}
