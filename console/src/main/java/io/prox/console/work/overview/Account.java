package io.prox.console.work.overview;

import io.prox.contracts.LeadId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A company and its leads, taken together.
///
/// @param company its domain
/// @param leads how many there are
/// @param best the lead with the highest score
/// @param meanScore of its leads that have a score, to one decimal
/// @param fit the best of its leads
/// @param open leads without an outcome
/// @param lastChangedAt when anything about one of its leads changed
/// @param trend how its best score went, a point for each day on which it had one
record Account(
        String company,
        long leads,
        Optional<Best> best,
        Optional<Double> meanScore,
        Optional<String> fit,
        long won,
        long lost,
        long open,
        Instant lastChangedAt,
        List<Point> trend) {
    Account {
        trend = List.copyOf(trend);
    }

    Account with(List<Point> line) {
        return new Account(
                company, leads, best, meanScore, fit, won, lost, open, lastChangedAt, line);
    }

    /// The lead to begin with.
    record Best(LeadId lead, int score) {}

    /// The highest score at the end of a day.
    ///
    /// @param day of UTC
    record Point(LocalDate day, int best) {}
}
