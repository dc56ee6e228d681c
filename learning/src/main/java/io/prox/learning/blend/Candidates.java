package io.prox.learning.blend;

import io.prox.learning.trees.BoostingParameters;
import java.util.Arrays;
import java.util.List;

/// The few ways of growing trees that a search chooses from: from nearly additive to deep, each
/// well regularised, since lead lists are small and noisy. One list for all data: what to choose is
/// the data's business.
final class Candidates {
    /// Penalties of the regression: the inverse variance of an effect in log-odds. From strong to
    /// weak, so that each fit starts from the one before.
    static final double[] PENALTIES = {300, 100, 30, 10, 3, 1};

    private Candidates() {}

    static int indexOfPenalty(double penalty) {
        return Arrays.stream(PENALTIES).boxed().toList().indexOf(penalty);
    }

    /// @param rows to learn from
    static List<Growth> growths(int rows) {
        BoostingParameters base =
                BoostingParameters.defaults()
                        .with()
                        .learningRate(rows > 100_000 ? 0.1 : 0.05)
                        .minLeafRows(Math.clamp(rows / 400, 5, 100))
                        .l2(3)
                        .featureFraction(0.7)
                        .baggingFraction(0.8)
                        .maxBins(127)
                        .categoryL2(10)
                        .categorySmoothing(20)
                        .minCategoryRows(Math.clamp(rows / 100, 5, 100))
                        .build();
        BoostingParameters pairs = base.with().leaves(4).depth(2).featureFraction(0.5).build();
        BoostingParameters small = base.with().leaves(8).depth(3).build();
        BoostingParameters middle = base.with().leaves(16).depth(5).featureFraction(0.5).build();
        BoostingParameters large = base.with().leaves(31).featureFraction(0.4).l2(10).build();
        BoostingParameters random =
                base.with().leaves(31).extraTrees(true).featureFraction(0.6).build();
        return List.of(
                new Growth("4 leaves", pairs, false),
                new Growth("8 leaves", small, false),
                new Growth("16 leaves", middle, false),
                new Growth("31 leaves", large, false),
                new Growth("31 leaves, random thresholds", random, false),
                new Growth("8 leaves on top of the regression", small, true),
                new Growth("16 leaves on top of the regression", middle, true));
    }
}
