package io.prox.learning.trees;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Boosted trees in flat arrays: immutable, shared by any number of threads.
///
/// The raw score of a row is the sum of one leaf value a tree, in log-odds, in the order of the
/// trees: bit-equal to LightGBM's raw score, whose average outcome sits in the first tree's leaves.
///
/// All nodes of all trees share one numbering: a tree after the other, each in preorder with the
/// left side first. So the left child of node `i` is `i + 1`, no two trees of the same shape differ
/// in their arrays, and a stream of nodes cannot describe a cycle.
///
/// How a split decides (LightGBM's rules, `Tree::NumericalDecision`, `CategoricalDecision`):
/// - number: left if the value is at most the threshold. A missing value goes the split's default
///   way if missing values were seen in training, and counts as 0 if not.
/// - category: left if the code is in the split's set. NaN, negative and unseen codes go right. A
///   code with a fraction is cut to its whole part.
public final class TreeEnsemble {
    /// Bound of an ensemble's size; 1,000 trees of 1,000 leaves fit.
    static final int MAX_LEAVES = 1 << 20;

    /// Bound of one tree's size.
    static final int MAX_TREE_LEAVES = 1 << 12;

    /// Bound of the number of columns.
    static final int MAX_FEATURES = 1 << 16;

    /// NaN counts as 0.
    static final int MISSING_NEVER = 0;

    /// NaN and 0 go the default way.
    static final int MISSING_ZERO = 1;

    /// NaN goes the default way.
    static final int MISSING_NAN = 2;

    static final int MISSING_MASK = 3;
    static final int DEFAULT_LEFT = 4;
    static final int CATEGORICAL = 8;

    /// LightGBM takes what is no larger than this for 0.
    static final double ZERO = 1e-35f;

    /// Stands where a split has its rule, and is none.
    static final int LEAF_TAG = 15;

    final int features;

    /// First node of each tree, and one more entry with the number of nodes.
    final int[] roots;

    /// Column of a split; -1 for a leaf.
    final int[] feature;

    /// Threshold of a split by number, value of a leaf, 0 for a split by category.
    final double[] value;

    /// Missing rule, [#DEFAULT_LEFT] and [#CATEGORICAL] of a split; 0 for a leaf.
    final byte[] kind;

    /// Right child of a split.
    final int[] right;

    /// Training rows that came here.
    final int[] rows;

    /// What the split gained in training; 0 for a leaf.
    final float[] gain;

    /// Of a split by category: its set is the words from `setFrom` to before `setTo`, bit `c % 32`
    /// of word `c / 32` for code `c`.
    final int[] setFrom;

    final int[] setTo;
    final int[] setWords;

    /// The same trees, laid out for walking.
    final RankedTrees ranked;

    /// The same trees, laid out for scoring alone; null if one is too large for that.
    private final @Nullable LeafBits bits;

    private final double expected;

    TreeEnsemble(TreeBuilder built) {
        if (built.trees == 0) {
            throw new IllegalArgumentException("ensemble has no trees");
        }
        features = built.features;
        roots = Arrays.copyOf(built.roots, built.trees + 1);
        roots[built.trees] = built.nodes;
        feature = Arrays.copyOf(built.feature, built.nodes);
        value = Arrays.copyOf(built.value, built.nodes);
        kind = Arrays.copyOf(built.kind, built.nodes);
        right = Arrays.copyOf(built.right, built.nodes);
        rows = Arrays.copyOf(built.rows, built.nodes);
        gain = Arrays.copyOf(built.gain, built.nodes);
        setFrom = Arrays.copyOf(built.setFrom, built.nodes);
        setTo = Arrays.copyOf(built.setTo, built.nodes);
        setWords = Arrays.copyOf(built.setWords, built.words);
        expected = expectation();
        ranked = new RankedTrees(this);
        bits = LeafBits.of(this).orElse(null);
    }

    /// Reads LightGBM's model text: one score a row, no linear leaves, no averaging.
    ///
    /// Fails with an [IllegalArgumentException] that names the line.
    public static TreeEnsemble parse(String modelText) {
        return new ModelText(modelText).ensemble();
    }

