package io.prox.learning.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.stream.IntStream;

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
/// Immutable, shared by any number of threads. Prepared once in the constructor: about 40 bytes a
/// node.
public final class TreeShap {
    /// Points that go through a tree together, written out one by one: a loop over them would be
    /// too short for the compiler to make much of it.
    private static final int LANES = 5;

    // Five numbers a split, side by side. Nodes of a tree are counted from 1, its root; 0 stands
    // above the root. The earlier node is the one below the last earlier split on the same column
    // on this path; 0 if there is none, which counts as a condition that is always met.
    private static final int NODE = 0;
    private static final int PARENT = 1;
    private static final int LEFT = 2;
    private static final int EARLIER = 3;
    private static final int COLUMN = 4;
    private static final int STEPS = 5;

    private final TreeEnsemble trees;
    private final RankedTrees ranked;
    private final double expected;

    /// Splits with a further split below them, each tree from the root down, level by level.
    private final Steps upper;

    /// Splits with two leaves, about a third of all, where the way down turns.
    private final Steps lowest;

    /// The same splits with a place among the parts of their tree where their column is.
    private final Steps upperParts;

    private final Steps lowestParts;

    /// For each node in the order of `ranked`, the share of training rows along the conditions that
    /// its path has on the column of the split above it; 1 at a root.
    private final double[] share;

    /// For each node in the order of `ranked`, the value of a leaf.
    private final double[] leafValue;

    /// Leaves whose neighbour is a split, and where each tree's begin.
    private final int[] side;

    private final int[] sideFrom;

    /// One quadrature a tree, of as many points as its longest path needs.
    private final GaussLegendre[] points;

    private final int largestTree;

    /// Of one tree and row.
    private final int mostParts;

    /// Cost: linear in the nodes, but for long paths, which are searched for earlier splits.
    public TreeShap(TreeEnsemble trees) {
        this.trees = trees;
        ranked = trees.ranked;
        expected = trees.expected();
        share = new double[ranked.nodes.length];
        leafValue = new double[share.length];
        upper = new Steps(trees.trees());
        lowest = new Steps(trees.trees());
        var sides = new int[trees.leaves()];
        sideFrom = new int[trees.trees() + 1];
        points = new GaussLegendre[trees.trees()];
        var known = new HashMap<Integer, GaussLegendre>();
        int most = 0;
        for (int tree = 0; tree < points.length; tree++) {
            // ⌈d / 2⌉ points are exact; more are exact too, and fill the lanes.
            int lanes = (prepare(tree, sides) + 2 * LANES - 1) / (2 * LANES);
            points[tree] = known.computeIfAbsent(lanes * LANES, GaussLegendre::points);
            most = Math.max(most, ranked.roots[tree + 1] - ranked.roots[tree]);
        }
        side = Arrays.copyOf(sides, sideFrom[points.length]);
        upperParts = upper.copy();
        lowestParts = lowest.copy();
        for (int tree = 0; tree < points.length; tree++) {
            number(tree);
        }
        largestTree = most;
        mostParts = IntStream.range(0, points.length).map(this::parts).max().orElse(0);
    }

    /// Splits of all trees as numbers side by side, and where each tree's begin.
    private static final class Steps {
        final int[] from;
        int[] list;
        private int size;

        Steps(int trees) {
            this(new int[trees + 1], new int[16 * STEPS]);
        }

        private Steps(int[] from, int[] list) {
            this.from = from;
            this.list = list;
        }

        Steps copy() {
            return new Steps(from, list.clone());
        }

        void add(int node, int parent, int left, int earlier, int column) {
            if (size == list.length) {
                list = Arrays.copyOf(list, 2 * size);
            }
            list[size + NODE] = node;
            list[size + PARENT] = parent;
            list[size + LEFT] = left;
            list[size + EARLIER] = earlier;
            list[size + COLUMN] = column;
            size += STEPS;
        }

        void endTree(int tree) {
            from[tree + 1] = size;
        }

        int size(int tree) {
            return from[tree + 1] - from[tree];
        }
    }

