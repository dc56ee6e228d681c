package io.prox.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All topics. The key of a record begins with its workspace; what speaks of a lead has the key
/// [#key], so that the facts of one lead stay in order.
public final class Topics {
    private static final int PARTITIONS = 12;

    /// What may identify a person, before it is known whom, stays for so long.
    public static final Duration UNTIL_KNOWN = Duration.ofDays(7);

    /// [EventFact]s, from ingestion's door.
    public static final Topic EVENTS =
            new Topic("ingestion.events.v1", PARTITIONS, Optional.of(UNTIL_KNOWN), true);

    /// [LeadFact]s, from ingestion.
    public static final Topic LEADS = Topic.kept("ingestion.leads.v1", PARTITIONS);

    /// [ActivityFact]s, from ingestion.
    public static final Topic ACTIVITY = Topic.kept("ingestion.activity.v1", PARTITIONS);

    /// [EngagementFact]s, from engagement.
    public static final Topic ENGAGEMENT = Topic.kept("engagement.states.v1", PARTITIONS);

    /// [ScoreFact]s, from scoring.
    public static final Topic SCORES = Topic.kept("scoring.scores.v1", PARTITIONS);

    private Topics() {}

    public static List<Topic> all() {
        return List.of(EVENTS, LEADS, ACTIVITY, ENGAGEMENT, SCORES);
    }

    /// The key that keeps one lead's facts in one partition.
    public static String key(WorkspaceId workspace, LeadId lead) {
        return workspace.value() + "/" + lead.value();
    }

    /// The key that keeps what one visitor does in one partition.
    ///
    /// @param visitor a keyed hash
    public static String key(WorkspaceId workspace, String visitor) {
        return workspace.value() + "/" + visitor;
    }
}
