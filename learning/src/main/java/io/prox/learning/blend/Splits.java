package io.prox.learning.blend;

import io.prox.learning.Seeds;
import io.prox.learning.evaluation.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which rows are learnt from and which are held back to choose by.
///
/// @param choosing splits on whose held-back rows settings, blending and calibration are chosen
/// @param furtherSets rows that the members of the blend learn from, where these are not the
///   training sides of the splits
record Splits(List<Split> choosing, List<int[]> furtherSets) {
    private static final int FOLDS = 5;

    /// Below this many rows the folds are dealt twice, since chance in the dealing matters more
    /// than time.
    private static final int DEALT_TWICE = 3_000;

    /// Parts of the earlier rows by which later rows are predicted, as shares of all rows.
    private static final double[] FORWARD = {0.5, 0.625, 0.75, 0.875};

    Splits {
        choosing = List.copyOf(choosing);
        furtherSets = List.copyOf(furtherSets);
    }

    /// Cross-validation: every row is held back once (small data: twice).
    static Splits crossed(int[] rows, byte[] labels, int[] groups, long seed) {
        List<Split> splits = new ArrayList<>();
        int repeats = rows.length < DEALT_TWICE ? 2 : 1;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Folds folds = Folds.deal(rows, labels, groups, FOLDS, Seeds.mix(seed, repeat));
            for (int fold = 0; fold < FOLDS; fold++) {
                splits.add(new Split(folds.outside(fold), folds.in(fold)));
            }
        }
        return new Splits(splits, List.of());
    }

    /// Forward in time: earlier rows predict later ones; the members learn from all but a fifth
    /// each.
    ///
    /// @param rows in the order of time
    static Splits forward(int[] rows, byte[] labels, int[] groups, long seed) {
        List<Split> splits = new ArrayList<>();
        double step = FORWARD[1] - FORWARD[0];
        for (double share : FORWARD) {
            int cut = (int) (share * rows.length);
            int end = (int) Math.min(rows.length, (share + step) * rows.length);
            splits.add(new Split(Arrays.copyOf(rows, cut), Arrays.copyOfRange(rows, cut, end)));
        }
        List<int[]> members = new ArrayList<>();
        Folds folds = Folds.deal(rows, labels, groups, FOLDS, seed);
        for (int fold = 0; fold < FOLDS; fold++) {
            members.add(folds.outside(fold));
        }
        return new Splits(splits, members);
    }
}
