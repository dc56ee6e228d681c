package io.prox.learning.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The trees of an ensemble laid out for speed. Immutable.
///
/// Walking a tree node by node mostly waits: for a mispredicted branch at half of the splits, and
/// for memory. This layout has no branch to predict and touches 8 bytes a node:
/// 1. Every distinct test of the ensemble reads one *slot*, an int that is computed once a row. For
///    a column of numbers, a slot holds the value's rank among all thresholds that the ensemble has
///    for it, and a split compares ranks. There is one slot for each way in which splits of the
///    column treat a missing value, which sets its rank below or above all. For a set of
///    categories, a slot holds 0 (in the set) or 1.
/// 2. A node is a long: left child, slot, threshold rank. Siblings are neighbours, so that the next
///    node is `child + (threshold < slot ? 1 : 0)`, taken from a sign bit. A leaf is its own child.
/// 3. Eight trees go down in step, so that their waits overlap; trees of like depth go together,
///    and values are added in the order of the trees, which keeps LightGBM's bits.
///
/// Source of predication and of walking in step: Asadi, Lin, de Vries, "Runtime Optimizations for
/// Tree-Based Machine Learning Models", IEEE TKDE 26 (9), 2014.
final class RankedTrees {
    /// Ints that the tables of categories may take, about 4 MB; columns that need more test bits.
    private static final int MAX_TABLE = 1 << 20;

    private static final int STEP = 8;
    private static final int CHILD_SHIFT = 40;
    private static final int SLOT_SHIFT = 20;
    private static final int FIELD = (1 << SLOT_SHIFT) - 1;

    /// No rank exceeds it, so that a leaf always goes "left", to itself.
    private static final int LEAF_RANK = FIELD;

    final int slots;

    /// First node of each tree and the number of nodes, as in the ensemble.
    final int[] roots;

    /// Packed nodes, each tree in breadth-first order.
    final long[] nodes;

    /// The ensemble's number of each node here.
    final int[] source;

    /// Value of a leaf; 0 for a split.
    private final double[] leafValue;

    /// Trees by rising depth, and the depth of each of them.
    private final int[] order;

    private final int[] depth;

    // Columns of numbers that are used, each with its thresholds and slots.
    private final int[] numberColumn;
    private final int[] thresholdFrom;
    private final double[] thresholds;
    private final int[] numberSlotFrom;
    private final byte[] numberSlotRule;

    private final CategoryColumn[] categoryColumns;

    RankedTrees(TreeEnsemble trees) {
        roots = trees.roots;
        int count = trees.feature.length;
        nodes = new long[count];
        source = new int[count];
        leafValue = new double[count];

        double[][] distinct = thresholds(trees);
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < distinct.length; column++) {
            if (distinct[column].length > 0) {
                columns.add(column);
            }
        }
        numberColumn = columns.stream().mapToInt(Integer::intValue).toArray();
        thresholdFrom = new int[numberColumn.length + 1];
        for (int i = 0; i < numberColumn.length; i++) {
            thresholdFrom[i + 1] = thresholdFrom[i] + distinct[numberColumn[i]].length;
        }
        thresholds = new double[thresholdFrom[numberColumn.length]];
        for (int i = 0; i < numberColumn.length; i++) {
            double[] from = distinct[numberColumn[i]];
            System.arraycopy(from, 0, thresholds, thresholdFrom[i], from.length);
        }

        var numberSlots = new NumberSlots(trees);
        numberSlotFrom = numberSlots.from(numberColumn);
        numberSlotRule = numberSlots.rules(numberColumn);
        int[] slotOf = numberSlots.slotOf(numberColumn, numberSlotFrom);
        var categories = new CategorySlots(trees, numberSlotRule.length, slotOf);
        categoryColumns = categories.columns();
        slots = categories.slots;

