package io.prox.learning.trees;

/// Contributions by the definition: the game's worth of every subset of columns, by plain
/// recursion. Cost 2 to the number of columns.
final class ShapleyValues {
    private ShapleyValues() {}

    static double[] of(TreeEnsemble trees, double[] row) {
        int columns = trees.features();
        var worth = new double[1 << columns];
        for (int subset = 0; subset < worth.length; subset++) {
            for (int tree = 0; tree < trees.trees(); tree++) {
                worth[subset] += worth(trees, trees.roots[tree], row, subset);
            }
        }
        var values = new double[columns + 1];
        for (int column = 0; column < columns; column++) {
            for (int subset = 0; subset < worth.length; subset++) {
                if ((subset >> column & 1) == 0) {
                    double weight = weight(Integer.bitCount(subset), columns);
                    values[column] += weight * (worth[subset | 1 << column] - worth[subset]);
                }
            }
        }
        values[columns] = worth[0];
        return values;
    }

    /// Expected score when only the columns of the subset are known.
    private static double worth(TreeEnsemble trees, int node, double[] row, int subset) {
        int column = trees.feature[node];
        if (column < 0) {
            return trees.value[node];
        }
        int left = node + 1;
        int right = trees.right[node];
        if ((subset >> column & 1) != 0) {
            return worth(trees, trees.left(node, row[column]) ? left : right, row, subset);
        }
        if (trees.rows[node] == 0) {
            return 0;
        }
        return (trees.rows[left] * worth(trees, left, row, subset)
                        + trees.rows[right] * worth(trees, right, row, subset))
                / trees.rows[node];
    }

    /// Share of the orders of columns in which exactly a given subset comes before a given column.
    private static double weight(int size, int columns) {
        double weight = 1.0 / columns;
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (columns - i);
        }
        return weight;
    }
}
