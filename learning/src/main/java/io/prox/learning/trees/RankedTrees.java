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
/// 1. Whatever the splits ask of a row is worked out once, into *slots* (ints). For a column of
///    numbers, a slot holds the value's rank among all thresholds that the ensemble has for it, and
///    a split compares ranks. There is one slot for each way in which splits of the column treat a
///    missing value, which puts its rank below or above all. For a column of categories, slots hold
///    a bit for each distinct set that splits have: 1 where the row's code is not in it.
/// 2. A node is a long that says which slot to read, how to bring "goes right" into the sign bit,
///    and where the left child is; the right one is its neighbour. A leaf is its own child.
/// 3. Eight trees go down in step, so that their waits overlap.
///
/// Source of predication and of walking in step: Asadi, Lin, de Vries, "Runtime Optimizations for
/// Tree-Based Machine Learning Models", IEEE TKDE 26 (9), 2014.
final class RankedTrees {
    /// Ints that the tables of categories may take, about 4 MB; columns that need more test bits.
    private static final int MAX_TABLE = 1 << 20;

    /// Trees that go down in step, until all of them are at a leaf.
    private static final int STEP = 8;

    // A node, from the top: 19 bits slot, 13 bits distance to the left child, 1 bit 0, 20 bits
    // complement, 6 bits 0, 5 bits shift. A row goes right if the slot's value, shifted left, plus
    // the node's lower half has its sign bit set. For a rank (kept at the complement's place, not
    // shifted), that is an overflow when it exceeds the threshold's. For a category, the complement
    // is 0 and the shift brings up the set's bit; shifts of 5 or more leave zeros where the shift
    // itself is added, so that nothing carries.
    private static final int SLOT_AT = 45;
    private static final int CHILD_AT = 32;
    private static final int CHILD_MASK = (1 << (SLOT_AT - CHILD_AT)) - 1;
    private static final int RANK_AT = 11;
    private static final int MAX_RANK = (1 << 20) - 1;

    /// Sets of categories in a slot: the bits that take a shift of 5 or more.
    private static final int SETS = 27;

    /// Set in splits alone: a leaf is at no distance from its child.
    private static final long SPLIT = (long) CHILD_MASK << CHILD_AT;

    /// Holds 0: what a leaf reads, so that it always goes "left", to itself.
    private static final int LEAF_SLOT = 0;

    final int slots;

    /// First node of each tree and the number of nodes, as in the ensemble.
    final int[] roots;

    /// Packed nodes, each tree in breadth-first order.
    final long[] nodes;

    /// The ensemble's number of each node here.
    final int[] source;

    /// Value of a leaf; 0 for a split.
    private final double[] leafValue;

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

        var numberSlots = new NumberSlots(trees, LEAF_SLOT + 1);
        numberSlotFrom = numberSlots.from(numberColumn);
        numberSlotRule = numberSlots.rules(numberColumn);
        int[] slotOf = numberSlots.slotOf(numberColumn, numberSlotFrom);
        var categories = new CategorySlots(trees, numberSlotFrom[numberColumn.length], slotOf);
        categoryColumns = categories.columns();
        slots = categories.slots;

        for (int tree = 0; tree < trees.trees(); tree++) {
            lay(trees, tree, distinct, slotOf, categories.bitOf);
        }
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
    static double flushed(double threshold) {
        if (threshold >= 0 && threshold < TreeEnsemble.ZERO) {
            return TreeEnsemble.ZERO;
        }
        if (threshold < 0 && threshold >= -TreeEnsemble.ZERO) {
            return Math.nextDown(-TreeEnsemble.ZERO);
        }
        return threshold;
    }

    static boolean byNumber(TreeEnsemble trees, int node) {
        return trees.feature[node] >= 0 && (trees.kind[node] & TreeEnsemble.CATEGORICAL) == 0;
    }

    /// How a split treats a missing value. Without a default way, its direction does not matter; a
    /// split by category has one rule, whatever LightGBM noted.
    static int rule(TreeEnsemble trees, int node) {
        int rule = trees.kind[node];
        if ((rule & TreeEnsemble.CATEGORICAL) != 0) {
            return TreeEnsemble.CATEGORICAL;
        }
        return (rule & TreeEnsemble.MISSING_MASK) == TreeEnsemble.MISSING_NEVER ? 0 : rule;
    }