        var depths = new int[trees.trees()];
        for (int tree = 0; tree < depths.length; tree++) {
            depths[tree] = lay(trees, tree, distinct, slotOf);
        }
        Integer[] sorted = new Integer[depths.length];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, (a, b) -> Integer.compare(depths[a], depths[b]));
        order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        depth = Arrays.stream(order).map(tree -> depths[tree]).toArray();
    }

    /// For each column, the distinct thresholds of its splits, rising.
    private static double[][] thresholds(TreeEnsemble trees) {
        var counts = new int[trees.features];
        for (int node = 0; node < trees.feature.length; node++) {
            if (byNumber(trees, node)) {
                counts[trees.feature[node]]++;
            }
        }
        var found = new double[trees.features][];
        for (int column = 0; column < found.length; column++) {
            found[column] = new double[counts[column]];
        }
        for (int node = 0; node < trees.feature.length; node++) {
            if (byNumber(trees, node)) {
                int column = trees.feature[node];
                found[column][--counts[column]] = flushed(trees.value[node]);
            }
        }
        for (int column = 0; column < found.length; column++) {
            found[column] = Arrays.stream(found[column]).sorted().distinct().toArray();
        }
        return found;
    }

    /// LightGBM takes tiny values for 0 before it compares. Instead of touching each value, a tiny
    /// threshold moves so that the plain comparison decides the same.
    private static double flushed(double threshold) {
        if (threshold >= 0 && threshold < TreeEnsemble.ZERO) {
            return TreeEnsemble.ZERO;
        }
        if (threshold < 0 && threshold >= -TreeEnsemble.ZERO) {
            return Math.nextDown(-TreeEnsemble.ZERO);
        }
        return threshold;
    }

    private static boolean byNumber(TreeEnsemble trees, int node) {
        return trees.feature[node] >= 0 && (trees.kind[node] & TreeEnsemble.CATEGORICAL) == 0;
    }

    /// Lays one tree out, breadth first.
    ///
    /// @return its depth in splits
    private int lay(TreeEnsemble trees, int tree, double[][] distinct, int[] slotOf) {
        int root = roots[tree];
        int end = root + 1;
        int levelEnd = end;
        int levels = 0;
        source[root] = root;
        for (int at = root; at < end; at++) {
            if (at == levelEnd) {
                levels++;
                levelEnd = end;
            }
            int node = source[at];
            int column = trees.feature[node];
            if (column < 0) {
                leafValue[at] = trees.value[node];
                nodes[at] = packed(at, 0, LEAF_RANK);
                continue;
            }
            int rank =
                    byNumber(trees, node)
                            ? Arrays.binarySearch(distinct[column], flushed(trees.value[node]))
                            : 0;
            nodes[at] = packed(end, slotOf[node], rank);
            source[end++] = node + 1;
            source[end++] = trees.right[node];
        }
        return levels;
    }

    private static long packed(int child, int slot, int rank) {
        return (long) child << CHILD_SHIFT | (long) slot << SLOT_SHIFT | rank;
    }

    /// Room for the slots of one row; used by one thread at a time.
    int[] newSlots() {
        return new int[slots];
    }

    /// Left child of a node; a leaf is its own.
    int child(int node) {
        return (int) (nodes[node] >>> CHILD_SHIFT);
    }

    /// 1 if a row goes right at a node, else 0; 0 at a leaf.
    static int right(long node, int[] slots) {
        int slot = (int) (node >>> SLOT_SHIFT) & FIELD;
        return (((int) node & FIELD) - slots[slot]) >>> 31;
    }

    /// Computes all slots of a row.
    void fill(double[] row, int[] filled) {
        for (int i = 0; i < numberColumn.length; i++) {
            double x = row[numberColumn[i]];
            int from = thresholdFrom[i];
            int to = thresholdFrom[i + 1];
            int rank = rank(Double.isNaN(x) ? 0 : x, from, to);
            for (int slot = numberSlotFrom[i]; slot < numberSlotFrom[i + 1]; slot++) {
                int rule = numberSlotRule[slot];
                boolean missing =
                        switch (rule & TreeEnsemble.MISSING_MASK) {
                            case TreeEnsemble.MISSING_NAN -> Double.isNaN(x);
                            case TreeEnsemble.MISSING_ZERO -> !(Math.abs(x) > TreeEnsemble.ZERO);
                            default -> false;
                        };
                if (missing) {
                    filled[slot] = (rule & TreeEnsemble.DEFAULT_LEFT) != 0 ? 0 : to - from;
                } else {
                    filled[slot] = rank;
                }
            }
        }
        for (CategoryColumn column : categoryColumns) {
            column.fill(row, filled);
        }
    }

    /// How many of the thresholds lie below a number.
    private int rank(double x, int from, int to) {
        int base = from;
        int length = to - from;
        while (length > 1) {
            int half = length >>> 1;
            base = thresholds[base + half - 1] < x ? base + half : base;
            length -= half;
        }
        return base - from + (thresholds[base] < x ? 1 : 0);
    }

    /// Sum of the leaf values in the order of the trees.
    ///
    /// @param found room for one value a tree
    double sum(int[] filled, double[] found) {
        int count = order.length;
        int at = 0;
        for (; at + STEP <= count; at += STEP) {
            descend(at, depth[at + STEP - 1], filled, found);
        }
        for (; at < count; at++) {
            int node = roots[order[at]];
            for (int level = depth[at]; level > 0; level--) {
                node = next(node, filled);
            }
            found[order[at]] = leafValue[node];
        }
        double sum = 0;
        for (int tree = 0; tree < count; tree++) {
            sum += found[tree];
        }
        return sum;
    }

    private void descend(int at, int levels, int[] filled, double[] found) {
        int a = roots[order[at]];
        int b = roots[order[at + 1]];
        int c = roots[order[at + 2]];
        int d = roots[order[at + 3]];
        int e = roots[order[at + 4]];
        int f = roots[order[at + 5]];
        int g = roots[order[at + 6]];
        int h = roots[order[at + 7]];
        for (int level = levels; level > 0; level--) {
            a = next(a, filled);
            b = next(b, filled);
            c = next(c, filled);
            d = next(d, filled);
            e = next(e, filled);
            f = next(f, filled);
            g = next(g, filled);
            h = next(h, filled);
        }
        found[order[at]] = leafValue[a];
        found[order[at + 1]] = leafValue[b];
        found[order[at + 2]] = leafValue[c];
        found[order[at + 3]] = leafValue[d];
        found[order[at + 4]] = leafValue[e];
        found[order[at + 5]] = leafValue[f];
        found[order[at + 6]] = leafValue[g];
        found[order[at + 7]] = leafValue[h];
    }

    private int next(int node, int[] filled) {
        long packed = nodes[node];
        return (int) (packed >>> CHILD_SHIFT) + right(packed, filled);
    }

    /// Slots of the columns of numbers: one for each column and rule that occurs.
    private static final class NumberSlots {
        private static final int RULES = 8;
        private final TreeEnsemble trees;
        private final boolean[] used;

        NumberSlots(TreeEnsemble trees) {
            this.trees = trees;
            used = new boolean[trees.features * RULES];
            for (int node = 0; node < trees.feature.length; node++) {
                if (byNumber(trees, node)) {
                    used[trees.feature[node] * RULES + rule(node)] = true;
                }
            }
        }

        /// Without a default way, its direction does not matter.
        private int rule(int node) {
            int rule = trees.kind[node];
            return (rule & TreeEnsemble.MISSING_MASK) == TreeEnsemble.MISSING_NEVER ? 0 : rule;
        }

        int[] from(int[] columns) {
            var from = new int[columns.length + 1];
            for (int i = 0; i < columns.length; i++) {
                from[i + 1] = from[i];
                for (int rule = 0; rule < RULES; rule++) {
                    from[i + 1] += used[columns[i] * RULES + rule] ? 1 : 0;
                }
            }
            return from;
        }

        byte[] rules(int[] columns) {
            var rules = new byte[from(columns)[columns.length]];
            int slot = 0;
            for (int column : columns) {
                for (int rule = 0; rule < RULES; rule++) {
                    if (used[column * RULES + rule]) {
                        rules[slot++] = (byte) rule;
                    }
                }
            }
            return rules;
        }

        /// Slot of each split by number.
        int[] slotOf(int[] columns, int[] from) {
            var numbered = new int[trees.features * RULES];
            for (int i = 0; i < columns.length; i++) {
                int slot = from[i];
                for (int rule = 0; rule < RULES; rule++) {
                    if (used[columns[i] * RULES + rule]) {
                        numbered[columns[i] * RULES + rule] = slot++;
                    }
                }
            }
            var slotOf = new int[trees.feature.length];
            for (int node = 0; node < slotOf.length; node++) {
                if (byNumber(trees, node)) {
                    slotOf[node] = numbered[trees.feature[node] * RULES + rule(node)];
                }
            }
            return slotOf;
        }
    }

    /// A set of category codes as bits, trailing empty words cut.
    private record CodeSet(List<Integer> words) {
        static CodeSet of(TreeEnsemble trees, int node) {
            int to = trees.setTo[node];
            while (to > trees.setFrom[node] && trees.setWords[to - 1] == 0) {
                to--;
            }
            List<Integer> words = new ArrayList<>();
            for (int word = trees.setFrom[node]; word < to; word++) {
                words.add(trees.setWords[word]);
            }
            return new CodeSet(List.copyOf(words));
        }

        int[] toArray() {
            return words.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /// Slots of the columns of categories: one for each column and distinct set.
    private static final class CategorySlots {
        private final SortedMap<Integer, Map<CodeSet, Integer>> sets = new TreeMap<>();
        private final int first;
        final int slots;

        CategorySlots(TreeEnsemble trees, int first, int[] slotOf) {
            this.first = first;
            for (int node = 0; node < slotOf.length; node++) {
                if (byCategory(trees, node)) {
                    Map<CodeSet, Integer> known =
                            sets.computeIfAbsent(trees.feature[node], column -> new HashMap<>());
                    int next = known.size();
                    slotOf[node] = known.computeIfAbsent(CodeSet.of(trees, node), set -> next);
                }
            }
            var offsets = new int[trees.features];
            int at = first;
            for (Map.Entry<Integer, Map<CodeSet, Integer>> column : sets.entrySet()) {
                offsets[column.getKey()] = at;
                at += column.getValue().size();
            }
            slots = at;
            for (int node = 0; node < slotOf.length; node++) {
                if (byCategory(trees, node)) {
                    slotOf[node] += offsets[trees.feature[node]];
                }
            }
        }

        private static boolean byCategory(TreeEnsemble trees, int node) {
            return trees.feature[node] >= 0 && !byNumber(trees, node);
        }

        CategoryColumn[] columns() {
            List<CategoryColumn> built = new ArrayList<>();
            int at = first;
            long room = MAX_TABLE;
            for (Map.Entry<Integer, Map<CodeSet, Integer>> column : sets.entrySet()) {
                var words = new int[column.getValue().size()][];
                column.getValue().forEach((set, slot) -> words[slot] = set.toArray());
                built.add(new CategoryColumn(column.getKey(), at, words, room));
                room -= built.getLast().table.length;
                at += words.length;
            }
            return built.toArray(CategoryColumn[]::new);
        }
    }

    /// The sets that splits have for one column.
    private static final class CategoryColumn {
        private final int column;
        private final int slot;
        private final int[][] sets;

        /// For each code, what to put into the slots; empty if it would not fit.
        private final int[] table;

        CategoryColumn(int column, int slot, int[][] sets, long room) {
            this.column = column;
            this.slot = slot;
            this.sets = sets;
            int codes =
                    Integer.SIZE * Arrays.stream(sets).mapToInt(set -> set.length).max().orElse(0);
            if ((long) codes * sets.length > room) {
                table = new int[0];
            } else {
                table = new int[codes * sets.length];
                for (int code = 0; code < codes; code++) {
                    for (int set = 0; set < sets.length; set++) {
                        table[code * sets.length + set] = outside(sets[set], code);
                    }
                }
            }
        }

        void fill(double[] row, int[] filled) {
            double x = row[column];
            int code = Double.isNaN(x) ? -1 : (int) x;
            long from = (long) code * sets.length;
            if (from >= 0 && from < table.length) {
                System.arraycopy(table, (int) from, filled, slot, sets.length);
            } else if (table.length > 0) {
                Arrays.fill(filled, slot, slot + sets.length, 1);
            } else {
                for (int set = 0; set < sets.length; set++) {
                    filled[slot + set] = outside(sets[set], code);
                }
            }
        }

        private static int outside(int[] set, int code) {
            return code < 0 || code >>> 5 >= set.length ? 1 : ~(set[code >>> 5] >>> code) & 1;
        }
    }
}
