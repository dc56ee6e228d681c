package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/// What a lead's activities come to, as it stands on [Topics#ENGAGEMENT].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngagementFact.EngagementChanged.class, name = "engagement-changed")
})
public sealed interface EngagementFact {
    WorkspaceId workspace();

    LeadId lead();

    /// Counts the facts of one lead from 1; each says all, so that a reader takes the newest.
    long revision();

    /// What was learnt of a lead within an hour. All parts of a lead come to its state, those until
    /// an hour to what was known then.
    ///
    /// @param hour its beginning
    /// @param state of that, in place of what was published of the hour before
    record Part(Instant hour, Bytes state) {}

    /// A lead did something more, or not after all what was thought.
    ///
    /// @param knownAt when ProX learnt of the last of it
    /// @param cause of the last of it
    /// @param activities that made the difference, by identifier, at most [#MOST_NAMED]
    /// @param state all that counts of the lead's activities, as the fold writes it
    /// @param parts of the state that are other than before
    record EngagementChanged(
            WorkspaceId workspace,
            LeadId lead,
            long revision,
            Instant knownAt,
            Cause cause,
            List<String> activities,
            Bytes state,
            List<Part> parts)
            implements EngagementFact {
        public static final int MOST_NAMED = 20;

        public EngagementChanged {
            Revisions.check(revision);
            activities = List.copyOf(activities);
            parts = List.copyOf(parts);
        }
    }
}
