package io.prox.learning.blend;

import io.prox.learning.calibration.Calibration;
import io.prox.learning.calibration.Calibration.Platt;
import io.prox.learning.calibration.Calibrator;
import io.prox.learning.calibration.PairedLosses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A calibration learnt forward in time, where it proves better than the one of the
/// cross-validation.
final class ForwardCalibration {
    /// A flatter line says that the ranking itself is lost with time. That is drift to be told, not
    /// to be hidden by giving every lead the same probability.
    private static final double LEAST_SLOPE = 0.5;

    private ForwardCalibration() {}

    /// Tries on each split but the first a straight line learnt from the splits before it, beside
    /// the calibration of the cross-validation. If it wins every time, it is learnt again from all
    /// splits.
    ///
    /// @param crossed what the cross-validation chose
    /// @param later splits in the order of time, each later than its training rows
    static Calibration choose(Calibration crossed, List<Held> later, Weights weights) {
        if (later.size() < 2
                || !IntStream.range(1, later.size())
                        .allMatch(
                                split ->
                                        wins(
                                                learn(later.subList(0, split), weights),
                                                crossed,
                                                later.get(split),
                                                weights))) {
            return crossed;
        }
        Platt line = learn(later, weights);
        return line.slope() >= LEAST_SLOPE ? line : crossed;
    }

    private static boolean wins(
            Calibration forward, Calibration crossed, Held tried, Weights weights) {
        double[] blended = tried.blend(weights);
        return PairedLosses.isBetter(
                LogLoss.each(forward.applyAll(blended), tried.labels),
                LogLoss.each(crossed.applyAll(blended), tried.labels));
    }

    private static Platt learn(List<Held> splits, Weights weights) {
        double[] blended =
                splits.stream()
                        .flatMapToDouble(held -> Arrays.stream(held.blend(weights)))
                        .toArray();
        byte[] labels = new byte[blended.length];
        int at = 0;
        for (Held held : splits) {
            System.arraycopy(held.labels, 0, labels, at, held.labels.length);
            at += held.labels.length;
        }
        return Calibrator.straight(blended, labels);
    }
}
