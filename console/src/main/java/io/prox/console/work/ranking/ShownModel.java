package io.prox.console.work.ranking;

import io.prox.contracts.ModelVersion;
import java.time.Instant;

/// The model whose scores a workspace is shown.
///
/// @param number of the promotion that did it; 0 before any
/// @param promotedAt [Instant#EPOCH] before any
public record ShownModel(ModelVersion model, long number, Instant promotedAt) {
    /// What ranks until a model is promoted.
    public static final ShownModel RULES = new ShownModel(ModelVersion.RULES, 0, Instant.EPOCH);
}
