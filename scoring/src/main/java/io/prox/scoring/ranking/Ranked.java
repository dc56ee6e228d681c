package io.prox.scoring.ranking;

import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import java.util.List;
import java.util.Optional;

/// A lead's score with all of its reasons.
///
/// @param chance of conversion; empty under rules
/// @param sure whether the chance's interval is narrow enough to act on; true under rules, which
///   claim nothing
/// @param score 0 to 100
/// @param fit `A` to `D`; empty where the ranking has no profile columns
/// @param engagement 1 to 4; empty where it has no behaviour columns
/// @param base what a lead without any reason has: log-odds under a model, points under rules
/// @param contributions of every column, by falling weight; with the base they add up to the
///   log-odds of the chance, or to the points
public record Ranked(
        Optional<Chance> chance,
        boolean sure,
        int score,
        Optional<String> fit,
        Optional<Integer> engagement,
        double base,
        List<Reason> contributions) {
    private static final int SHOWN = 3;

    public Ranked {
        contributions = List.copyOf(contributions);
    }

    /// The log-odds of the chance, or the points: what base and contributions add up to.
    public double sum() {
        return base + contributions.stream().mapToDouble(Reason::contribution).sum();
    }

    /// The weightiest contributions that say anything, at most three.
    public List<Reason> reasons() {
        return contributions.stream()
                .filter(reason -> reason.contribution() != 0)
                .limit(SHOWN)
                .toList();
    }
}
