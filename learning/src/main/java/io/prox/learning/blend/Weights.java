package io.prox.learning.blend;

import io.prox.learning.calibration.Calibrator;
import io.prox.learning.calibration.PairedLosses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How much the parts count, in log-odds; they add up to 1, and trees of either kind count.
///
/// @param exact of the trees with the best thresholds
/// @param random of the trees with random thresholds
/// @param linear of the regression
record Weights(double exact, double random, double linear) {
    private static final int STEPS = 10;
    private static final List<Weights> GRID = grid();

    /// The mean over a grid of weights, each counted by how probable it makes the held-back
    /// outcomes: the posterior mean under an even prior. On few rows it stays near the middle, on
    /// many it is the point with the least log-loss.
    static Weights choose(Held held) {
        return mean(weights -> held.labels.length * LogLoss.of(held.blend(weights), held.labels));
    }

    /// Other weights than those of the cross-validation, if they predict later rows from earlier
    /// ones better in every split: how times change is seen once a split, however many rows it has.
    /// Each split is judged after the best straight line in its log-odds: rates change from one
    /// time to the next, and only the ranking is to be judged.
    ///
    /// @param later splits, each later than its training rows
    /// @param crossed what the cross-validation chose
    static Weights chooseForward(List<Held> later, Weights crossed) {
        if (later.isEmpty()) {
            return crossed;
        }
        Weights forward =
                mean(
                        weights ->
                                later.stream()
                                        .flatMapToDouble(
                                                held -> Arrays.stream(losses(held, weights)))
                                        .sum());
        return later.stream()
                        .allMatch(
                                held ->
                                        PairedLosses.isBetter(
                                                losses(held, forward), losses(held, crossed)))
                ? forward
                : crossed;
    }

    private static double[] losses(Held held, Weights weights) {
        double[] blended = held.blend(weights);
        return LogLoss.each(
                Calibrator.straight(blended, held.labels).applyAll(blended), held.labels);
    }

    /// @param loss sum over the rows of the log-loss
    private static Weights mean(ToDoubleFunction<Weights> loss) {
        double[] losses = GRID.parallelStream().mapToDouble(loss).toArray();
        double least = Arrays.stream(losses).min().orElseThrow();
        double exact = 0;
        double random = 0;
        double sum = 0;
        for (int point = 0; point < losses.length; point++) {
            double probability = Math.exp(least - losses[point]);
            exact += probability * GRID.get(point).exact;
            random += probability * GRID.get(point).random;
            sum += probability;
        }
        return new Weights(exact / sum, random / sum, 1 - (exact + random) / sum);
    }

    private static List<Weights> grid() {
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
        return List.copyOf(grid);
    }
}
