package io.prox.learning.blend;

import io.prox.learning.calibration.Calibrator;
import io.prox.learning.calibration.PairedLosses;
import java.util.ArrayList;
import java.util.Arrays;
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

    /// Other weights than those of the cross-validation, if they predict later rows from earlier
    /// ones better by more than the standard error. Each split is judged after the best straight
    /// line in its log-odds: rates change from one time to the next, and only the ranking is to be
    /// judged.
    ///
    /// @param later splits, each later than its training rows
    /// @param crossed what the cross-validation chose
    static Weights chooseForward(List<Held> later, Weights crossed) {
        if (later.isEmpty()) {
            return crossed;
        }
        Weights best =
                best(
                        weights ->
                                later.stream()
                                        .flatMapToDouble(
                                                held -> Arrays.stream(losses(held, weights)))
                                        .sum());
        double[] before = losses(later, crossed);
        double[] after = losses(later, best);
        return PairedLosses.isBetter(after, before) ? best : crossed;
    }

    private static double[] losses(List<Held> later, Weights weights) {
        return later.stream()
                .flatMapToDouble(held -> Arrays.stream(losses(held, weights)))
                .toArray();
    }

    private static double[] losses(Held held, Weights weights) {
        double[] blended = held.blend(weights);
        return LogLoss.each(
                Calibrator.straight(blended, held.labels).applyAll(blended), held.labels);
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
