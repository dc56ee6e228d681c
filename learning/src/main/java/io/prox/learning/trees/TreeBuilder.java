package io.prox.learning.trees;

import java.util.Arrays;

/// Takes nodes tree by tree in preorder, left side first, checks each, and grows the arrays of a
/// [TreeEnsemble]. Every wrong value is an [IllegalArgumentException] that names the node. Used by
/// one thread.
final class TreeBuilder {
    private static final int MAX_WORDS = 1 << 24;

    final int features;
    int trees;
    int nodes;
    int words;
    int[] roots = new int[16];
    int[] feature = new int[64];
    double[] value = new double[64];
    byte[] kind = new byte[64];
    int[] right = new int[64];
    int[] rows = new int[64];
    float[] gain = new float[64];
    int[] setFrom = new int[64];
    int[] setTo = new int[64];
    int[] setWords = new int[64];

    private int leaves;

    /// Of the current tree.
    private int splits;

    /// Splits of the current tree whose right side is still to come, outermost first.
    private int[] open = new int[64];

    private int openCount;
    private boolean complete = true;

    TreeBuilder(int features) {
        if (features < 1 || features > TreeEnsemble.MAX_FEATURES) {
            throw new IllegalArgumentException(
                    "columns are outside 1 to %d: %d"
                            .formatted(TreeEnsemble.MAX_FEATURES, features));
        }
        this.features = features;
    }

    void startTree() {
        if (!complete) {
            throw new IllegalStateException("tree %d is not complete".formatted(trees - 1));
        }
        if (trees + 1 >= roots.length) {
            roots = Arrays.copyOf(roots, 2 * roots.length);
        }
        roots[trees++] = nodes;
        splits = 0;
        complete = false;
    }

    /// Whether the current tree has all its leaves.
    boolean complete() {
        return complete;
    }

    void leaf(double leafValue, int leafRows) {
        require(Double.isFinite(leafValue), "leaf value is not finite", leafValue);
        require(leafRows >= 0, "leaf has a negative number of rows", leafRows);
        if (leaves == TreeEnsemble.MAX_LEAVES) {
            throw new IllegalArgumentException(
                    "trees have more than %d leaves".formatted(TreeEnsemble.MAX_LEAVES));
        }
        leaves++;
        int node = add(-1, 0, leafValue, 0);
        rows[node] = leafRows;
        close();
    }

    void number(int column, int rule, double threshold, float splitGain) {
        require(
                rule >= 0 && rule <= 7 && (rule & TreeEnsemble.MISSING_MASK) != 3,
                "split has an unknown rule",
                rule);
        require(!Double.isNaN(threshold), "threshold is not a number", threshold);
        split(column, rule, threshold, splitGain);
    }

    /// The codes of the set follow by [#word].
    void category(int column, int rule, float splitGain) {
        require(
                rule >= TreeEnsemble.CATEGORICAL
                        && rule < TreeEnsemble.LEAF_TAG
                        && (rule & TreeEnsemble.MISSING_MASK) != 3,
                "split has an unknown rule",
                rule);
        split(column, rule, 0, splitGain);
    }

    void word(int bits) {
        if (words == MAX_WORDS) {
            throw new IllegalArgumentException(
                    "category sets take more than %d words".formatted(MAX_WORDS));
        }
        if (words == setWords.length) {
            setWords = Arrays.copyOf(setWords, 2 * words);
        }
        setWords[words++] = bits;
        setTo[nodes - 1] = words;
    }

    private void split(int column, int rule, double threshold, float splitGain) {
        require(column >= 0 && column < features, "split uses an unknown column", column);
        require(!Float.isNaN(splitGain), "gain is not a number", splitGain);
        // A tree has one leaf more than splits: this bounds the nodes before the leaves come.
        splits++;
        require(
                splits < TreeEnsemble.MAX_TREE_LEAVES,
                "tree has more leaves than " + TreeEnsemble.MAX_TREE_LEAVES,
                splits + 1);
        int node = add(column, rule, threshold, splitGain);
        if (openCount == open.length) {
            open = Arrays.copyOf(open, 2 * openCount);
        }
        open[openCount++] = node;
    }

    private int add(int column, int rule, double number, float splitGain) {
        if (complete) {
            throw new IllegalStateException("no tree was started");
        }
        if (nodes == feature.length) {
            grow(2 * nodes);
        }
        feature[nodes] = column;
        kind[nodes] = (byte) rule;
        value[nodes] = number;
        gain[nodes] = splitGain;
        setFrom[nodes] = words;
        setTo[nodes] = words;
        return nodes++;
    }

    /// After a leaf: the innermost split that waits for its right side gets it next; splits whose
    /// right side just ended are done, and sum up their rows.
    private void close() {
        while (openCount > 0) {
            int split = open[openCount - 1];
            if (right[split] == 0) {
                right[split] = nodes;
                return;
            }
            long sum = (long) rows[split + 1] + rows[right[split]];
            require(sum <= Integer.MAX_VALUE, "tree has too many rows", sum);
            rows[split] = (int) sum;
            openCount--;
        }
        int root = roots[trees - 1];
        require(feature[root] < 0 || rows[root] > 0, "tree of splits has no rows", 0);
        complete = true;
    }

    private void grow(int size) {
        feature = Arrays.copyOf(feature, size);
        value = Arrays.copyOf(value, size);
        kind = Arrays.copyOf(kind, size);
        right = Arrays.copyOf(right, size);
        rows = Arrays.copyOf(rows, size);
        gain = Arrays.copyOf(gain, size);
        setFrom = Arrays.copyOf(setFrom, size);
        setTo = Arrays.copyOf(setTo, size);
    }

    private void require(boolean valid, String what, Object found) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "tree %d, node %d: %s: %s"
                            .formatted(trees - 1, nodes - roots[trees - 1], what, found));
        }
    }
}
