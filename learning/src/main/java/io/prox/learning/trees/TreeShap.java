package io.prox.learning.trees;

import java.util.Arrays;

/// Splits the raw score of a row into one contribution a column: exact Shapley values of the trees,
/// where an absent column sends a row down both sides of a split in proportion to the training rows
/// there (path-dependent TreeSHAP; Lundberg et al., "From local explanations to global
/// understanding with explainable AI for trees", Nature Machine Intelligence 2, 2020). What
/// LightGBM calls contributions.
///
/// Method. A leaf of value v adds to column j
///
///     v (o_j - r_j) ∫_0^1 Π_{k ≠ j} (o_k t + r_k (1 - t)) dt
///
/// over the columns k on its path, where o_k is 1 if the row meets all conditions that the path has
/// on k, else 0, and r_k is the product of the shares of training rows along those conditions. (The
/// integral form of the Shapley value: Owen, "Multilinear Extensions of Games", Management Science
/// 18, 1972.) The integrand is a polynomial of a degree below the number of columns d on the path,
/// so that ⌈d / 2⌉ Gauss-Legendre points integrate it exactly. At one point, the products of all
/// leaves come from one pass down a tree, and the sums over the leaves below each split from one
/// pass up, in which the factor of the split's column is divided out; a column that comes again
/// further down takes its earlier factor back. (The two passes: Yu et al., "Linear TreeShap",
/// arXiv:2209.08192. Points inside (0, 1) keep every factor above 0, so that the division is always
/// defined.) Cost: leaves times points, instead of leaves times squared depth.
///
/// Immutable, shared by any number of threads. Prepared once in the constructor: one reciprocal a
/// node and point. Beyond [#MAX_TABLE] of them, the trees that are left compute theirs for each
/// row, about three times slower.
public final class TreeShap {
    /// Reciprocals that are kept, 64 MB.
    private static final int MAX_TABLE = 1 << 23;

    private final TreeEnsemble trees;
    private final RankedTrees ranked;
    private final double expected;

    // One entry a node, in the order of `ranked`.

    /// Share of training rows along the conditions that the path to this node has on the column of
    /// the split above it; 1 at a root.
    private final double[] share;

    /// The same of the last earlier split on that column; 1 if there is none.
    private final double[] earlierShare;

    /// Leaf value; 1 for a split.
    private final double[] scale;

    /// Of a split: the node below the last earlier split on its column on this path, counted from
    /// the root; 0 if there is none, which stands for a condition that is always met.
    private final int[] earlier;

    /// Column of a split; -1 for a leaf.
    private final int[] column;

    /// One entry a tree: its quadrature, and its reciprocals, empty if they did not fit.
    private final GaussLegendre[] rule;

    private final double[][] reciprocals;
    private final int largestTree;
    private final int largestTable;

    public TreeShap(TreeEnsemble trees) {
        this.trees = trees;
        ranked = trees.ranked;
        expected = trees.expected();
        int nodes = ranked.nodes.length;
        share = new double[nodes];
        earlierShare = new double[nodes];
        scale = new double[nodes];
        earlier = new int[nodes];
        column = new int[nodes];
        rule = new GaussLegendre[trees.trees()];
        reciprocals = new double[trees.trees()][];
        int room = MAX_TABLE;
        int mostNodes = 0;
        int mostEntries = 0;
        for (int tree = 0; tree < rule.length; tree++) {
            rule[tree] = GaussLegendre.points((prepare(tree) + 1) / 2);
            int count = ranked.roots[tree + 1] - ranked.roots[tree];
            int entries = Math.multiplyExact(count, rule[tree].points());
            if (entries <= room) {
                reciprocals[tree] = new double[entries];
                fillReciprocals(tree, reciprocals[tree]);
                room -= entries;
            } else {
                reciprocals[tree] = new double[0];
            }
            mostNodes = Math.max(mostNodes, count);
            mostEntries = Math.max(mostEntries, entries);
        }
        largestTree = mostNodes;
        largestTable = mostEntries;
    }

    /// @return the most distinct columns on one path, at least 1
    private int prepare(int tree) {
        int root = ranked.roots[tree];
        int end = ranked.roots[tree + 1];
        var parent = new int[end - root];
        var distinct = new int[end - root];
        share[root] = 1;
        earlierShare[root] = 1;
        int most = 1;
        for (int node = root; node < end; node++) {
            int source = ranked.source[node];
            column[node] = trees.feature[source];
            most = Math.max(most, distinct[node - root]);
            if (column[node] < 0) {
                scale[node] = trees.value[source];
                continue;
            }
            scale[node] = 1;
            int below = earlierOn(column[node], node - root, parent, root);
            earlier[node] = below;
            int left = ranked.child(node);
            for (int child = left; child <= left + 1; child++) {
                parent[child - root] = node - root;
                distinct[child - root] = distinct[node - root] + (below == 0 ? 1 : 0);
                // Where no training row came, no share is ever used: any finite number serves.
                double here = Math.max(1, trees.rows[source]);
                earlierShare[child] = share[root + below];
                share[child] = share[root + below] * trees.rows[ranked.source[child]] / here;
            }
        }
        return most;
    }

