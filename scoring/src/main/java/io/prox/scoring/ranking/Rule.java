package io.prox.scoring.ranking;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// One of the rules by which leads are ranked before a model is.
///
/// @param column that it looks at
/// @param points that a value of the column gives; 0 where it says nothing
record Rule(String column, ToIntFunction<String> points) {
    /// Points by value.
    static Rule of(String column, Map<String, Integer> points) {
        return new Rule(column, value -> points.getOrDefault(value, 0));
    }

    /// What a row gets by this rule; empty where it says nothing.
    Optional<RuleRanking.Points> apply(Map<String, String> row) {
        return Optional.ofNullable(row.get(column))
                .map(value -> new RuleRanking.Points(column, value, points.applyAsInt(value)))
                .filter(given -> given.points() != 0);
    }
}
