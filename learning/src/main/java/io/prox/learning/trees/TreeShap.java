package io.prox.learning.trees;

import java.util.Arrays;
import java.util.HashMap;

/// Splits the raw score of a row into one contribution a column: exact Shapley values of the trees,
/// where an absent column sends a row down both sides of a split in proportion to the training rows
/// there (path-dependent TreeSHAP; Lundberg et al., "From local explanations to global
/// understanding with explainable AI for trees", Nature Machine Intelligence 2, 2020). What
/// LightGBM calls contributions.
///
/// Method. A leaf of value v adds to column j
///
///     v (o_j - r_j) ∫_0^1 Π_{k ≠ j} (r_k + (o_k - r_k) t) dt
///
/// over the columns k on its path, where o_k is 1 if the row meets all conditions that the path has
/// on k, else 0, and r_k is the product of the shares of training rows along those conditions. (The
/// integral form of the Shapley value: Owen, "Multilinear Extensions of Games", Management Science
/// 18, 1972.) The integrand is a polynomial of a degree below the number of columns d on the path,
/// so that ⌈d / 2⌉ Gauss-Legendre points integrate it exactly. At one point, a pass down a tree
/// multiplies the factors above each split, a pass up sums what lies below it, and the product of
/// the two is what the split's column gets. Where a column comes again further down, its new factor
/// takes the place of the earlier one, by division: points inside (0, 1) keep every factor of a met
/// condition above 0. (Two passes at fixed points, with another basis: Yu et al., "Linear
/// TreeShap", arXiv:2209.08192.) Cost: leaves times points, instead of leaves times squared depth.
///
/// Immutable, shared by any number of threads. Prepared once in the constructor: about 30 bytes a
/// node.
public final class TreeShap {
    /// Points that go through a tree together, written out one by one: a loop over them would be
    /// too short for the compiler to make much of it.
    private static final int LANES = 5;

    // Five numbers a split, side by side, each tree in breadth-first order. Nodes are counted from
    // the root of their tree. The earlier node is the one below the last earlier split on the same
    // column on this path; 0 if there is none, which stands for a condition that is always met.
    private static final int NODE = 0;
    private static final int PARENT = 1;
    private static final int LEFT = 2;
    private static final int EARLIER = 3;
    private static final int COLUMN = 4;
    private static final int STEPS = 5;

    private final TreeEnsemble trees;
    private final RankedTrees ranked;
    private final double expected;
    private final int[] steps;

    /// Where the steps of each tree begin, and one more entry with the number of entries.
    private final int[] stepFrom;

    /// For each node in the order of `ranked`, the share of training rows along the conditions that
    /// its path has on the column of the split above it; 1 at a root.
    private final double[] share;

    /// The leaves of all trees, as many before tree t as splits and trees before it: node and
    /// value.
    private final int[] leafNode;

    private final double[] leafValue;

    /// One quadrature a tree, of as many points as its longest path needs.
    private final GaussLegendre[] points;

    private final int largestTree;

    /// Cost: linear in the nodes, but for long paths, which are searched for earlier splits.
    public TreeShap(TreeEnsemble trees) {
        this.trees = trees;
        ranked = trees.ranked;
        expected = trees.expected();
        int leaves = trees.leaves();
        share = new double[ranked.nodes.length];
        steps = new int[STEPS * (share.length - leaves)];
        stepFrom = new int[trees.trees() + 1];
        leafNode = new int[leaves];
        leafValue = new double[leaves];
        points = new GaussLegendre[trees.trees()];
        var known = new HashMap<Integer, GaussLegendre>();
        int most = 0;
        for (int tree = 0; tree < points.length; tree++) {
            // ⌈d / 2⌉ points are exact; more are exact too, and fill the lanes.
            int lanes = (prepare(tree) + 2 * LANES - 1) / (2 * LANES);
            points[tree] = known.computeIfAbsent(lanes * LANES, GaussLegendre::points);
            most = Math.max(most, ranked.roots[tree + 1] - ranked.roots[tree]);
        }
        largestTree = most;
    }

    /// @return the most distinct columns on one path
    private int prepare(int tree) {
        int root = ranked.roots[tree];
        int count = ranked.roots[tree + 1] - root;
        var parent = new int[count];
        var distinct = new int[count];
        share[root] = 1;
        int most = 0;
        int step = stepFrom[tree];
        int leaf = leafFrom(tree);
        for (int node = 0; node < count; node++) {
            int source = ranked.source[root + node];
            int column = trees.feature[source];
            most = Math.max(most, distinct[node]);
            if (column < 0) {
                leafNode[leaf] = node;
                leafValue[leaf++] = trees.value[source];
                continue;
            }
            int earlier = earlier(column, node, parent, root);
            int left = ranked.child(root + node) - root;
            steps[step + NODE] = node;
            steps[step + PARENT] = parent[node];
            steps[step + LEFT] = left;
            steps[step + EARLIER] = earlier;
            steps[step + COLUMN] = column;
            step += STEPS;
            for (int child = left; child <= left + 1; child++) {
                parent[child] = node;
                distinct[child] = distinct[node] + (earlier == 0 ? 1 : 0);
                // Where no training row came, none goes on: both sides have a share of 0.
                double here = Math.max(1, trees.rows[source]);
                share[root + child] =
                        share[root + earlier] * trees.rows[ranked.source[root + child]] / here;
            }
        }
        stepFrom[tree + 1] = step;
        return most;
    }