    /// Lays one tree out, breadth first.
    private void lay(
            TreeEnsemble trees, int tree, double[][] distinct, int[] slotOf, byte[] bitOf) {
        int end = roots[tree] + 1;
        source[roots[tree]] = roots[tree];
        for (int at = roots[tree]; at < end; at++) {
            int node = source[at];
            if (trees.feature[node] < 0) {
                leafValue[at] = trees.value[node];
                nodes[at] = packed(LEAF_SLOT, 0, 0, 0);
                continue;
            }
            if (byNumber(trees, node)) {
                double[] known = distinct[trees.feature[node]];
                int rank = Arrays.binarySearch(known, flushed(trees.value[node]));
                nodes[at] = packed(slotOf[node], end - at, MAX_RANK - rank, 0);
            } else {
                nodes[at] = packed(slotOf[node], end - at, 0, Integer.SIZE - 1 - bitOf[node]);
            }
            source[end++] = node + 1;
            source[end++] = trees.right[node];
        }
    }

    private static long packed(int slot, int child, int complement, int shift) {
        return (long) slot << SLOT_AT
                | (long) child << CHILD_AT
                | (long) complement << RANK_AT
                | shift;
    }

    /// Room for the slots of one row; used by one thread at a time.
    int[] newSlots() {
        return new int[slots];
    }

    /// Left child of a node; a leaf is its own.
    int child(int node) {
        return node + child(nodes[node]);
    }

    private static int child(long node) {
        return (int) (node >>> CHILD_AT) & CHILD_MASK;
    }

