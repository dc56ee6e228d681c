package io.prox.learning.blend;

import io.prox.learning.calibration.Calibration;
import io.prox.learning.calibration.Calibrator;
import io.prox.learning.calibration.PairedLosses;
import java.util.Arrays;
import java.util.List;

/// A calibration learnt forward in time, where it proves better than the one of the
/// cross-validation.
final class ForwardCalibration {
    private ForwardCalibration() {}

    /// Learns a calibration from all splits but the last and tries it on the last, beside that of
    /// the cross-validation. The winner by more than the standard error stays; if it is the forward
    /// one, it is learnt again from all splits.
    ///
    /// @param crossed what the cross-validation chose
    /// @param later splits in the order of time, each later than its training rows
    static Calibration choose(Calibration crossed, List<Held> later, Weights weights) {
        if (later.size() < 2) {
            return crossed;
        }
        Calibration earlier = learn(later.subList(0, later.size() - 1), weights);
        Held last = later.getLast();
        double[] blended = last.blend(weights);
        boolean better =
                PairedLosses.isBetter(
                        LogLoss.each(earlier.applyAll(blended), last.labels),
                        LogLoss.each(crossed.applyAll(blended), last.labels));
        return better ? learn(later, weights) : crossed;
    }

    private static Calibration learn(List<Held> splits, Weights weights) {
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
        return Calibrator.choose(blended, labels);
    }
}