    /// The first trees alone: the ensemble as it was after so many rounds.
    ///
    /// @param count at least 1; all trees where there are no more
    public TreeEnsemble head(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("trees are below 1: " + count);
        }
        if (count >= trees()) {
            return this;
        }
        var builder = new TreeBuilder(features);
        for (int tree = 0; tree < count; tree++) {
            copyTree(tree, 1, builder);
        }
        return new TreeEnsemble(builder);
    }

    /// The trees of several ensembles in a row, their leaves multiplied: its raw score is the
    /// weighted sum of theirs.
    ///
    /// @param ensembles over the same columns, at least one
    /// @param weights one for each ensemble
    public static TreeEnsemble weightedSum(List<TreeEnsemble> ensembles, List<Double> weights) {
        var builder = new TreeBuilder(ensembles.getFirst().features);
        for (int index = 0; index < ensembles.size(); index++) {
            TreeEnsemble ensemble = ensembles.get(index);
            ensemble.requireColumns(builder.features);
            for (int tree = 0; tree < ensemble.trees(); tree++) {
                ensemble.copyTree(tree, weights.get(index), builder);
            }
        }
        return new TreeEnsemble(builder);
    }

    private void copyTree(int tree, double weight, TreeBuilder builder) {
        builder.startTree();
        for (int node = roots[tree]; node < roots[tree + 1]; node++) {
            copyNode(node, weight, builder);
        }
    }

    private void copyNode(int node, double weight, TreeBuilder builder) {
        if (feature[node] < 0) {
            builder.leaf(weight * value[node], rows[node]);
        } else if ((kind[node] & CATEGORICAL) == 0) {
            builder.number(feature[node], kind[node], value[node], gain[node]);
        } else {
            builder.category(feature[node], kind[node], gain[node]);
            for (int word = setFrom[node]; word < setTo[node]; word++) {
                builder.word(setWords[word]);
            }
        }
    }

    /// Columns that a row has, used or not.
    public int features() {
        return features;
    }

    public int trees() {
        return roots.length - 1;
    }

    /// Leaves of all trees.
    public int leaves() {
        return (feature.length + trees()) / 2;
    }

    /// Raw score of one row, in log-odds.
    ///
    /// @param row one value a column; NaN where missing
    public double raw(double[] row) {
        requireColumns(row.length);
        return bits == null
                ? ranked.score(row, ranked.newSlots())
                : bits.score(row, bits.newWords());
    }

    /// Raw scores of many rows, in log-odds.
    ///
    /// @param out filled; one score a row
    public void raw(FeatureMatrix matrix, double[] out) {
        requireColumns(matrix.columns());
        if (out.length != matrix.rows()) {
            throw new IllegalArgumentException(
                    "scores: room for %d of %d rows".formatted(out.length, matrix.rows()));
        }
        var row = new double[features];
        int[] slots = ranked.newSlots();
        long[] words = bits == null ? new long[0] : bits.newWords();
        for (int i = 0; i < out.length; i++) {
            matrix.row(i, row);
            out[i] = bits == null ? ranked.score(row, slots) : bits.score(row, words);
        }
    }

    /// The mean raw score, each leaf weighted by the training rows in it: what [TreeShap] explains
    /// the difference to.
    public double expected() {
        return expected;
    }

    /// For each column, the sum of what its splits gained in training.
    public double[] gains() {
        var sums = new double[features];
        for (int node = 0; node < feature.length; node++) {
            if (feature[node] >= 0) {
                sums[feature[node]] += gain[node];
            }
        }
        return sums;
    }

    /// For each column, how many splits use it.
    public int[] splits() {
        var counts = new int[features];
        for (int column : feature) {
            if (column >= 0) {
                counts[column]++;
            }
        }
        return counts;
    }

    /// For each leaf of a tree, left to right, the training rows in it (its cover).
    public int[] leafRows(int tree) {
        var counts = new int[(roots[tree + 1] - roots[tree] + 1) / 2];
        int leaf = 0;
        for (int node = roots[tree]; node < roots[tree + 1]; node++) {
            if (feature[node] < 0) {
                counts[leaf++] = rows[node];
            }
        }
        return counts;
    }

    /// For each leaf of a tree, left to right, its value.
    public double[] leafValues(int tree) {
        var values = new double[(roots[tree + 1] - roots[tree] + 1) / 2];
        int leaf = 0;
        for (int node = roots[tree]; node < roots[tree + 1]; node++) {
            if (feature[node] < 0) {
                values[leaf++] = value[node];
            }
        }
        return values;
    }

    /// Writes the trees in about 20 bytes a leaf. The caller's container names the version.
    public void write(DataOutput out) throws IOException {
        Varint.write(out, features);
        Varint.write(out, trees());
        for (int node = 0; node < feature.length; node++) {
            if (feature[node] < 0) {
                out.writeByte(LEAF_TAG);
                out.writeDouble(value[node]);
                Varint.write(out, rows[node]);
            } else {
                out.writeByte(kind[node]);
                Varint.write(out, feature[node]);
                out.writeFloat(gain[node]);
                if ((kind[node] & CATEGORICAL) != 0) {
                    Varint.write(out, setTo[node] - setFrom[node]);
                    for (int word = setFrom[node]; word < setTo[node]; word++) {
                        out.writeInt(setWords[word]);
                    }
                } else {
                    out.writeDouble(value[node]);
                }
            }
        }
    }

    /// Reads what [#write] wrote. Damaged bytes give an [IOException]: never a loop, a cycle or an
    /// index out of range, and memory grows only with bytes that are there.
    public static TreeEnsemble read(DataInput in) throws IOException {
        try {
            var builder = new TreeBuilder(Varint.read(in));
            int trees = Varint.read(in);
            for (int tree = 0; tree < trees; tree++) {
                builder.startTree();
                while (!builder.complete()) {
                    readNode(in, builder);
                }
            }
            return new TreeEnsemble(builder);
        } catch (IllegalArgumentException e) {
            throw new IOException("trees are damaged: " + e.getMessage(), e);
        }
    }

    private static void readNode(DataInput in, TreeBuilder builder) throws IOException {
        int tag = in.readByte();
        if (tag == LEAF_TAG) {
            builder.leaf(in.readDouble(), Varint.read(in));
            return;
        }
        int column = Varint.read(in);
        float gain = in.readFloat();
        if ((tag & CATEGORICAL) != 0) {
            builder.category(column, tag, gain);
            for (int words = Varint.read(in); words > 0; words--) {
                builder.word(in.readInt());
            }
        } else {
            builder.number(column, tag, in.readDouble(), gain);
        }
    }

    /// The leaf that a row falls into, by the plain rules.
    int leaf(int tree, double[] row) {
        int node = roots[tree];
        while (feature[node] >= 0) {
            node = left(node, row[feature[node]]) ? node + 1 : right[node];
        }
        return node;
    }

    /// Which way a split sends a value, by the plain rules.
    boolean left(int node, double x) {
        int rule = kind[node];
        if ((rule & CATEGORICAL) != 0) {
            return inSet(node, x);
        }
        int missing = rule & MISSING_MASK;
        // LightGBM hands tiny values to its trees as 0.
        double flushed = Math.abs(x) <= ZERO || (missing != MISSING_NAN && Double.isNaN(x)) ? 0 : x;
        if (Double.isNaN(flushed) || (missing == MISSING_ZERO && flushed == 0)) {
            return (rule & DEFAULT_LEFT) != 0;
        }
        return flushed <= value[node];
    }

    boolean inSet(int node, double x) {
        int code = (int) x;
        if (Double.isNaN(x) || code < 0 || code >>> 5 >= setTo[node] - setFrom[node]) {
            return false;
        }
        return (setWords[setFrom[node] + (code >>> 5)] >>> code & 1) != 0;
    }

    void requireColumns(int given) {
        if (given != features) {
            throw new IllegalArgumentException(
                    "row has %d values, the trees expect %d".formatted(given, features));
        }
    }

    private double expectation() {
        double sum = 0;
        for (int tree = 0; tree < trees(); tree++) {
            double total = rows[roots[tree]];
            if (feature[roots[tree]] < 0) {
                // A lone leaf holds for all rows, with a count or without.
                sum += value[roots[tree]];
                continue;
            }
            for (int node = roots[tree]; node < roots[tree + 1]; node++) {
                if (feature[node] < 0) {
                    sum += rows[node] / total * value[node];
                }
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return "TreeEnsemble[%d trees, %d leaves, %d features]"
                .formatted(trees(), leaves(), features);
    }
}
