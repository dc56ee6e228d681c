package io.prox.learning.report;

import io.prox.learning.Proof;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One of the two ways in which a proof is measured, seen alike.
///
/// @param words what it is called
/// @param leads that were scored by a model that had not seen them
/// @param rate share of them that converted
record Measurement(
        String words,
        int leads,
        double rate,
        Metrics metrics,
        List<Contender> comparison,
        List<GainsPoint> gains,
        List<CalibrationBin> calibration) {

    /// The one that verdict and headline speak of.
    static Measurement leading(Proof proof) {
        return proof.leading() == Leading.TIME_SPLIT
                ? timeSplit(proof).orElseGet(() -> crossValidation(proof))
                : crossValidation(proof);
    }

    /// The leading one first, then the other where there is one.
    static List<Measurement> all(Proof proof) {
        Measurement crossValidation = crossValidation(proof);
        return timeSplit(proof)
                .map(
                        split ->
                                proof.leading() == Leading.TIME_SPLIT
                                        ? List.of(split, crossValidation)
                                        : List.of(crossValidation, split))
                .orElse(List.of(crossValidation));
    }

    static Measurement crossValidation(Proof proof) {
        return new Measurement(
                "Cross-validation",
                proof.data().used(),
                proof.data().used() == 0 ? 0 : proof.data().baseRate(),
                proof.metrics(),
                proof.comparison(),
                proof.gains(),
                proof.calibration());
    }

    static Optional<Measurement> timeSplit(Proof proof) {
        return proof.timeSplit()
                .map(
                        split ->
                                new Measurement(
                                        "Time split",
                                        split.tested(),
                                        split.testedRate(),
                                        split.metrics(),
                                        split.comparison(),
                                        split.gains(),
                                        split.calibration()));
    }

    /// Leads among them that converted.
    long buyers() {
        return Math.round(rate * leads);
    }

    /// What calling this share of the leads brings; empty where it was not measured.
    Optional<Top> top(double share) {
        return metrics.top().stream()
                .filter(top -> Math.abs(top.share() - share) < 1e-9)
                .findFirst();
    }

    /// The bin that shows best what a probability means: the one nearest to 30 %, a chance that
    /// people have a feeling for.
    Optional<CalibrationBin> tellingBin() {
        return calibration.stream()
                .filter(bin -> bin.leads() > 0)
                .min(Comparator.comparingDouble(bin -> Math.abs(bin.predicted() - 0.3)));
    }
}
