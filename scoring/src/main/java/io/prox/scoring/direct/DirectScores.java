package io.prox.scoring.direct;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.features.LeadFeatures;
import io.prox.features.behaviour.Engagement;
import io.prox.features.reading.Published;
import io.prox.features.reading.ReadLead;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranked;
import io.prox.scoring.ranking.Ranking;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Scores leads that are not kept, as they would be scored if they were: read, turned into features
/// and ranked by the same lines, under the ranking that counts now, so that the same fields at the
/// same instant have the same score to the last bit.
///
/// Nothing of a lead is kept, logged or published.
final class DirectScores {
    private final Champions champions;
    private final ModelStore models;

    DirectScores(Champions champions, ModelStore models) {
        this.champions = champions;
        this.models = models;
    }

    /// A lead to score.
    ///
    /// @param asOf the instant of which the score is to speak; a lead that does not say when it
    ///   came to be does so then
    record Asked(ReadLead lead, Instant asOf) {
        /// As of somebody who was never seen to do anything.
        private Map<String, String> row() {
            return LeadFeatures.row(Published.profile(lead, asOf), Engagement.NONE, asOf);
        }
    }

    /// @param model that ranked all of them, the rules among those
    /// @param ranks in the order of the leads
    record Given(ModelVersion model, List<Ranked> ranks) {
        Given {
            ranks = List.copyOf(ranks);
        }
    }

    Given score(WorkspaceId workspace, List<Asked> leads) {
        Ranking ranking = models.ranking(workspace, champions.now(workspace).champion());
        List<Ranked> ranks =
                ranking
                        .features(leads.stream().map(Asked::row).map(ranking::spelled).toList())
                        .parallelStream()
                        .map(ranking::rank)
                        .toList();
        return new Given(ranking.version(), ranks);
    }
}
