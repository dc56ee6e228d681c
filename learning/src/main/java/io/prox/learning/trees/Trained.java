package io.prox.learning.trees;

import java.util.List;

/// What early stopping saw and kept.
///
/// @param grown all trees that were grown, also those past the best round
/// @param bestRound rounds with the lowest log-loss on the validation rows, the first of equals; at
///   least 1
/// @param validLogLoss mean log-loss of the validation rows after each round, natural logarithm;
///   goes on past `bestRound` by up to the patience
public record Trained(TreeEnsemble grown, int bestRound, List<Double> validLogLoss) {
    public Trained {
        validLogLoss = List.copyOf(validLogLoss);
        if (bestRound < 1 || bestRound > validLogLoss.size()) {
            throw new IllegalArgumentException(
                    "best round is outside 1 to %d: %d".formatted(validLogLoss.size(), bestRound));
        }
    }

    /// The trees of the first `bestRound` rounds.
    public TreeEnsemble ensemble() {
        return grown.head(bestRound);
    }

    /// The log-loss on the validation rows at the best round.
    public double bestLogLoss() {
        return validLogLoss.get(bestRound - 1);
    }
}