    /// @return the most distinct columns on one path
    private int prepare(int tree, int[] sides) {
        int before = ranked.roots[tree] - 1;
        int count = ranked.roots[tree + 1] - ranked.roots[tree];
        var parent = new int[count + 1];
        var distinct = new int[count + 1];
        share[before + 1] = 1;
        var depth = new int[count + 1];
        var earlier = new int[count + 1];
        var splits = new ArrayList<Integer>();
        int most = 0;
        for (int node = 1; node <= count; node++) {
            int source = ranked.source[before + node];
            int column = trees.feature[source];
            most = Math.max(most, distinct[node]);
            if (column < 0) {
                leafValue[before + node] = trees.value[source];
                continue;
            }
            splits.add(node);
            earlier[node] = earlier(column, node, parent, before);
            double earlierShare = earlier[node] == 0 ? 1 : share[before + earlier[node]];
            // Where no training row came, none goes on: both sides have a share of 0.
            double here = Math.max(1, trees.rows[source]);
            int left = ranked.child(before + node) - before;
            for (int child = left; child <= left + 1; child++) {
                parent[child] = node;
                depth[child] = depth[node] + 1;
                distinct[child] = distinct[node] + (earlier[node] == 0 ? 1 : 0);
                share[before + child] =
                        earlierShare * trees.rows[ranked.source[before + child]] / here;
            }
        }
        // Splits that differ in what they need come apart, so that a processor can foresee it.
        splits.sort(
                Comparator.<Integer>comparingInt(node -> lowest(before, node) ? 0 : depth[node])
                        .thenComparing(node -> earlier[node] != 0));
        int sideEnd = sideFrom[tree];
        for (int node : splits) {
            int column = trees.feature[ranked.source[before + node]];
            int left = ranked.child(before + node) - before;
            Steps steps = lowest(before, node) ? lowest : upper;
            steps.add(node, parent[node], left, earlier[node], column);
            if (leaf(before + left) != leaf(before + left + 1)) {
                sides[sideEnd++] = leaf(before + left) ? left : left + 1;
            }
        }
        sideFrom[tree + 1] = sideEnd;
        upper.endTree(tree);
        lowest.endTree(tree);
        return most;
    }

    /// Gives the splits of a tree their places, in the order in which the passes come to them.
    private void number(int tree) {
        int place = 0;
        for (int step = lowest.from[tree]; step < lowest.from[tree + 1]; step += STEPS) {
            lowestParts.list[step + COLUMN] = place++;
        }
        for (int step = upper.from[tree + 1] - STEPS; step >= upper.from[tree]; step -= STEPS) {
            upperParts.list[step + COLUMN] = place++;
        }
    }

    /// Whether a split has two leaves.
    private boolean lowest(int before, int node) {
        int left = ranked.child(before + node);
        return leaf(left) && leaf(left + 1);
    }

    private boolean leaf(int node) {
        return trees.feature[ranked.source[node]] < 0;
    }

    /// The node on the path to `node` that lies right below the last split on the column, or 0.
    private int earlier(int column, int node, int[] parent, int before) {
        for (int at = node; parent[at] != 0; at = parent[at]) {
            if (trees.feature[ranked.source[before + parent[at]]] == column) {
                return at;
            }
        }
        return 0;
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
        if (out.length != trees.features() + 1) {
            throw new IllegalArgumentException(
                    "contributions: room for %d, needs %d"
                            .formatted(out.length, trees.features() + 1));
        }
        Arrays.fill(out, 0);
        int[] slots = slots(row);
        var passes = new Passes(upper, lowest);
        for (int tree = 0; tree < points.length; tree++) {
            passes.run(tree, slots, out, 0, 0);
        }
        out[trees.features()] = expected;
    }