    /// The node on the path to `node` that lies right below the last split on the column, or 0.
    private int earlier(int column, int node, int[] parent, int root) {
        for (int at = node; at != 0; at = parent[at]) {
            if (trees.feature[ranked.source[root + parent[at]]] == column) {
                return at;
            }
        }
        return 0;
    }

    /// A tree has one leaf more than splits.
    private int leafFrom(int tree) {
        return stepFrom[tree] / STEPS + tree;
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
        var passes = new Passes(slots, out);
        for (int tree = 0; tree < points.length; tree++) {
            passes.decide(tree);
            for (int lane = 0; lane < points[tree].points(); lane += LANES) {
                passes.at(points[tree], lane);
                passes.down(tree);
                passes.up(tree);
            }
        }
        out[trees.features()] = expected;
    }

    /// The passes for one row. A factor is kept as `base + slope t` for each node below a split:
    /// share and 1 - share where the row goes and the earlier conditions on the column are met,
    /// share and -share where it does not go. Where an earlier condition was missed already, the
    /// factor is a constant that makes the earlier share the one down here.
    private final class Passes {
        // What a node of the tree at hand has, side by side, so that one look at the array's bounds
        // serves for all of it.
        private static final int BASE = 0;
        private static final int SLOPE = 1;

        /// At each point, the sum over the leaves below of value times the factors on the way.
        private static final int BELOW = 2;

        /// Of a split, at each point: the product of the factors above, with the point's weight and
        /// without the column's own earlier factor.
        private static final int ABOVE = BELOW + LANES;

        /// Of a split whose column came before, at each point: 1 by the earlier factor, if met.
        private static final int INVERSE = ABOVE + LANES;

        private static final int SIZE = INVERSE + LANES;

        private final int[] slots;
        private final double[] out;
        private final double[] state = new double[SIZE * largestTree];

        /// Whether the row meets all conditions that the path to a node has on the column of the
        /// split above it.
        private final boolean[] met = new boolean[largestTree];

        // The places of the points in (0, 1), and their weights.
        private double t0;
        private double t1;
        private double t2;
        private double t3;
        private double t4;
        private double w0;
        private double w1;
        private double w2;
        private double w3;
        private double w4;

        Passes(int[] slots, double[] out) {
            this.slots = slots;
            this.out = out;
            met[0] = true;
            state[BASE] = 1;
        }

        void at(GaussLegendre points, int lane) {
            t0 = points.nodes[lane + 0];
            t1 = points.nodes[lane + 1];
            t2 = points.nodes[lane + 2];
            t3 = points.nodes[lane + 3];
            t4 = points.nodes[lane + 4];
            w0 = points.weights[lane + 0];
            w1 = points.weights[lane + 1];
            w2 = points.weights[lane + 2];
            w3 = points.weights[lane + 3];
            w4 = points.weights[lane + 4];
        }

        /// What holds for all points: where the row goes, the factors, the leaves' values.
        void decide(int tree) {
            int root = ranked.roots[tree];
            int end = stepFrom[tree + 1];
            for (int step = stepFrom[tree]; step < end; step += STEPS) {
                int left = steps[step + LEFT];
                int earlier = steps[step + EARLIER];
                double leftShare = share[root + left];
                double rightShare = share[root + left + 1];
                int to = SIZE * left;
                if (met[earlier]) {
                    int right = RankedTrees.right(ranked.nodes[root + steps[step + NODE]], slots);
                    met[left] = right == 0;
                    met[left + 1] = right != 0;
                    state[to + BASE] = leftShare;
                    state[to + SLOPE] = 1 - right - leftShare;
                    state[to + SIZE + BASE] = rightShare;
                    state[to + SIZE + SLOPE] = right - rightShare;
                } else {
                    // A share of 0 stays one: 0 of 0 is 0 here.
                    double before = Math.max(share[root + earlier], Double.MIN_NORMAL);
                    met[left] = false;
                    met[left + 1] = false;
                    state[to + BASE] = leftShare / before;
                    state[to + SLOPE] = 0;
                    state[to + SIZE + BASE] = rightShare / before;
                    state[to + SIZE + SLOPE] = 0;
                }
            }
            int leafEnd = leafFrom(tree + 1);
            for (int leaf = leafFrom(tree); leaf < leafEnd; leaf++) {
                int to = SIZE * leafNode[leaf] + BELOW;
                double value = leafValue[leaf];
                state[to + 0] = value;
                state[to + 1] = value;
                state[to + 2] = value;
                state[to + 3] = value;
                state[to + 4] = value;
            }
        }

