package io.prox.scoring.models;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import java.util.Optional;

/// What a list of models says of each; all else is in its proof.
///
/// @param verdict strong, useful, weak or none
/// @param words the proof's headline
/// @param rocAuc of the leading measurement
/// @param reach20 share of all conversions among the fifth ranked highest
/// @param leads learnt from
/// @param snapshots of these leads with a known outcome
/// @param won snapshots that converted
/// @param rulesRocAuc of the rules, measured on the snapshots that `rocAuc` was measured on
public record ModelSummary(
        String verdict,
        String words,
        Estimate rocAuc,
        Optional<Estimate> reach20,
        int leads,
        int snapshots,
        int won,
        double rulesRocAuc) {
    private static final double FIFTH = 0.2;

    static ModelSummary of(Proof proof, int leads, double rulesRocAuc) {
        Proof.Metrics metrics =
                proof.timeSplit()
                        .filter(split -> proof.leading() == Proof.Leading.TIME_SPLIT)
                        .map(Proof.TimeSplit::metrics)
                        .orElse(proof.metrics());
        return new ModelSummary(
                proof.verdict().code(),
                proof.headline(),
                metrics.rocAuc(),
                metrics.top().stream()
                        .filter(top -> top.share() == FIFTH)
                        .map(Proof.Top::captured)
                        .findFirst(),
                leads,
                proof.data().used(),
                proof.data().converted(),
                rulesRocAuc);
    }

    /// Whether it ranks better than the rules do, and better than chance.
    boolean beatsTheRules() {
        return rocAuc.value() > rulesRocAuc && !verdict.equals("none");
    }
}