    /// Contributions of several rows, each the same, bit for bit, as on its own. What a tree
    /// contributes follows from the sides that a row takes at its splits: rows that take the same
    /// ones share the work, the more of them the more rows there are.
    ///
    /// @return as of [#contributions(double[])], for each row
    public double[][] contributions(double[][] rows) {
        var out = new double[rows.length][trees.features() + 1];
        int[][] slots = Arrays.stream(rows).map(this::slots).toArray(int[][]::new);
        var passes = new Passes(upperParts, lowestParts);
        var alike = new WordNumbers(rows.length);
        var parts = new double[mostParts];
        for (int tree = 0; tree < points.length; tree++) {
            int count = parts(tree);
            boolean shares = rows.length > 1 && splits(tree) <= Long.SIZE;
            alike.clear();
            for (int row = 0; row < rows.length; row++) {
                int known = alike.size();
                int group = alike.number(shares ? sides(tree, slots[row]) : row);
                int from = count * group;
                if (group == known) {
                    parts = from + count <= parts.length ? parts : Arrays.copyOf(parts, 2 * from);
                    Arrays.fill(parts, from, from + count, 0);
                    passes.run(tree, slots[row], parts, from, splits(tree));
                }
                add(tree, parts, from, out[row]);
            }
        }
        for (double[] each : out) {
            each[trees.features()] = expected;
        }
        return out;
    }

    private int[] slots(double[] row) {
        trees.requireColumns(row.length);
        int[] slots = ranked.newSlots();
        ranked.fill(row, slots);
        return slots;
    }

    private int splits(int tree) {
        return (upper.size(tree) + lowest.size(tree)) / STEPS;
    }

    /// How many parts the passes through a tree find.
    private int parts(int tree) {
        return points[tree].points() / LANES * splits(tree);
    }

    /// A bit for each split of a tree: 1 where the row goes right.
    private long sides(int tree, int[] slots) {
        return sides(lowest, tree, slots, sides(upper, tree, slots, 0));
    }

    private long sides(Steps splits, int tree, int[] slots, long before) {
        int root = ranked.roots[tree] - 1;
        long sides = before;
        for (int step = splits.from[tree]; step < splits.from[tree + 1]; step += STEPS) {
            long node = ranked.nodes[root + splits.list[step + NODE]];
            sides = 2 * sides + RankedTrees.right(node, slots);
        }
        return sides;
    }

    /// Adds the parts of a tree to their columns, in the order in which the passes found them.
    private void add(int tree, double[] parts, int from, double[] out) {
        int part = from;
        for (int lane = 0; lane < points[tree].points(); lane += LANES) {
            for (int step = lowest.from[tree]; step < lowest.from[tree + 1]; step += STEPS) {
                out[lowest.list[step + COLUMN]] += parts[part++];
            }
            for (int step = upper.from[tree + 1] - STEPS; step >= upper.from[tree]; step -= STEPS) {
                out[upper.list[step + COLUMN]] += parts[part++];
            }
        }
    }

    /// The passes for one row at a time. A factor is kept as `base + slope t` for each node below a
    /// split: share and 1 - share where the row goes and the earlier conditions on the column are
    /// met, share and -share where it does not go. Where an earlier condition was missed already,
    /// the factor is a constant that makes the earlier share the one down here.
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

        private final Steps upper;
        private final Steps lowest;
        private final double[] state = new double[SIZE * (largestTree + 1)];

        private int[] slots = {};
        private double[] out = {};

        /// Where in `out` the first column or part is.
        private int first;

        /// Whether the row meets all conditions that the path to a node has on the column of the
        /// split above it.
        private final boolean[] met = new boolean[largestTree + 1];

        // The places of the points in (0, 1).
        private double t0;
        private double t1;
        private double t2;
        private double t3;
        private double t4;

        /// @param upper with what stands in the place of columns there
        Passes(Steps upper, Steps lowest) {
            this.upper = upper;
            this.lowest = lowest;
            met[0] = true;
            state[SIZE + BASE] = 1;
        }

        /// @param slots of the row
        /// @param out to which what each split gives is added
        /// @param from of what `out` has for the first points
        /// @param further of what it has for the next ones after those before
        void run(int tree, int[] slots, double[] out, int from, int further) {
            this.slots = slots;
            this.out = out;
            this.first = from;
            for (int lane = 0; lane < points[tree].points(); lane += LANES) {
                at(points[tree], lane);
                down(tree);
                turn(tree);
                up(tree);
                first += further;
            }
        }

        private void at(GaussLegendre points, int lane) {
            t0 = points.nodes[lane];
            t1 = points.nodes[lane + 1];
            t2 = points.nodes[lane + 2];
            t3 = points.nodes[lane + 3];
            t4 = points.nodes[lane + 4];
            System.arraycopy(points.weights, lane, state, ABOVE, LANES);
        }

