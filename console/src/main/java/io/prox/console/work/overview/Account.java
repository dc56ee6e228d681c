package io.prox.console.work.overview;

import io.prox.contracts.LeadId;
import java.time.Instant;
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
record Account(
        String company,
        long leads,
        Optional<Best> best,
        Optional<Double> meanScore,
        Optional<String> fit,
        long won,
        long lost,
        long open,
        Instant lastChangedAt) {

    /// The lead to begin with.
    record Best(LeadId lead, int score) {}
}
