package io.prox.scoring.ledger;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why a lead's score, or the reasons for it, are what they are since an instant.
///
/// @param entry counts the entries of a lead under all models from 1, without gaps
/// @param revision of the lead that was scored
/// @param asOf the instant that the score speaks of
/// @param changed names of the fields whose change caused it
/// @param activities of the lead that caused it, by identifier
/// @param features all that the score depends on beside the model
public record LedgerEntry(
        LeadId lead,
        long entry,
        ModelVersion model,
        long revision,
        Instant asOf,
        Instant computedAt,
        Cause cause,
        List<String> changed,
        List<String> activities,
        Features features,
        Optional<Chance> chance,
        int score,
        Optional<String> fit,
        Optional<Integer> engagement) {
    public LedgerEntry {
        changed = List.copyOf(changed);
        activities = List.copyOf(activities);
    }

    /// Whether the score is that of a rank, apart from its reasons.
    boolean saysTheSame(Ranked rank) {
        return chance.equals(rank.chance()) && looksTheSame(rank);
    }

    /// Whether the score is that of a rank by a point, with its grades: so far time may move the
    /// chance.
    boolean looksTheSame(Ranked rank) {
        return score == rank.score()
                && fit.equals(rank.fit())
                && engagement.equals(rank.engagement());
    }
}
