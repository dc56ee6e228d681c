package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A fact about scores, as it stands on [Topics#SCORES].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScoreFact.ScoreChanged.class, name = "score-changed"),
    @JsonSubTypes.Type(value = ScoreFact.ModelPromoted.class, name = "model-promoted")
})
public sealed interface ScoreFact {
    WorkspaceId workspace();

    ModelVersion model();

    /// A lead has a score, or another one than before, or other reasons for it.
    ///
    /// @param entry counts the scores of a lead under all models from 1; a reader keeps the highest
    ///   of each model
    /// @param asOf the instant that the score speaks of
    /// @param computedAt when it was computed
    /// @param cause why it was computed
    /// @param chance of conversion; empty under the rules, which rank and know no chances
    /// @param score 0 to 100
    /// @param fit `A` to `D`; empty where the model has no profile columns
    /// @param engagement 1 to 4; empty where it has no behaviour columns
    /// @param reasons the weightiest ones first, at most three
    record ScoreChanged(
            WorkspaceId workspace,
            LeadId lead,
            ModelVersion model,
            long entry,
            Instant asOf,
            Instant computedAt,
            Cause cause,
            Optional<Chance> chance,
            int score,
            Optional<String> fit,
            Optional<Integer> engagement,
            List<Reason> reasons)
            implements ScoreFact {
        public ScoreChanged {
            Revisions.check(entry);
            if (score < 0 || score > 100) {
                throw new IllegalArgumentException("score is not between 0 and 100: " + score);
            }
            reasons = List.copyOf(reasons);
        }
    }

    /// From here on this model's scores are the ones that count. Stands on every partition, after
    /// all scores of the model that were computed for the change; a reader goes over to the model
    /// when it has met the fact on each.
    ///
    /// @param number counts the promotions of a workspace from 1
    record ModelPromoted(
            WorkspaceId workspace, ModelVersion model, long number, Instant promotedAt, Cause cause)
            implements ScoreFact {
        public ModelPromoted {
            Revisions.check(number);
        }
    }

    /// How likely a conversion within the horizon is.
    ///
    /// @param probability calibrated, in [0, 1]
    /// @param low lower end of its interval
    /// @param high upper end of it
    record Chance(double probability, double low, double high) {
        public Chance {
            if (!(0 <= low && low <= probability && probability <= high && high <= 1)) {
                throw new IllegalArgumentException(
                        "no probability within an interval: %s in %s to %s"
                                .formatted(probability, low, high));
            }
        }
    }

    /// One value's part in a score.
    ///
    /// @param column name of the feature
    /// @param contribution in log-odds under a model, in points under the rules; above 0 raises
    /// @param words for a sales person
    record Reason(String column, double contribution, String words) {}
}
