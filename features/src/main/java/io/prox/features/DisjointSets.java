package io.prox.features;

import java.util.Arrays;

/// Rows in sets that only ever join.
final class DisjointSets {
    private final int[] parents;

    DisjointSets(int rows) {
        parents = new int[rows];
        Arrays.setAll(parents, row -> row);
    }

    /// Joins the sets of two rows; the smaller row stands for the set, whatever the order of calls.
    void join(int one, int other) {
        int first = root(one);
        int second = root(other);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    /// A number for each row, from 0 in order of first appearance.
    int[] numbers() {
        var numbers = new int[parents.length];
        int next = 0;
        for (int row = 0; row < parents.length; row++) {
            int root = root(row);
            numbers[row] = root == row ? next++ : numbers[root];
        }
        return numbers;
    }

    private int root(int row) {
        int root = row;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
