package io.prox.scoring.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.features.LeadFeatures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Ranks by rules that anyone can read, until there are outcomes to learn from. They say what most
/// sales teams would: a company address, a senior title and a fresh request come first. The list is
/// written down in `docs/concepts/rules.md`, which a test holds to it.
///
/// Points are kept with the score, so that a later list of rules does not change what was.
public final class RuleRanking implements Ranking {
    private static final int BASE = 35;
    private static final int MOST = 100;

    /// Of a recent count: one half-life ago.
    private static final double HALF = 0.5;

    static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Email: kind of address",
                            Map.of(
                                    "company", 15,
                                    "free mail", -5,
                                    "education", -5,
                                    "disposable", -25,
                                    "unreadable", -15)),
                    Rule.of("Email: role address", Map.of("is a role address, as info@ is", -8)),
                    Rule.of(
                            "Job title: seniority",
                            Map.of(
                                    "owner or C-level", 15,
                                    "vice president", 13,
                                    "director", 12,
                                    "head", 10,
                                    "manager", 6,
                                    "senior", 3,
                                    "junior", -4,
                                    "assistant", -5,
                                    "intern or student", -15)),
                    Rule.of("Phone: given", Map.of("is given", 6)),
                    Rule.of("Company: given", Map.of("is given", 4)),
                    Rule.of("Note: given", Map.of("is given", 3)),
                    Rule.of("Note: question", Map.of("asks a question", 3)),
                    Rule.of(
                            "Website: topic of page",
                            Map.of("prices", 10, "demo or trial", 12, "contact", 8)),
                    new Rule("Activity: recent demo requests", RuleRanking::pointsOfRequests),
                    new Rule("Activity: recent trials begun", RuleRanking::pointsOfRequests),
                    new Rule("Activity: recent pages: prices", RuleRanking::pointsOfPrices),
                    new Rule("Activity: recent, by the week", RuleRanking::pointsOfActivity),
                    new Rule("Activity: recent mails unsubscribed", RuleRanking::pointsOfLeave),
                    new Rule(LeadFeatures.AGE, RuleRanking::pointsOfAge),
                    new Rule(LeadFeatures.SHARE_GIVEN, RuleRanking::pointsOfShare));

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Points>> KEPT = new TypeReference<>() {};

    /// What one rule gave.
    ///
    /// @param column that it looked at
    /// @param value that it found there
    record Points(String column, String value, int points) {}

    private static int pointsOfAge(String days) {
        int age = Integer.parseInt(days);
        return age <= 7 ? 10 : age <= 30 ? 0 : age <= 90 ? -8 : -15;
    }

    private static int pointsOfRequests(String recent) {
        return Double.parseDouble(recent) >= HALF ? 15 : 0;
    }

    private static int pointsOfPrices(String recent) {
        double views = Double.parseDouble(recent);
        return views >= 2 ? 10 : views >= HALF ? 5 : 0;
    }

    private static int pointsOfActivity(String recent) {
        double deeds = Double.parseDouble(recent);
        return deeds >= 10 ? 8 : deeds >= 3 ? 5 : deeds >= HALF ? 2 : 0;
    }

    private static int pointsOfLeave(String recent) {
        return Double.parseDouble(recent) >= HALF ? -10 : 0;
    }

    private static int pointsOfShare(String share) {
        return (int) Math.round(10 * Double.parseDouble(share));
    }

    @Override
    public ModelVersion version() {
        return ModelVersion.RULES;
    }

    @Override
    public List<Features> features(List<? extends Map<String, String>> rows) {
        return rows.stream().map(row -> Features.of(JSON.writeValueAsBytes(points(row)))).toList();
    }

    private static List<Points> points(Map<String, String> row) {
        return RULES.stream().flatMap(rule -> rule.apply(row).stream()).toList();
    }

    @Override
    public boolean readsBehaviour() {
        return true;
    }

    @Override
    public boolean surelyScores(Features features, int score) {
        return rank(features).score() == score;
    }

    /// Its columns are ProX's own.
    @Override
    public Map<String, String> spelled(Map<String, String> row) {
        return row;
    }

    @Override
    public List<Ranked> rank(List<Features> features) {
        return features.stream().map(each -> ranked(read(each))).toList();
    }

    private static Ranked ranked(List<Points> points) {
        int sum = BASE + points.stream().mapToInt(Points::points).sum();
        return new Ranked(
                Optional.empty(),
                true,
                Math.clamp(sum, 0, MOST),
                Optional.empty(),
                Optional.empty(),
                BASE,
                points.stream()
                        .sorted(Comparator.comparingInt(each -> -Math.abs(each.points())))
                        .map(
                                each ->
                                        new Reason(
                                                each.column(),
                                                each.points(),
                                                each.column() + " is " + each.value()))
                        .toList());
    }

    private static List<Points> read(Features features) {
        try {
            return JSON.readValue(features.bytes(), KEPT);
        } catch (JacksonException foreign) {
            throw new IllegalArgumentException(
                    "no points: " + new String(features.bytes(), UTF_8), foreign);
        }
    }
}
