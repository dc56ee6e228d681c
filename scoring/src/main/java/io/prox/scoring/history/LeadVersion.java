package io.prox.scoring.history;

import io.prox.contracts.LeadId;
import io.prox.features.Profile;
import java.time.Instant;

/// What was known of a lead from an instant on.
///
/// @param revision of the fact that said so
/// @param part of several that one fact said, in the order of time; else 0
/// @param knownAt when ProX learnt of it
/// @param occurredAt since when it was so at the source
public record LeadVersion(
        LeadId lead,
        long revision,
        int part,
        Instant knownAt,
        Instant occurredAt,
        Profile profile) {}
