package io.prox.console.work.list;

import io.prox.console.work.Grades.Letter;
import io.prox.console.work.Qualifier;
import io.prox.console.work.Status;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.Money;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lead as the work list shows it, without anything that identifies a person.
///
/// @param revision of the lead's newest fact
/// @param version counts what was done with the lead here; 0 before anything
/// @param score 0 to 100 under the shown model; empty while there is none
/// @param sure whether the chance is known closely enough to act on
/// @param model whose scores the workspace is shown
/// @param rules whether that is no model but the rules that rank until there is one
/// @param previousScore what was shown 24 hours before
/// @param company domain of its account
/// @param title rank and department, as far as its job title tells
/// @param values the few that a list shows, by name
/// @param changedAt when anything about it changed, or somebody did something with it
/// @param owner user whose lead it is
/// @param statusReason why it was disqualified
public record Item(
        LeadId lead,
        long revision,
        long version,
        Optional<Integer> score,
        Optional<Letter> grade,
        Optional<Chance> chance,
        boolean sure,
        Optional<String> fit,
        Optional<Integer> engagement,
        List<Reason> reasons,
        String model,
        boolean rules,
        Optional<Instant> scoredAt,
        Optional<Integer> previousScore,
        Optional<String> company,
        Optional<String> title,
        SortedMap<String, String> values,
        List<String> sources,
        Instant createdAt,
        Instant changedAt,
        Optional<Outcome> outcome,
        Optional<String> owner,
        Optional<String> ownerName,
        Status status,
        Optional<String> statusReason,
        Optional<Instant> statusAt,
        Optional<Qualifier> qualifiedBy) {
    public Item {
        reasons = List.copyOf(reasons);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        sources = List.copyOf(sources);
    }

    /// What became of the lead.
    public record Outcome(LeadOutcome.Kind kind, Instant at, Optional<Money> value) {}
}
