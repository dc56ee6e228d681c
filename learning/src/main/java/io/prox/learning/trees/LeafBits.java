package io.prox.learning.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The trees of an ensemble turned inside out, for the raw score of one row. Immutable.
///
/// Each tree has a word with a bit a leaf, left to right. A split that sends the row right rules
/// out the leaves on its left: their bits go. When all such splits are through, the lowest bit that
/// is left is the row's leaf. So nothing walks down a tree; splits are taken column by column:
/// - A column of numbers keeps its splits by rising threshold; those that send the row right come
///   first, up to the row's value. Splits that treat a missing value alike form a group.
/// - A column of categories keeps, for each code, one word a tree with all its splits worked in: a
///   plain run over two arrays. Where that table would grow too large, it tests split by split.
///
/// Source: Lucchese et al., "QuickScorer: a Fast Algorithm to Rank Documents with Additive
/// Ensembles of Regression Trees", SIGIR 2015; the tables for categories are an addition.
///
/// Measured against [RankedTrees], whose cost grows with depth and not with the number of splits:
/// about half the time at 31 leaves, and no way beyond [#MAX_TREE_LEAVES].
final class LeafBits {
    /// Bits of a word.
    static final int MAX_TREE_LEAVES = Long.SIZE;

    /// Words that the tables of categories may take, 8 MB.
    private static final int MAX_TABLE = 1 << 20;

    private final int trees;

    /// Leaf values of all trees, left to right, and where each tree's begin.
    private final double[] leafValue;

    private final int[] leafFrom;
    private final NumberGroup[] numbers;
    private final CategoryColumn[] categories;

    private LeafBits(TreeEnsemble ensemble) {
        trees = ensemble.trees();
        leafFrom = new int[trees];
        leafValue = new double[ensemble.leaves()];
        var splits = new Splits(ensemble);
        int leaves = 0;
        for (int tree = 0; tree < trees; tree++) {
            leafFrom[tree] = leaves;
            for (int node = ensemble.roots[tree]; node < ensemble.roots[tree + 1]; node++) {
                if (ensemble.feature[node] < 0) {
                    leafValue[leaves++] = ensemble.value[node];
                }
            }
        }
        numbers = splits.numbers();
        categories = splits.categories();
    }

    /// Empty if a tree has too many leaves for a word.
    static Optional<LeafBits> of(TreeEnsemble ensemble) {
        for (int tree = 0; tree < ensemble.trees(); tree++) {
            int nodes = ensemble.roots[tree + 1] - ensemble.roots[tree];
            if (nodes > 2 * MAX_TREE_LEAVES - 1) {
                return Optional.empty();
            }
        }
        return Optional.of(new LeafBits(ensemble));
    }

    /// Room for the words of one row; used by one thread at a time.
    long[] newWords() {
        return new long[trees];
    }

    /// Sum of the leaf values, added in the order of the trees, as LightGBM adds.
    double score(double[] row, long[] words) {
        Arrays.fill(words, -1);
        for (NumberGroup group : numbers) {
            group.apply(row, words);
        }
        for (CategoryColumn column : categories) {
            column.apply(row, words);
        }
        double sum = 0;
        for (int tree = 0; tree < trees; tree++) {
            sum += leafValue[leafFrom[tree] + Long.numberOfTrailingZeros(words[tree])];
        }
        return sum;
    }

    /// Splits of a column by number that treat a missing value alike, by rising threshold.
    private static final class NumberGroup {
        private final int column;
        private final int rule;
        private final double[] threshold;
        private final int[] tree;
        private final long[] keep;

        NumberGroup(Splits splits, int[] nodes) {
            column = splits.ensemble.feature[nodes[0]];
            rule = splits.rule(nodes[0]);
            threshold = new double[nodes.length];
            tree = new int[nodes.length];
            keep = new long[nodes.length];
            for (int i = 0; i < nodes.length; i++) {
                threshold[i] = splits.threshold(nodes[i]);
                tree[i] = splits.tree[nodes[i]];
                keep[i] = splits.keep[nodes[i]];
            }
        }

        void apply(double[] row, long[] words) {
            double x = row[column];
            if (RankedTrees.missing(rule, x)) {
                if ((rule & TreeEnsemble.DEFAULT_LEFT) == 0) {
                    for (int i = 0; i < tree.length; i++) {
                        words[tree[i]] &= keep[i];
                    }
                }
                return;
            }
            double known = Double.isNaN(x) ? 0 : x;
            for (int i = 0; i < tree.length && threshold[i] < known; i++) {
                words[tree[i]] &= keep[i];
            }
        }
    }

    /// Splits of a column by category.
    private static final class CategoryColumn {
        private final Splits splits;
        private final int column;
        private final int[] nodes;
        private final int trees;

