package io.prox.benchmarks.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A lead that came under rules, was ranked by a model, changed then, and was ranked by another.
final class LeadLedgerTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String KEPT =
            """
            [{"entry": 4, "since": "2026-03-04T09:00:00Z", "model": "model_b", "rules": false, "score": 60, "asOf": "d",
                "cause": {"kind": "model"}, "chance": {"probability": 0.5},
                "movedFrom": 3, "moved": [{"column": "Size", "from": 0.25, "to": 0.5}]},
            {"entry": 3, "since": "2026-03-03T09:00:00Z", "model": "model_a", "rules": false, "score": 80, "asOf": "c",
                "cause": {"kind": "import"}, "chance": {"probability": 0.5},
                "movedFrom": 2, "moved": [{"column": "Title", "from": -0.5, "to": 1.0}]},
            {"entry": 2, "since": "2026-03-02T09:00:00Z", "model": "model_a", "rules": false, "score": 20, "asOf": "b",
                "cause": {"kind": "model"}, "chance": {"probability": 0.18242552380635635},
                "movedFrom": 1, "moved": []},
            {"entry": 1, "since": "2026-03-01T09:00:00Z", "model": "model_rules", "rules": true, "score": 100, "asOf": "a",
                "cause": {"kind": "import"}, "moved": []}]
            """;
    private static final String EXPLAINED =
            """
            [{"entry": 4, "model": "model_b", "rules": false, "score": 60, "asOf": "d",
                "cause": {"kind": "model"}, "chance": {"probability": 0.5},
                "base": -1.5, "sum": 0.0, "contributions": [
                    {"column": "Title", "contribution": 1.0},
                    {"column": "Size", "contribution": 0.5}]},
            {"entry": 3, "model": "model_a", "rules": false, "score": 80, "asOf": "c",
                "cause": {"kind": "import"}, "chance": {"probability": 0.5},
                "base": -1.25, "sum": 0.0, "contributions": [
                    {"column": "Title", "contribution": 1.0},
                    {"column": "Size", "contribution": 0.25}]},
            {"entry": 2, "model": "model_a", "rules": false, "score": 20, "asOf": "b",
                "cause": {"kind": "model"}, "chance": {"probability": 0.18242552380635635},
                "base": -1.25, "sum": -1.5, "contributions": [
                    {"column": "Title", "contribution": -0.5},
                    {"column": "Size", "contribution": 0.25}]},
            {"entry": 1, "model": "model_rules", "rules": true, "score": 100, "asOf": "a",
                "cause": {"kind": "import"},
                "base": 35, "sum": 110, "contributions": [
                    {"column": "Title", "contribution": 75}]}]
            """;

    @Test
    void nothingIsWrongWhereEverythingAddsUp() {
        LeadLedger ledger = ledger(KEPT, EXPLAINED);

        assertThat(ledger.entries()).isEqualTo(4);
        assertThat(ledger.steps()).isEqualTo(2);
        assertThat(faults(ledger)).containsOnly(0L);
        assertThat(ledger.endsWith(entries(EXPLAINED).getFirst())).isTrue();
    }

    @Test
    void seesAContributionThatIsAnother() {
        LeadLedger ledger =
                ledger(KEPT, EXPLAINED.replace("\"contribution\": 75", "\"contribution\": 74"));

        assertThat(ledger.unsound()).isEqualTo(1);
    }

    @Test
    void seesAScoreAndAChanceThatWereKeptOtherwise() {
        assertThat(ledger(KEPT.replace("\"score\": 80", "\"score\": 81"), EXPLAINED).unsound())
                .isEqualTo(1);
        assertThat(ledger(KEPT.replace("0.1824", "0.1825"), EXPLAINED).unsound()).isEqualTo(1);
    }

    @Test
    void seesAChanceThatDoesNotFollowFromTheSum() {
        String chance = "\"probability\": 0.1824";
        String other = "\"probability\": 0.1825";

        LeadLedger ledger = ledger(KEPT.replace(chance, other), EXPLAINED.replace(chance, other));

        assertThat(ledger.unsound()).isEqualTo(1);
    }

    @Test
    void seesAMoveThatIsNotThatOfTheContributions() {
        assertThat(ledger(KEPT.replace("\"to\": 1.0", "\"to\": 1.5"), EXPLAINED).unexplained())
                .isEqualTo(1);
        assertThat(ledger(KEPT.replace("Title", "Size"), EXPLAINED).unexplained()).isEqualTo(1);
    }

    @Test
    void seesAMoveThatIsNotTold() {
        String untold = KEPT.replaceFirst("\"moved\": \\[\\{[^}]*}]", "\"moved\": []");

        assertThat(ledger(untold, EXPLAINED).unexplained()).isEqualTo(1);
    }

    @Test
    void seesAMoveBetweenPointsAndLogOdds() {
        String told =
                KEPT.replace(
                        "\"movedFrom\": 1, \"moved\": []",
                        "\"movedFrom\": 1, \"moved\": [{\"column\": \"Title\", \"from\": 75, \"to\": -0.5}]");

        assertThat(ledger(told, EXPLAINED).unexplained()).isEqualTo(1);
    }

    @Test
    void seesAnEntryThatFollowedAnother() {
        assertThat(
                        ledger(KEPT.replace("\"movedFrom\": 2", "\"movedFrom\": 1"), EXPLAINED)
                                .unexplained())
                .isEqualTo(1);
    }

    @Test
    void seesABaseThatMovesWithoutAReason() {
        String moved =
                EXPLAINED.replace("\"base\": -1.25, \"sum\": 0.0", "\"base\": -1.0, \"sum\": 0.25");

        assertThat(ledger(KEPT, moved).unexplained()).isEqualTo(1);
    }

    @Test
    void seesEntriesThatAreMissingOrThereTwice() {
        assertThat(new LeadLedger(entries(KEPT), entries(EXPLAINED), 1).missing()).isEqualTo(1);
        assertThat(ledger(KEPT.replace("03-03T", "03-05T"), EXPLAINED).misplaced()).isEqualTo(1);
        assertThat(
                        ledger(
                                        KEPT.replace("\"b\"", "\"c\"")
                                                .replace(
                                                        "{\"kind\": \"model\"}",
                                                        "{\"kind\": \"import\"}"),
                                        EXPLAINED)
                                .repeated())
                .isEqualTo(1);
    }

    @Test
    void doesNotEndWithAnotherScore() {
        assertThat(ledger(KEPT, EXPLAINED).endsWith(entries(EXPLAINED).get(2))).isFalse();
    }

    private static List<Long> faults(LeadLedger ledger) {
        return Stream.of(
                        ledger.missing(),
                        ledger.misplaced(),
                        ledger.repeated(),
                        ledger.unsound(),
                        ledger.unexplained())
                .toList();
    }

    private static LeadLedger ledger(String kept, String explained) {
        return new LeadLedger(entries(kept), entries(explained), 0);
    }

    private static List<JsonNode> entries(String json) {
        return JSON.readTree(json).valueStream().toList();
    }
}
