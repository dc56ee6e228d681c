package io.prox.scoring.history;

import io.prox.contracts.LeadId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A lead's whole past.
///
/// @param versions by rising revision, at least one
/// @param ending what became of it, where that is known
/// @param learnt what it did; empty where nobody of the workspace was ever seen to do anything
public record LeadPast(
        LeadId lead, List<LeadVersion> versions, Optional<Ending> ending, Optional<Learnt> learnt) {
    public LeadPast {
        versions = List.copyOf(versions);
    }

    /// What became of a lead, and when.
    public record Ending(boolean won, Instant at) {}

    /// When the lead came to be, as known today.
    public Instant createdAt() {
        return versions.getLast().profile().createdAt();
    }

    /// The lead as named cells, as it was known at an instant.
    public SequencedMap<String, String> row(Instant instant) {
        Profile profile = at(instant).profile();
        return learnt.map(known -> LeadFeatures.row(profile, known.at(instant), instant))
                .orElseGet(() -> LeadFeatures.row(profile, instant));
    }

    /// What was so at an instant, by the sources' own time: of versions that say it from the same
    /// instant the later one. Before the first of them, the first.
    public LeadVersion at(Instant instant) {
        LeadVersion found = versions.getFirst();
        for (LeadVersion version : versions) {
            boolean begun = !version.occurredAt().isAfter(instant);
            boolean later = !version.occurredAt().isBefore(found.occurredAt());
            if (begun && (later || found.occurredAt().isAfter(instant))) {
                found = version;
            }
        }
        return found;
    }
}
