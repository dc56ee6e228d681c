package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Scored;
import io.prox.learning.Scored.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoredRowsTest {

    @Test
    void theScoreFollowsTheColumnsOfTheFile() {
        ScoredRows.Header header = ScoredRows.header(List.of("id", "city"));

        assertThat(header.names())
                .containsExactly(
                        "id",
                        "city",
                        "probability",
                        "interval_low",
                        "interval_high",
                        "score",
                        "fit",
                        "engagement",
                        "reason_1",
                        "reason_2",
                        "reason_3");
        assertThat(header.renamed()).isEmpty();
    }

    @Test
    void aColumnOfTheFileGivesWayAndItIsSaid() {
        ScoredRows.Header header = ScoredRows.header(List.of("score", "score (input)", "city"));

        assertThat(header.names()).startsWith("score (input 2)", "score (input)", "city");
        assertThat(header.names()).doesNotHaveDuplicates();
        assertThat(header.renamed()).containsExactly("'score' is now 'score (input 2)'");
    }

    @Test
    void cellsHoldTheScoreAndTheThreeHeaviestReasons() {
        var scored =
                new Scored(
                        0.123456789,
                        0.1,
                        0.15,
                        87,
                        Optional.of('B'),
                        Optional.of(2),
                        List.of(
                                new Reason("visits", 0.9, "visits is 12, far above the usual 3"),
                                new Reason("source", -0.4, "source is web"),
                                new Reason("city", 0, "city is Bonn"),
                                new Reason("age", 0, "age is 40")),
                        -1.0);

        assertThat(ScoredRows.cells(scored))
                .containsExactly(
                        "0.123457",
                        "0.1",
                        "0.15",
                        "87",
                        "B",
                        "2",
                        "visits is 12, far above the usual 3 (raises the score)",
                        "source is web (lowers the score)",
                        "");
    }

    @Test
    void thinDataSaysSoInFrontOfTheReasons() {
        var scored =
                new Scored(
                        0.3,
                        0.1,
                        0.55,
                        60,
                        Optional.of('A'),
                        Optional.empty(),
                        List.of(new Reason("source", 0.4, "source is fair")),
                        -1.0);

        List<String> cells = ScoredRows.cells(scored);

        assertThat(cells.get(5)).isEmpty();
        assertThat(cells.get(6))
                .isEqualTo("not enough evidence (10 to 55 %); source is fair (raises the score)");
    }

    @Test
    void aTinyProbabilityIsWrittenWithoutExponent() {
        var scored =
                new Scored(
                        1.5e-7,
                        1e-8,
                        1e-6,
                        0,
                        Optional.of('D'),
                        Optional.of(4),
                        List.<Reason>of(),
                        -16);

        assertThat(ScoredRows.cells(scored)).startsWith("0.00000015", "0.00000001", "0.000001");
    }
}
