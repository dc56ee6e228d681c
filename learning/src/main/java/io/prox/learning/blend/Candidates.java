package io.prox.learning.blend;

import io.prox.learning.trees.BoostingParameters;
import java.util.List;

/// The few ways of growing trees that a search chooses from, each well regularised, since lead
/// lists are small and noisy. One list for all data: what to choose is the data's business.
final class Candidates {
    /// Above this many rows, larger steps and fewer trials cost nothing that could be measured.
    static final int MANY_ROWS = 60_000;

    private Candidates() {}

    /// Trees with the best thresholds, from nearly additive to deep.
    ///
    /// @param rows to learn from
    static List<Growth> exact(int rows) {
        BoostingParameters base = base(rows);
        return List.of(
                new Growth("3 leaves", base.with().leaves(3).featureFraction(0.5).build()),
                new Growth("8 leaves", base.with().leaves(8).depth(3).build()),
                new Growth(
                        "16 leaves", base.with().leaves(16).depth(5).featureFraction(0.5).build()),
                new Growth(
                        "31 leaves", base.with().leaves(31).featureFraction(0.4).l2(10).build()));
    }

    /// Trees with random thresholds (Geurts, Ernst and Wehenkel, "Extremely randomized trees",
    /// Machine Learning 63, 2006): they err elsewhere than the others, so that both together err
    /// less.
    ///
    /// @param rows to learn from
    static Growth random(int rows) {
        return new Growth(
                "31 leaves, random thresholds",
                base(rows).with().leaves(31).extraTrees(true).featureFraction(0.6).build());
    }

    private static BoostingParameters base(int rows) {
        return BoostingParameters.defaults()
                .with()
                .learningRate(rows > MANY_ROWS ? 0.1 : 0.05)
                .minLeafRows(Math.clamp(rows / 400, 5, 100))
                .l2(3)
                .featureFraction(0.7)
                .baggingFraction(0.8)
                .maxBins(127)
                .categoryL2(10)
                .categorySmoothing(20)
                .minCategoryRows(Math.clamp(rows / 100, 5, 100))
                .build();
    }
}
