package io.prox.scoring.models;

import io.prox.learning.Learner;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.scoring.history.LeadHistory.Counts;

/// Whether there are enough outcomes to learn from.
///
/// @param won leads that converted
/// @param lost leads that did not
public record Readiness(long won, long lost) {
    static Readiness ofMature(Counts counts) {
        return new Readiness(counts.matureWon(), counts.mature() - counts.matureWon());
    }

    /// By what is known of all leads, however young.
    static Readiness ofAll(Counts counts) {
        return new Readiness(counts.won(), counts.lost());
    }

    /// By the way that gives more to learn from.
    static Readiness of(Counts counts) {
        Readiness mature = ofMature(counts);
        return mature.isReady() ? mature : ofAll(counts);
    }

    /// Outcomes that are missing, of either kind.
    public long missing() {
        return Math.max(0, Learner.FEWEST_LEADS - won - lost);
    }

    /// Outcomes of the rarer kind that are missing.
    public long missingOfAKind() {
        return Math.max(0, Learner.FEWEST_OF_A_KIND - Math.min(won, lost));
    }

    public boolean isReady() {
        return missing() == 0 && missingOfAKind() == 0;
    }

    /// In a sentence, for people.
    public String words() {
        if (isReady()) {
            return "There are enough outcomes to learn from: %,d won, %,d not."
                    .formatted(won, lost);
        }
        return "%,d leads were won and %,d lost so far. Learning needs at least %d outcomes and %d of each kind; report %s."
                .formatted(won, lost, Learner.FEWEST_LEADS, Learner.FEWEST_OF_A_KIND, what());
    }

    private String what() {
        long wins = Math.max(0, Learner.FEWEST_OF_A_KIND - won);
        long losses = Math.max(0, Learner.FEWEST_OF_A_KIND - lost);
        long all = Math.max(missing(), wins + losses);
        if (wins > 0 && losses > 0) {
            return "%d more, at least %d of them won and %d lost".formatted(all, wins, losses);
        }
        if (wins + losses == 0) {
            return "%d more of either kind".formatted(all);
        }
        String kind = wins > 0 ? "won" : "lost";
        return all == wins + losses
                ? "%d more that were %s".formatted(all, kind)
                : "%d more, at least %d of them %s".formatted(all, wins + losses, kind);
    }

    /// @throws JobTroubleException if there are too few, with what is missing
    void require() {
        if (!isReady()) {
            throw new JobTroubleException(words());
        }
    }
}