        void down(int tree) {
            int end = stepFrom[tree + 1];
            state[ABOVE + 0] = w0;
            state[ABOVE + 1] = w1;
            state[ABOVE + 2] = w2;
            state[ABOVE + 3] = w3;
            state[ABOVE + 4] = w4;
            for (int step = stepFrom[tree] + STEPS; step < end; step += STEPS) {
                int node = SIZE * steps[step + NODE];
                int from = SIZE * steps[step + PARENT] + ABOVE;
                int earlier = steps[step + EARLIER];
                double base = state[node + BASE];
                double slope = state[node + SLOPE];
                double p0 = state[from + 0] * (base + slope * t0);
                double p1 = state[from + 1] * (base + slope * t1);
                double p2 = state[from + 2] * (base + slope * t2);
                double p3 = state[from + 3] * (base + slope * t3);
                double p4 = state[from + 4] * (base + slope * t4);
                if (earlier != 0 && met[earlier]) {
                    double b = state[SIZE * earlier + BASE];
                    double s = state[SIZE * earlier + SLOPE];
                    double i0 = 1 / (b + s * t0);
                    double i1 = 1 / (b + s * t1);
                    double i2 = 1 / (b + s * t2);
                    double i3 = 1 / (b + s * t3);
                    double i4 = 1 / (b + s * t4);
                    state[node + INVERSE + 0] = i0;
                    state[node + INVERSE + 1] = i1;
                    state[node + INVERSE + 2] = i2;
                    state[node + INVERSE + 3] = i3;
                    state[node + INVERSE + 4] = i4;
                    p0 *= i0;
                    p1 *= i1;
                    p2 *= i2;
                    p3 *= i3;
                    p4 *= i4;
                }
                state[node + ABOVE + 0] = p0;
                state[node + ABOVE + 1] = p1;
                state[node + ABOVE + 2] = p2;
                state[node + ABOVE + 3] = p3;
                state[node + ABOVE + 4] = p4;
            }
        }

        void up(int tree) {
            int first = stepFrom[tree];
            for (int step = stepFrom[tree + 1] - STEPS; step >= first; step -= STEPS) {
                int node = SIZE * steps[step + NODE];
                int left = SIZE * steps[step + LEFT];
                int right = left + SIZE;
                int earlier = steps[step + EARLIER];
                double leftBase = state[left + BASE];
                double leftSlope = state[left + SLOPE];
                double rightBase = state[right + BASE];
                double rightSlope = state[right + SLOPE];
                double l0 = state[left + BELOW + 0];
                double r0 = state[right + BELOW + 0];
                double p0 = state[node + ABOVE + 0];
                double sum0 = (leftBase + leftSlope * t0) * l0 + (rightBase + rightSlope * t0) * r0;
                double l1 = state[left + BELOW + 1];
                double r1 = state[right + BELOW + 1];
                double p1 = state[node + ABOVE + 1];
                double sum1 = (leftBase + leftSlope * t1) * l1 + (rightBase + rightSlope * t1) * r1;
                double l2 = state[left + BELOW + 2];
                double r2 = state[right + BELOW + 2];
                double p2 = state[node + ABOVE + 2];
                double sum2 = (leftBase + leftSlope * t2) * l2 + (rightBase + rightSlope * t2) * r2;
                double l3 = state[left + BELOW + 3];
                double r3 = state[right + BELOW + 3];
                double p3 = state[node + ABOVE + 3];
                double sum3 = (leftBase + leftSlope * t3) * l3 + (rightBase + rightSlope * t3) * r3;
                double l4 = state[left + BELOW + 4];
                double r4 = state[right + BELOW + 4];
                double p4 = state[node + ABOVE + 4];
                double sum4 = (leftBase + leftSlope * t4) * l4 + (rightBase + rightSlope * t4) * r4;
                double part =
                        leftSlope * (p0 * l0 + p1 * l1 + p2 * l2 + p3 * l3 + p4 * l4)
                                + rightSlope * (p0 * r0 + p1 * r1 + p2 * r2 + p3 * r3 + p4 * r4);
                if (earlier != 0 && met[earlier]) {
                    sum0 *= state[node + INVERSE + 0];
                    sum1 *= state[node + INVERSE + 1];
                    sum2 *= state[node + INVERSE + 2];
                    sum3 *= state[node + INVERSE + 3];
                    sum4 *= state[node + INVERSE + 4];
                    // The earlier split will count this subtree with its own slope.
                    part -=
                            state[SIZE * earlier + SLOPE]
                                    * (p0 * sum0 + p1 * sum1 + p2 * sum2 + p3 * sum3 + p4 * sum4);
                }
                state[node + BELOW + 0] = sum0;
                state[node + BELOW + 1] = sum1;
                state[node + BELOW + 2] = sum2;
                state[node + BELOW + 3] = sum3;
                state[node + BELOW + 4] = sum4;
                out[steps[step + COLUMN]] += part;
            }
        }
    }
}