        /// Takes the products down, and decides at each split where the row goes.
        private void down(int tree) {
            int before = ranked.roots[tree] - 1;
            int[] list = upper.list;
            int end = upper.from[tree + 1];
            for (int step = upper.from[tree]; step < end; step += STEPS) {
                int node = SIZE * list[step + NODE];
                int parent = SIZE * list[step + PARENT] + ABOVE;
                int left = list[step + LEFT];
                int earlier = list[step + EARLIER];
                double base = state[node + BASE];
                double slope = state[node + SLOPE];
                double p0 = state[parent] * (base + slope * t0);
                double p1 = state[parent + 1] * (base + slope * t1);
                double p2 = state[parent + 2] * (base + slope * t2);
                double p3 = state[parent + 3] * (base + slope * t3);
                double p4 = state[parent + 4] * (base + slope * t4);
                boolean open = met[earlier];
                if (earlier != 0 && open) {
                    double b = state[SIZE * earlier + BASE];
                    double s = state[SIZE * earlier + SLOPE];
                    double f0 = b + s * t0;
                    double f1 = b + s * t1;
                    double f2 = b + s * t2;
                    double f3 = b + s * t3;
                    double f4 = b + s * t4;
                    // Two reciprocals by one division; no factor comes near a double's limits.
                    double f01 = 1 / (f0 * f1);
                    double f23 = 1 / (f2 * f3);
                    double i0 = f01 * f1;
                    double i1 = f01 * f0;
                    double i2 = f23 * f3;
                    double i3 = f23 * f2;
                    double i4 = 1 / f4;
                    state[node + INVERSE] = i0;
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
                state[node + ABOVE] = p0;
                state[node + ABOVE + 1] = p1;
                state[node + ABOVE + 2] = p2;
                state[node + ABOVE + 3] = p3;
                state[node + ABOVE + 4] = p4;
                double leftShare = share[before + left];
                double rightShare = share[before + left + 1];
                int to = SIZE * left;
                if (open) {
                    int right = RankedTrees.right(ranked.nodes[before + list[step + NODE]], slots);
                    met[left] = right == 0;
                    met[left + 1] = right != 0;
                    state[to + BASE] = leftShare;
                    state[to + SLOPE] = 1 - right - leftShare;
                    state[to + SIZE + BASE] = rightShare;
                    state[to + SIZE + SLOPE] = right - rightShare;
                } else {
                    double missed = oneBy(share[before + earlier]);
                    met[left] = false;
                    met[left + 1] = false;
                    state[to + BASE] = leftShare * missed;
                    state[to + SLOPE] = 0;
                    state[to + SIZE + BASE] = rightShare * missed;
                    state[to + SIZE + SLOPE] = 0;
                }
            }
        }

        /// Where no training row came before, none comes after: 0 of 0 is 0 here.
        private static double oneBy(double earlierShare) {
            return earlierShare == 0 ? 0 : 1 / earlierShare;
        }

        /// What goes up from the leaves. Below a split with two of them, the sum is `base + slope
        /// t` again, so that its column's part needs no sum over points but that of the products.
        private void turn(int tree) {
            int before = ranked.roots[tree] - 1;
            for (int leaf = sideFrom[tree]; leaf < sideFrom[tree + 1]; leaf++) {
                int to = SIZE * side[leaf] + BELOW;
                double value = leafValue[before + side[leaf]];
                state[to] = value;
                state[to + 1] = value;
                state[to + 2] = value;
                state[to + 3] = value;
                state[to + 4] = value;
            }
            int[] list = lowest.list;
            int end = lowest.from[tree + 1];
            for (int step = lowest.from[tree]; step < end; step += STEPS) {
                int node = SIZE * list[step + NODE];
                int parent = SIZE * list[step + PARENT] + ABOVE;
                int left = list[step + LEFT];
                int earlier = list[step + EARLIER];
                double leftPart = leafValue[before + left] * share[before + left];
                double rightPart = leafValue[before + left + 1] * share[before + left + 1];
                double sumBase = leftPart + rightPart;
                if (met[earlier]) {
                    double base = state[node + BASE];
                    double slope = state[node + SLOPE];
                    double p0 = state[parent] * (base + slope * t0);
                    double p1 = state[parent + 1] * (base + slope * t1);
                    double p2 = state[parent + 2] * (base + slope * t2);
                    double p3 = state[parent + 3] * (base + slope * t3);
                    double p4 = state[parent + 4] * (base + slope * t4);
                    int right = RankedTrees.right(ranked.nodes[before + list[step + NODE]], slots);
                    double sumSlope = leafValue[before + left + right] - sumBase;
                    double part = sumSlope * (p0 + p1 + p2 + p3 + p4);
                    double sum0 = sumBase + sumSlope * t0;
                    double sum1 = sumBase + sumSlope * t1;
                    double sum2 = sumBase + sumSlope * t2;
                    double sum3 = sumBase + sumSlope * t3;
                    double sum4 = sumBase + sumSlope * t4;
                    if (earlier != 0) {
                        // The products still have the earlier factor: it goes from products and
                        // sums, and from what the earlier split will count with its own slope.
                        double b = state[SIZE * earlier + BASE];
                        double s = state[SIZE * earlier + SLOPE];
                        double f0 = b + s * t0;
                        double f1 = b + s * t1;
                        double f2 = b + s * t2;
                        double f3 = b + s * t3;
                        double f4 = b + s * t4;
                        double f01 = 1 / (f0 * f1);
                        double f23 = 1 / (f2 * f3);
                        double i0 = f01 * f1;
                        double i1 = f01 * f0;
                        double i2 = f23 * f3;
                        double i3 = f23 * f2;
                        double i4 = 1 / f4;
                        p0 *= i0;
                        p1 *= i1;
                        p2 *= i2;
                        p3 *= i3;
                        p4 *= i4;
                        sum0 *= i0;
                        sum1 *= i1;
                        sum2 *= i2;
                        sum3 *= i3;
                        sum4 *= i4;
                        part =
                                sumSlope * (p0 + p1 + p2 + p3 + p4)
                                        - s
                                                * (p0 * sum0 + p1 * sum1 + p2 * sum2 + p3 * sum3
                                                        + p4 * sum4);
                    }
                    state[node + BELOW] = sum0;
                    state[node + BELOW + 1] = sum1;
                    state[node + BELOW + 2] = sum2;
                    state[node + BELOW + 3] = sum3;
                    state[node + BELOW + 4] = sum4;
                    out[first + list[step + COLUMN]] += part;
                } else {
                    double sum = sumBase * oneBy(share[before + earlier]);
                    state[node + BELOW] = sum;
                    state[node + BELOW + 1] = sum;
                    state[node + BELOW + 2] = sum;
                    state[node + BELOW + 3] = sum;
                    state[node + BELOW + 4] = sum;
                }
            }
        }

        /// Takes the sums up, and adds what each split gives its column.
        private void up(int tree) {
            int[] list = upper.list;
            int last = upper.from[tree];
            for (int step = upper.from[tree + 1] - STEPS; step >= last; step -= STEPS) {
                int node = SIZE * list[step + NODE];
                int left = SIZE * list[step + LEFT];
                int right = left + SIZE;
                int earlier = list[step + EARLIER];
                double leftBase = state[left + BASE];
                double leftSlope = state[left + SLOPE];
                double rightBase = state[right + BASE];
                double rightSlope = state[right + SLOPE];
                double l0 = state[left + BELOW];
                double r0 = state[right + BELOW];
                double p0 = state[node + ABOVE];
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
                    sum0 *= state[node + INVERSE];
                    sum1 *= state[node + INVERSE + 1];
                    sum2 *= state[node + INVERSE + 2];
                    sum3 *= state[node + INVERSE + 3];
                    sum4 *= state[node + INVERSE + 4];
                    // The earlier split will count this subtree with its own slope.
                    part -=
                            state[SIZE * earlier + SLOPE]
                                    * (p0 * sum0 + p1 * sum1 + p2 * sum2 + p3 * sum3 + p4 * sum4);
                }
                state[node + BELOW] = sum0;
                state[node + BELOW + 1] = sum1;
                state[node + BELOW + 2] = sum2;
                state[node + BELOW + 3] = sum3;
                state[node + BELOW + 4] = sum4;
                out[first + list[step + COLUMN]] += part;
            }
        }
    }
}
