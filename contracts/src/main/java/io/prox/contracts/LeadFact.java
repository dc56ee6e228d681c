package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A fact about one lead, as it stands on [Topics#LEADS]. Sealed, so that adding one breaks every
/// switch that forgot it.
///
/// Each carries all that is then known of the lead, so that a reader may drop repeats and older
/// facts by [#revision] alone.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LeadFact.LeadChanged.class, name = "lead-changed"),
    @JsonSubTypes.Type(value = LeadFact.LeadDeleted.class, name = "lead-deleted")
})
public sealed interface LeadFact {
    WorkspaceId workspace();

    LeadId lead();

    /// Counts the facts of one lead from 1, without gaps.
    long revision();

    /// When ProX learnt of it.
    Instant knownAt();

    Cause cause();

    /// A lead came to be, or something about it is different now.
    ///
    /// @param occurredAt when that was so at the source; for history that is imported long before
    ///   `knownAt`
    /// @param profile all that is known now
    /// @param outcome what became of the lead, while nobody has taken that back
    /// @param changed names of the fields whose values differ from the revision before; `outcome`
    ///   is among them where that differs
    /// @param past how the lead stood from its beginning up to now, by rising instants, in place of
    ///   all that was published of that; empty where the fact adds to the past and changes nothing
    ///   of it
    record LeadChanged(
            WorkspaceId workspace,
            LeadId lead,
            long revision,
            Instant knownAt,
            Instant occurredAt,
            Cause cause,
            LeadProfile profile,
            Optional<LeadOutcome> outcome,
            List<String> changed,
            Optional<List<Standing>> past)
            implements LeadFact {
        public LeadChanged {
            Revisions.check(revision);
            changed = List.copyOf(changed);
            past = past.map(List::copyOf);
        }
    }

    /// How a lead stood from an instant on.
    ///
    /// @param from since when, by the sources' own time
    /// @param values as of a [LeadProfile]
    record Standing(Instant from, Map<String, String> values) {
        public Standing {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /// A lead is gone: deleted by a person, erased, or merged into another.
    ///
    /// @param mergedInto the lead that it is part of now
    record LeadDeleted(
            WorkspaceId workspace,
            LeadId lead,
            long revision,
            Instant knownAt,
            Cause cause,
            Optional<LeadId> mergedInto)
            implements LeadFact {
        public LeadDeleted {
            Revisions.check(revision);
        }
    }
}