        /// For each code, one word a tree; last, the words for any other code. Empty if too large.
        private final long[] table;

        CategoryColumn(Splits splits, int[] nodes, int room) {
            this.splits = splits;
            this.nodes = nodes;
            TreeEnsemble ensemble = splits.ensemble;
            column = ensemble.feature[nodes[0]];
            trees = ensemble.trees();
            int words =
                    Arrays.stream(nodes)
                            .map(node -> ensemble.setTo[node] - ensemble.setFrom[node])
                            .max()
                            .orElse(0);
            long codes = (long) Integer.SIZE * words;
            boolean fits = (codes + 1) * trees <= room;
            table = new long[fits ? (int) (codes + 1) * trees : 0];
            Arrays.fill(table, -1);
            for (int at = 0; at < table.length; at += trees) {
                int code = at / trees;
                clear(code < codes ? code : -1, table, at);
            }
        }

        void apply(double[] row, long[] words) {
            double x = row[column];
            int code = Double.isNaN(x) ? -1 : (int) x;
            if (table.length == 0) {
                clear(code, words, 0);
                return;
            }
            int last = table.length / trees - 1;
            int from = trees * (code < 0 || code > last ? last : code);
            for (int tree = 0; tree < words.length; tree++) {
                words[tree] &= table[from + tree];
            }
        }

        private void clear(int code, long[] words, int from) {
            for (int node : nodes) {
                if (!splits.ensemble.inSet(node, code)) {
                    words[from + splits.tree[node]] &= splits.keep[node];
                }
            }
        }
    }

    /// Splits by the ensemble's number of the node.
    private static final class Splits {
        final TreeEnsemble ensemble;
        final int[] tree;

        /// Bits of the leaves that stay when the split sends a row right.
        final long[] keep;

        Splits(TreeEnsemble ensemble) {
            this.ensemble = ensemble;
            tree = new int[ensemble.feature.length];
            keep = new long[ensemble.feature.length];
            for (int at = 0; at < ensemble.trees(); at++) {
                int root = ensemble.roots[at];
                int end = ensemble.roots[at + 1];
                Arrays.fill(tree, root, end, at);
                // Leaves before a node, in preorder, are those to its left.
                var before = new int[end - root + 1];
                for (int node = root; node < end; node++) {
                    int leaf = ensemble.feature[node] < 0 ? 1 : 0;
                    before[node - root + 1] = before[node - root] + leaf;
                }
                for (int node = root; node < end; node++) {
                    if (ensemble.feature[node] >= 0) {
                        int first = before[node - root];
                        int count = before[ensemble.right[node] - root] - first;
                        keep[node] = ~((-1L >>> (Long.SIZE - count)) << first);
                    }
                }
            }
        }

        int rule(int node) {
            return RankedTrees.rule(ensemble, node);
        }

        double threshold(int node) {
            return RankedTrees.flushed(ensemble.value[node]);
        }

        NumberGroup[] numbers() {
            return Arrays.stream(groups(node -> RankedTrees.byNumber(ensemble, node)))
                    .map(nodes -> new NumberGroup(this, nodes))
                    .toArray(NumberGroup[]::new);
        }

        CategoryColumn[] categories() {
            int[][] groups =
                    groups(
                            node ->
                                    ensemble.feature[node] >= 0
                                            && !RankedTrees.byNumber(ensemble, node));
            var columns = new CategoryColumn[groups.length];
            int room = MAX_TABLE;
            for (int i = 0; i < groups.length; i++) {
                columns[i] = new CategoryColumn(this, groups[i], room);
                room -= columns[i].table.length;
            }
            return columns;
        }

        /// Splits of one column and rule, by rising threshold, then in their order.
        private int[][] groups(IntPredicate wanted) {
            int[] sorted =
                    IntStream.range(0, ensemble.feature.length)
                            .filter(wanted)
                            .boxed()
                            .sorted(
                                    Comparator.<Integer>comparingInt(node -> ensemble.feature[node])
                                            .thenComparingInt(this::rule)
                                            .thenComparingDouble(this::threshold)
                                            .thenComparingInt(node -> node))
                            .mapToInt(Integer::intValue)
                            .toArray();
            int[] starts =
                    IntStream.range(0, sorted.length)
                            .filter(i -> i == 0 || !sameGroup(sorted[i - 1], sorted[i]))
                            .toArray();
            var groups = new int[starts.length][];
            for (int i = 0; i < starts.length; i++) {
                int end = i + 1 < starts.length ? starts[i + 1] : sorted.length;
                groups[i] = Arrays.copyOfRange(sorted, starts[i], end);
            }
            return groups;
        }

        private boolean sameGroup(int a, int b) {
            return ensemble.feature[a] == ensemble.feature[b] && rule(a) == rule(b);
        }
    }
}
