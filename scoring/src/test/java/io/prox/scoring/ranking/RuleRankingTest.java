package io.prox.scoring.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.ScoreFact.Reason;
import io.prox.features.DerivedCells;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.features.behaviour.EngagementFeatures;
import io.prox.features.fields.StandardField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleRankingTest {
    private static final Instant CREATED = Instant.parse("2026-01-05T10:00:00Z");
    private static final RuleRanking RULES = new RuleRanking();

    @Test
    void theFreshHeadOfABusinessComesBeforeAnAnonymousStudent() {
        Ranked head =
                rank(
                        3,
                        Map.of(
                                StandardField.EMAIL, "ada@acme.example",
                                StandardField.JOB_TITLE, "Head of Operations",
                                StandardField.PHONE, "+49 30 23125000"));
        Ranked student =
                rank(
                        200,
                        Map.of(
                                StandardField.EMAIL, "ada@gmail.com",
                                StandardField.JOB_TITLE, "Student"));

        assertThat(head.score()).isGreaterThan(70);
        assertThat(student.score()).isLessThan(20);
        assertThat(head.chance()).isEmpty();
    }

    @Test
    void pointsAddUp() {
        Ranked rank = rank(3, Map.of(StandardField.EMAIL, "ada@acme.example"));

        double sum =
                rank.base() + rank.contributions().stream().mapToDouble(Reason::contribution).sum();

        assertThat(sum).isEqualTo(rank.score());
        assertThat(rank.reasons())
                .extracting(Reason::words)
                .contains("Email: kind of address is company");
        assertThat(rank.reasons()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aScoreIsNeverBeyondItsEnds() {
        Ranked low =
                RULES.rank(
                        RULES.features(
                                        List.of(
                                                Map.of(
                                                        "Email: kind of address",
                                                        "disposable",
                                                        "Job title: seniority",
                                                        "intern or student",
                                                        LeadFeatures.AGE,
                                                        "900")))
                                .getFirst());

        assertThat(low.score()).isZero();
    }

    @Test
    void keptPointsGiveTheSameRankAgain() {
        Features features =
                RULES.features(List.of(row(3, Map.of(StandardField.EMAIL, "ada@acme.example"))))
                        .getFirst();

        assertThat(new RuleRanking().rank(Features.of(features.bytes().clone())))
                .isEqualTo(RULES.rank(features));
        assertThatThrownBy(() -> RULES.rank(Features.of(new byte[] {1, 2})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// A rule on a value that no field is ever turned into would never fire.
    @Test
    void everyRuleLooksAtSomethingThatThereIs() {
        Set<String> columns = new HashSet<>(Set.of(LeadFeatures.AGE, LeadFeatures.SHARE_GIVEN));
        for (StandardField field : StandardField.values()) {
            DerivedCells.schemas(field).forEach(schema -> columns.add(schema.name()));
        }
        columns.addAll(EngagementFeatures.names());

        assertThat(columns).containsAll(RuleRanking.RULES.stream().map(Rule::column).toList());
    }

    @Test
    void thePageOfTheRulesSaysWhatTheyAre() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "concepts", "rules.md"));

        for (StandardField field : StandardField.values()) {
            DerivedCells.schemas(field).stream()
                    .flatMap(
                            schema ->
                                    schema.levels().stream()
                                            .map(level -> Map.entry(schema.name(), level)))
                    .forEach(
                            cell -> {
                                int points =
                                        RuleRanking.RULES.stream()
                                                .flatMap(
                                                        rule ->
                                                                rule
                                                                        .apply(Map.ofEntries(cell))
                                                                        .stream())
                                                .mapToInt(RuleRanking.Points::points)
                                                .sum();
                                if (points != 0) {
                                    assertThat(page)
                                            .contains(
                                                    "| %s | %s | %s%d |"
                                                            .formatted(
                                                                    cell.getKey(),
                                                                    cell.getValue(),
                                                                    points > 0 ? "+" : "−",
                                                                    Math.abs(points)));
                                }
                            });
        }
    }

    /// Each step of points that a rule on behaviour gives has a row.
    @Test
    void thePageOfTheRulesHasAllStepsOfWhatALeadDid() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "concepts", "rules.md"));
        int steps = 0;

        for (Rule rule : RuleRanking.RULES) {
            if (!EngagementFeatures.isOne(rule.column())) {
                continue;
            }
            for (int halves = 0; halves <= 40; halves++) {
                int points = rule.points().applyAsInt(Double.toString(halves / 2.0));
                if (points != 0) {
                    steps++;
                    assertThat(page)
                            .containsPattern(
                                    "\\| %s \\| [^|]+ \\| %s%d \\|"
                                            .formatted(
                                                    rule.column(),
                                                    points > 0 ? "\\+" : "−",
                                                    Math.abs(points)));
                }
            }
        }
        assertThat(steps).isGreaterThan(100);
    }

    private static Ranked rank(int days, Map<StandardField, String> fields) {
        return RULES.rank(RULES.features(List.of(row(days, fields))).getFirst());
    }

    private static Map<String, String> row(int days, Map<StandardField, String> fields) {
        var values = new LinkedHashMap<String, String>();
        fields.forEach((field, text) -> values.putAll(DerivedCells.of(field, text)));
        return LeadFeatures.row(new Profile(CREATED, values), CREATED.plus(Duration.ofDays(days)));
    }
}
