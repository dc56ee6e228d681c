package io.prox.contracts;

import java.util.List;

/// All topics. The key of a record is [#key], so that the facts of one lead stay in order.
public final class Topics {
    private static final int PARTITIONS = 12;

    /// [LeadFact]s, from ingestion.
    public static final Topic LEADS = new Topic("ingestion.leads.v1", PARTITIONS, true);

    /// [ScoreFact]s, from scoring.
    public static final Topic SCORES = new Topic("scoring.scores.v1", PARTITIONS, true);

    private Topics() {}

    public static List<Topic> all() {
        return List.of(LEADS, SCORES);
    }

    /// The key that keeps one lead's facts in one partition.
    public static String key(WorkspaceId workspace, LeadId lead) {
        return workspace.value() + "/" + lead.value();
    }
}
