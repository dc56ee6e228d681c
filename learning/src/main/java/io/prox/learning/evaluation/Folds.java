package io.prox.learning.evaluation;

import io.prox.learning.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Rows dealt into folds: rows of one group together, each fold with nearly the same number of rows
/// and of conversions. Immutable.
public final class Folds {
    private final int count;
    private final int[] rows;
    private final int[] foldOf;

    private Folds(int count, int[] rows, int[] foldOf) {
        this.count = count;
        this.rows = rows;
        this.foldOf = foldOf;
    }

    /// @param rows to deal
    /// @param labels of all rows of the table
    /// @param groups of all rows of the table
    /// @param count of folds, at least 2
    public static Folds deal(int[] rows, byte[] labels, int[] groups, int count, long seed) {
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int row : rows) {
            sizes.merge(groups[row], 1, Integer::sum);
        }
        Dealer dealer = new Dealer(labels, groups, count);
        int[] shuffled = shuffled(IntStream.range(0, rows.length).toArray(), seed);
        int[] together =
                Arrays.stream(shuffled)
                        .filter(index -> sizes.getOrDefault(groups[rows[index]], 0) > 1)
                        .boxed()
                        .sorted(
                                Comparator.comparingInt(
                                        index -> -sizes.getOrDefault(groups[rows[index]], 0)))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] foldOf = new int[rows.length];
        for (int index : together) {
            foldOf[index] = dealer.dealGrouped(rows[index]);
        }
        for (int index : shuffled) {
            if (sizes.getOrDefault(groups[rows[index]], 0) == 1) {
                foldOf[index] = dealer.deal(labels[rows[index]]);
            }
        }
        return new Folds(count, rows.clone(), foldOf);
    }

    /// Fisher and Yates' shuffle of a copy.
    static int[] shuffled(int[] values, long seed) {
        int[] result = values.clone();
        SplittableRandom random = Seeds.of(seed, 0);
        for (int last = result.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = result[last];
            result[last] = result[other];
            result[other] = kept;
        }
        return result;
    }

    /// Gives each row the fold that has least of its kind.
    private static final class Dealer {
        private final byte[] labels;
        private final int[] groups;
        private final int[][] dealt;
        private final Map<Integer, Integer> foldOfGroup = new HashMap<>();

        private Dealer(byte[] labels, int[] groups, int count) {
            this.labels = labels;
            this.groups = groups;
            this.dealt = new int[2][count];
        }

        private int dealGrouped(int row) {
            int fold = foldOfGroup.computeIfAbsent(groups[row], _ -> least(labels[row]));
            dealt[labels[row]][fold]++;
            return fold;
        }

        private int deal(byte label) {
            int fold = least(label);
            dealt[label][fold]++;
            return fold;
        }

        private int least(byte label) {
            int best = 0;
            for (int fold = 1; fold < dealt[label].length; fold++) {
                if (dealt[label][fold] < dealt[label][best]) {
                    best = fold;
                }
            }
            return best;
        }
    }

    public int count() {
        return count;
    }

    /// The fold of the row at this index of the dealt rows.
    public int foldAt(int index) {
        return foldOf[index];
    }

    /// The rows of one fold, in the order in which they were given.
    public int[] in(int fold) {
        return select(fold, true);
    }

    /// The rows of all other folds, in the order in which they were given.
    public int[] outside(int fold) {
        return select(fold, false);
    }

    private int[] select(int fold, boolean inside) {
        int[] selected = new int[rows.length];
        int size = 0;
        for (int index = 0; index < rows.length; index++) {
            if (foldOf[index] == fold == inside) {
                selected[size] = rows[index];
                size++;
            }
        }
        return Arrays.copyOf(selected, size);
    }
}
