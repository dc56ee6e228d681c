package io.prox.learning.blend;

import java.util.Arrays;
import java.util.List;

/// How much the trees and the regression count, with the held-back rows that said so. The arrays
/// are not to be changed.
final class Weights {
    private static final int STEPS = 20;

    private final double trees;
    private final double linear;
    private final int[] rows;
    private final byte[] labels;
    private final double[] blended;

    private Weights(double trees, double linear, int[] rows, byte[] labels, double[] blended) {
        this.trees = trees;
        this.linear = linear;
        this.rows = rows;
        this.labels = labels;
        this.blended = blended;
    }

    /// The weights with the least log-loss on the held-back rows. Trees on top of the regression
    /// count from 0 to 1 beside the whole regression; other trees share the whole weight with it.
    static Weights choose(List<Bench> benches, Fitting.Search search) {
        int total = benches.stream().mapToInt(bench -> bench.validLabels().length).sum();
        int[] rows = new int[total];
        byte[] labels = new byte[total];
        double[] treeOdds = new double[total];
        double[] linearOdds = new double[total];
        int at = 0;
        for (int index = 0; index < benches.size(); index++) {
            Bench bench = benches.get(index);
            int count = bench.validLabels().length;
            System.arraycopy(bench.split.valid(), 0, rows, at, count);
            System.arraycopy(bench.validLabels(), 0, labels, at, count);
            System.arraycopy(bench.trees(search.trees.get(index)), 0, treeOdds, at, count);
            System.arraycopy(bench.linear(), 0, linearOdds, at, count);
            at += count;
        }
        double bestLoss = Double.MAX_VALUE;
        double bestTrees = 1;
        for (int step = 0; step <= STEPS; step++) {
            double weight = (double) step / STEPS;
            double[] blended = blend(search, weight, treeOdds, linearOdds);
            double loss = LogLoss.of(blended, labels);
            if (loss < bestLoss) {
                bestLoss = loss;
                bestTrees = weight;
            }
        }
        return new Weights(
                bestTrees,
                linearWeight(search, bestTrees),
                rows,
                labels,
                blend(search, bestTrees, treeOdds, linearOdds));
    }

    private static double linearWeight(Fitting.Search search, double trees) {
        return search.growth.onRegression() ? 1 : 1 - trees;
    }

    private static double[] blend(
            Fitting.Search search, double weight, double[] trees, double[] linear) {
        double rest = linearWeight(search, weight);
        double[] blended = new double[trees.length];
        Arrays.setAll(blended, row -> weight * trees[row] + rest * linear[row]);
        return blended;
    }

    double trees() {
        return trees;
    }

    double linear() {
        return linear;
    }

    int[] rows() {
        return rows;
    }

    byte[] labels() {
        return labels;
    }

    double[] blended() {
        return blended;
    }
}