    /// The node on the path to `node` that lies right below the last split on the column.
    private int earlierOn(int wanted, int node, int[] parent, int root) {
        for (int at = node; at != 0; at = parent[at]) {
            if (column[root + parent[at]] == wanted) {
                return at;
            }
        }
        return 0;
    }

    private void fillReciprocals(int tree, double[] filled) {
        GaussLegendre points = rule[tree];
        int root = ranked.roots[tree];
        int count = points.points();
        for (int node = root; node < ranked.roots[tree + 1]; node++) {
            for (int q = 0; q < count; q++) {
                filled[(node - root) * count + q] =
                        1 / (points.node(q) + share[node] * points.rest(q));
            }
        }
    }

    /// Contributions of one row: one a column, in log-odds, and last the expected raw score. Their
    /// sum is the raw score.
    ///
    /// @param row one value a column; NaN where missing
    public double[] contributions(double[] row) {
        var out = new double[trees.features() + 1];
        contributions(row, out);
        return out;
    }

    /// The same into an array of the caller.
    ///
    /// @param out filled; one more entry than columns
    public void contributions(double[] row, double[] out) {
        trees.requireColumns(row.length);
        if (out.length != trees.features() + 1) {
            throw new IllegalArgumentException(
                    "contributions: room for %d, needs %d"
                            .formatted(out.length, trees.features() + 1));
        }
        Arrays.fill(out, 0);
        int[] slots = ranked.newSlots();
        ranked.fill(row, slots);
        var products = new double[largestTable];
        var met = new boolean[largestTree];
        double[] own = new double[0];
        for (int tree = 0; tree < rule.length; tree++) {
            double[] inverse = reciprocals[tree];
            if (inverse.length == 0) {
                own = own.length == 0 ? new double[largestTable] : own;
                fillReciprocals(tree, own);
                inverse = own;
            }
            add(tree, slots, inverse, products, met, out);
        }
        out[trees.features()] = expected;
    }

    private void add(
            int tree,
            int[] slots,
            double[] inverse,
            double[] products,
            boolean[] met,
            double[] out) {
        int root = ranked.roots[tree];
        int end = ranked.roots[tree + 1];
        GaussLegendre points = rule[tree];
        int count = points.points();
        double[] on = points.nodes;
        double[] off = points.rests;
        System.arraycopy(points.weights, 0, products, 0, count);
        met[0] = true;
        for (int node = root; node < end; node++) {
            if (column[node] < 0) {
                continue;
            }
            int left = ranked.child(node);
            int at = (node - root) * count;
            if (met[earlier[node]]) {
                int hot = left + RankedTrees.right(ranked.nodes[node], slots);
                int cold = 2 * left + 1 - hot;
                met[hot - root] = true;
                met[cold - root] = false;
                double hotScale = scale[hot];
                double hotShare = scale[hot] * share[hot];
                double coldShare = scale[cold] * share[cold];
                int back = earlier[node] * count;
                int toHot = (hot - root) * count;
                int toCold = (cold - root) * count;
                for (int q = 0; q < count; q++) {
                    double product = products[at + q] * inverse[back + q];
                    products[toHot + q] = product * (hotScale * on[q] + hotShare * off[q]);
                    products[toCold + q] = product * (coldShare * off[q]);
                }
            } else {
                met[left - root] = false;
                met[left + 1 - root] = false;
                double before = earlierShare[left];
                double leftFactor = before == 0 ? 0 : scale[left] * share[left] / before;
                double rightFactor = before == 0 ? 0 : scale[left + 1] * share[left + 1] / before;
                int toLeft = (left - root) * count;
                for (int q = 0; q < count; q++) {
                    products[toLeft + q] = products[at + q] * leftFactor;
                    products[toLeft + count + q] = products[at + q] * rightFactor;
                }
            }
        }
        for (int node = end - 1; node >= root; node--) {
            if (column[node] < 0) {
                continue;
            }
            int left = ranked.child(node);
            int at = (node - root) * count;
            if (met[earlier[node]]) {
                int hot = met[left - root] ? left : left + 1;
                int cold = 2 * left + 1 - hot;
                double hotGap = 1 - share[hot];
                double earlierGap = 1 - earlierShare[hot];
                int back = earlier[node] * count;
                int fromHot = (hot - root) * count;
                int fromCold = (cold - root) * count;
                double sum = 0;
                for (int q = 0; q < count; q++) {
                    double both = products[fromHot + q] + products[fromCold + q];
                    sum +=
                            hotGap * inverse[fromHot + q] * products[fromHot + q]
                                    - products[fromCold + q] / off[q]
                                    - earlierGap * inverse[back + q] * both;
                    products[at + q] = both;
                }
                out[column[node]] += sum;
            } else {
                int fromLeft = (left - root) * count;
                for (int q = 0; q < count; q++) {
                    products[at + q] = products[fromLeft + q] + products[fromLeft + count + q];
                }
            }
        }
    }
}
