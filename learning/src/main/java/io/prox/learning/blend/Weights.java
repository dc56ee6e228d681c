package io.prox.learning.blend;

import io.prox.learning.calibration.Calibrator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How much the parts count, in log-odds; they add up to 1, and trees of either kind count.
///
/// @param exact of the trees with the best thresholds
/// @param random of the trees with random thresholds
/// @param linear of the regression
record Weights(double exact, double random, double linear) {
    private static final int STEPS = 10;

    /// The point of a grid with the least log-loss on held-back rows.
    static Weights choose(Held held) {
        return best(weights -> LogLoss.of(held.blend(weights), held.labels));
    }

    /// As [#choose], where the rate of conversions may differ from that of the training rows: the
    /// log-loss is that of the best straight line in log-odds, so that only the ranking and its
    /// steepness are judged.
    static Weights chooseShifted(Held held) {
        return best(
                weights -> {
                    double[] blended = held.blend(weights);
                    return LogLoss.of(
                            Calibrator.straight(blended, held.labels).applyAll(blended),
                            held.labels);
                });
    }

    private static Weights best(ToDoubleFunction<Weights> loss) {
        List<Weights> grid = new ArrayList<>();
        for (int exact = STEPS; exact >= 0; exact--) {
            for (int random = STEPS - exact; random >= 0; random--) {
                if (exact + random > 0) {
                    grid.add(
                            new Weights(
                                    (double) exact / STEPS,
                                    (double) random / STEPS,
                                    (double) (STEPS - exact - random) / STEPS));
                }
            }
        }
        double[] losses = grid.parallelStream().mapToDouble(loss).toArray();
        return grid.stream()
                .min(Comparator.comparingDouble(weights -> losses[grid.indexOf(weights)]))
                .orElseThrow();
    }
}
