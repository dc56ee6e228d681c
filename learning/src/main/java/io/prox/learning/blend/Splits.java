package io.prox.learning.blend;

import io.prox.learning.Seeds;
import io.prox.learning.evaluation.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ways of holding rows back to choose by.
final class Splits {
    private static final int FOLDS = 5;

    /// Below this many rows the folds are dealt twice, since chance in the dealing matters more
    /// than time.
    private static final int DEALT_TWICE = 3_000;

    /// Parts of the earlier rows by which later rows are predicted, as shares of all rows.
    private static final double[] FORWARD = {0.5, 0.625, 0.75, 0.875};

    private Splits() {}

    /// Cross-validation: every row is held back once (small data: twice).
    static List<Split> crossed(int[] rows, byte[] labels, int[] groups, long seed) {
        List<Split> splits = new ArrayList<>();
        int repeats = rows.length < DEALT_TWICE ? 2 : 1;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Folds folds = Folds.deal(rows, labels, groups, FOLDS, Seeds.mix(seed, repeat));
            for (int fold = 0; fold < FOLDS; fold++) {
                splits.add(new Split(folds.outside(fold), folds.in(fold)));
            }
        }
        return splits;
    }

    /// Forward in time: earlier rows predict later ones. Splits without both outcomes on either
    /// side are left out.
    ///
    /// @param rows in the order of time
    static List<Split> forward(int[] rows, byte[] labels) {
        List<Split> splits = new ArrayList<>();
        double step = FORWARD[1] - FORWARD[0];
        for (double share : FORWARD) {
            int cut = (int) (share * rows.length);
            int end = (int) Math.min(rows.length, (share + step) * rows.length);
            Split split = new Split(Arrays.copyOf(rows, cut), Arrays.copyOfRange(rows, cut, end));
            if (hasBoth(split.train(), labels) && hasBoth(split.valid(), labels)) {
                splits.add(split);
            }
        }
        return splits;
    }

    private static boolean hasBoth(int[] rows, byte[] labels) {
        long converted = Arrays.stream(rows).filter(row -> labels[row] == 1).count();
        return converted > 0 && converted < rows.length;
    }
}