    /// 1 if a row goes right at a node, else 0; 0 at a leaf.
    static int right(long node, int[] filled) {
        // A shift by an int takes its lowest five bits alone.
        int low = (int) node;
        int value = filled[(int) (node >>> SLOT_AT)];
        return ((value << low) + low) >>> (Integer.SIZE - 1);
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
                if (missing(rule, x)) {
                    boolean left = (rule & TreeEnsemble.DEFAULT_LEFT) != 0;
                    filled[slot] = left ? 0 : (to - from) << RANK_AT;
                } else {
                    filled[slot] = rank << RANK_AT;
                }
            }
        }
        for (CategoryColumn column : categoryColumns) {
            column.fill(row, filled);
        }
    }

    static boolean missing(int rule, double x) {
        return switch (rule & TreeEnsemble.MISSING_MASK) {
            case TreeEnsemble.MISSING_NAN -> Double.isNaN(x);
            case TreeEnsemble.MISSING_ZERO -> !(Math.abs(x) > TreeEnsemble.ZERO);
            default -> false;
        };
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

    /// Sum of the leaf values, added in the order of the trees, as LightGBM adds.
    ///
    /// @param filled room for the slots
    double score(double[] row, int[] filled) {
        fill(row, filled);
        int trees = roots.length - 1;
        double sum = 0;
        int tree = 0;
        for (; tree + STEP <= trees; tree += STEP) {
            int a = roots[tree];
            int b = roots[tree + 1];
            int c = roots[tree + 2];
            int d = roots[tree + 3];
            int e = roots[tree + 4];
            int f = roots[tree + 5];
            int g = roots[tree + 6];
            int h = roots[tree + 7];
            long seen;
            do {
                long aNode = nodes[a];
                long bNode = nodes[b];
                long cNode = nodes[c];
                long dNode = nodes[d];
                long eNode = nodes[e];
                long fNode = nodes[f];
                long gNode = nodes[g];
                long hNode = nodes[h];
                seen = (aNode | bNode | cNode | dNode) | (eNode | fNode | gNode | hNode);
                a = next(a, aNode, filled);
                b = next(b, bNode, filled);
                c = next(c, cNode, filled);
                d = next(d, dNode, filled);
                e = next(e, eNode, filled);
                f = next(f, fNode, filled);
                g = next(g, gNode, filled);
                h = next(h, hNode, filled);
            } while ((seen & SPLIT) != 0);
            sum += leafValue[a];
            sum += leafValue[b];
            sum += leafValue[c];
            sum += leafValue[d];
            sum += leafValue[e];
            sum += leafValue[f];
            sum += leafValue[g];
            sum += leafValue[h];
        }
        for (; tree < trees; tree++) {
            int at = roots[tree];
            while ((nodes[at] & SPLIT) != 0) {
                at = next(at, nodes[at], filled);
            }
            sum += leafValue[at];
        }
        return sum;
    }

    private static int next(int at, long node, int[] filled) {
        return at + child(node) + right(node, filled);
    }

    /// Slots of the columns of numbers: one for each column and rule that occurs.
    private static final class NumberSlots {
        private static final int RULES = 8;
        private final TreeEnsemble trees;
        private final int first;
        private final boolean[] used;

        NumberSlots(TreeEnsemble trees, int first) {
            this.trees = trees;
            this.first = first;
            used = new boolean[trees.features * RULES];
            for (int node = 0; node < trees.feature.length; node++) {
                if (byNumber(trees, node)) {
                    used[trees.feature[node] * RULES + rule(trees, node)] = true;
                }
            }
        }

        int[] from(int[] columns) {
            var from = new int[columns.length + 1];
            from[0] = first;
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
            int slot = first;
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
                    slotOf[node] = numbered[trees.feature[node] * RULES + rule(trees, node)];
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

    /// Slots of the columns of categories: a bit for each column and distinct set.
    private static final class CategorySlots {
        private final SortedMap<Integer, Map<CodeSet, Integer>> sets = new TreeMap<>();
        private final int first;
        final int slots;

        /// Of a split by category: the bit of its slot.
        final byte[] bitOf;

        /// @param first slot that is free
        /// @param slotOf filled for splits by category
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
                at += words(column.getValue().size());
            }
            slots = at;
            bitOf = new byte[slotOf.length];
            for (int node = 0; node < slotOf.length; node++) {
                if (byCategory(trees, node)) {
                    bitOf[node] = (byte) (slotOf[node] % SETS);
                    slotOf[node] = offsets[trees.feature[node]] + slotOf[node] / SETS;
                }
            }
        }

        private static boolean byCategory(TreeEnsemble trees, int node) {
            return trees.feature[node] >= 0 && !byNumber(trees, node);
        }

        CategoryColumn[] columns() {
            List<CategoryColumn> built = new ArrayList<>();
            int at = first;
            int room = MAX_TABLE;
            for (Map.Entry<Integer, Map<CodeSet, Integer>> column : sets.entrySet()) {
                var codes = new int[column.getValue().size()][];
                column.getValue().forEach((set, index) -> codes[index] = set.toArray());
                built.add(new CategoryColumn(column.getKey(), at, codes, room));
                room -= built.getLast().table.length;
                at += words(codes.length);
            }
            return built.toArray(CategoryColumn[]::new);
        }
    }

    /// Slots that hold so many sets.
    private static int words(int sets) {
        return (sets + SETS - 1) / SETS;
    }

    /// The sets that splits have for one column.
    private static final class CategoryColumn {
        private final int column;
        private final int slot;
        private final int width;
        private final int[][] sets;

        /// For each code, what to put into the slots; empty if it would not fit.
        private final int[] table;

        CategoryColumn(int column, int slot, int[][] sets, int room) {
            this.column = column;
            this.slot = slot;
            this.sets = sets;
            width = words(sets.length);
            int codes = Arrays.stream(sets).mapToInt(set -> set.length).max().orElse(0);
            codes *= Integer.SIZE;
            table = new int[(long) codes * width > room ? 0 : codes * width];
            for (int at = 0; at < table.length; at += width) {
                test(at / width, table, at);
            }
        }

        void fill(double[] row, int[] filled) {
            double x = row[column];
            int code = Double.isNaN(x) ? -1 : (int) x;
            if (table.length == 0) {
                test(code, filled, slot);
            } else if (code >= 0 && code < table.length / width) {
                System.arraycopy(table, code * width, filled, slot, width);
            } else {
                Arrays.fill(filled, slot, slot + width, -1);
            }
        }

        /// Sets a bit for each set that a code is not in.
        private void test(int code, int[] bits, int from) {
            Arrays.fill(bits, from, from + width, 0);
            for (int set = 0; set < sets.length; set++) {
                int word = code >>> 5;
                boolean in =
                        code >= 0
                                && word < sets[set].length
                                && ((sets[set][word] >>> code) & 1) != 0;
                if (!in) {
                    bits[from + set / SETS] |= 1 << set % SETS;
                }
            }
        }
    }
}
