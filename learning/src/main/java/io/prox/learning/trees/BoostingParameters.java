package io.prox.learning.trees;

/// How trees are grown. [#defaults()] are LightGBM's; change some with [#with()]:
/// `BoostingParameters.defaults().with().leaves(15).learningRate(0.05).build()`.
///
/// @param leaves most leaves of one tree, 2 to 4,096
/// @param depth most splits between root and leaf; 0 for no limit but the leaves
/// @param learningRate share of each tree's answer that is kept, in (0, 1]
/// @param minLeafRows fewest rows in a leaf, at least 1
/// @param minLeafHessian least sum of p (1 - p) in a leaf, at least 0
/// @param l2 quadratic penalty on leaf values, at least 0
/// @param l1 absolute penalty on leaf values, at least 0
/// @param minSplitGain least gain of a split, at least 0
/// @param featureFraction share of the columns that a tree may use, drawn for each tree, in (0, 1]
/// @param nodeFeatureFraction share of the tree's columns that a split may use, drawn for each
///   split, in (0, 1]
/// @param baggingFraction share of the rows that a tree learns from, drawn for each tree, in (0, 1]
/// @param maxBins most distinct ranges of a column's values that splits tell apart, 2 to 65,535
/// @param minBinRows fewest rows in one such range, at least 1
/// @param pathSmoothing pull of a leaf's value towards its parent's, at least 0
/// @param categoryL2 `l2` for splits by category, instead of it, at least 0
/// @param categorySmoothing pull of a category's statistics towards none, in rows, at least 0
/// @param minCategoryRows fewest rows of the categories that a split sets apart, at least 1
/// @param maxCategories most categories on the smaller side of a split, at least 1
/// @param extraTrees whether each column offers one random threshold instead of its best
/// @param seed of all randomness
public record BoostingParameters(
        int leaves,
        int depth,
        double learningRate,
        int minLeafRows,
        double minLeafHessian,
        double l2,
        double l1,
        double minSplitGain,
        double featureFraction,
        double nodeFeatureFraction,
        double baggingFraction,
        int maxBins,
        int minBinRows,
        double pathSmoothing,
        double categoryL2,
        double categorySmoothing,
        int minCategoryRows,
        int maxCategories,
        boolean extraTrees,
        long seed) {

    public BoostingParameters {
        within("leaves", leaves, 2, TreeEnsemble.MAX_TREE_LEAVES);
        within("depth", depth, 0, 4_096);
        share("learningRate", learningRate);
        within("minLeafRows", minLeafRows, 1, Integer.MAX_VALUE);
        notNegative("minLeafHessian", minLeafHessian);
        notNegative("l2", l2);
        notNegative("l1", l1);
        notNegative("minSplitGain", minSplitGain);
        share("featureFraction", featureFraction);
        share("nodeFeatureFraction", nodeFeatureFraction);
        share("baggingFraction", baggingFraction);
        within("maxBins", maxBins, 2, 65_535);
        within("minBinRows", minBinRows, 1, Integer.MAX_VALUE);
        notNegative("pathSmoothing", pathSmoothing);
        notNegative("categoryL2", categoryL2);
        notNegative("categorySmoothing", categorySmoothing);
        within("minCategoryRows", minCategoryRows, 1, Integer.MAX_VALUE);
        within("maxCategories", maxCategories, 1, Integer.MAX_VALUE);
    }

    /// LightGBM's defaults.
    public static BoostingParameters defaults() {
        return new Builder().build();
    }

    /// A builder that starts from these values.
    public Builder with() {
        var builder = new Builder();
        builder.leaves = leaves;
        builder.depth = depth;
        builder.learningRate = learningRate;
        builder.minLeafRows = minLeafRows;
        builder.minLeafHessian = minLeafHessian;
        builder.l2 = l2;
        builder.l1 = l1;
        builder.minSplitGain = minSplitGain;
        builder.featureFraction = featureFraction;
        builder.nodeFeatureFraction = nodeFeatureFraction;
        builder.baggingFraction = baggingFraction;
        builder.maxBins = maxBins;
        builder.minBinRows = minBinRows;
        builder.pathSmoothing = pathSmoothing;
        builder.categoryL2 = categoryL2;
        builder.categorySmoothing = categorySmoothing;
        builder.minCategoryRows = minCategoryRows;
        builder.maxCategories = maxCategories;
        builder.extraTrees = extraTrees;
        builder.seed = seed;
        return builder;
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is outside %d to %d: %d".formatted(name, least, most, value));
        }
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s is not above 0 and at most 1: %s".formatted(name, value));
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "%s is negative or not finite: %s".formatted(name, value));
        }
    }

    /// Collects parameters; used by one thread.
    public static final class Builder {
        private int leaves = 31;
        private int depth = 0;
        private double learningRate = 0.1;
        private int minLeafRows = 20;
        private double minLeafHessian = 1e-3;
        private double l2 = 0;
        private double l1 = 0;
        private double minSplitGain = 0;
        private double featureFraction = 1;
        private double nodeFeatureFraction = 1;
        private double baggingFraction = 1;
        private int maxBins = 255;
        private int minBinRows = 3;
        private double pathSmoothing = 0;
        private double categoryL2 = 10;
        private double categorySmoothing = 10;
        private int minCategoryRows = 100;
        private int maxCategories = 32;
        private boolean extraTrees = false;
        private long seed = 0;

        private Builder() {}

        public Builder leaves(int leaves) {
            this.leaves = leaves;
            return this;
        }

        public Builder depth(int depth) {
            this.depth = depth;
            return this;
        }

        public Builder learningRate(double learningRate) {
            this.learningRate = learningRate;
            return this;
        }

        public Builder minLeafRows(int minLeafRows) {
            this.minLeafRows = minLeafRows;
            return this;
        }

        public Builder minLeafHessian(double minLeafHessian) {
            this.minLeafHessian = minLeafHessian;
            return this;
        }

        public Builder l2(double l2) {
            this.l2 = l2;
            return this;
        }

        public Builder l1(double l1) {
            this.l1 = l1;
            return this;
        }

        public Builder minSplitGain(double minSplitGain) {
            this.minSplitGain = minSplitGain;
            return this;
        }

        public Builder featureFraction(double featureFraction) {
            this.featureFraction = featureFraction;
            return this;
        }

        public Builder nodeFeatureFraction(double nodeFeatureFraction) {
            this.nodeFeatureFraction = nodeFeatureFraction;
            return this;
        }

        public Builder baggingFraction(double baggingFraction) {
            this.baggingFraction = baggingFraction;
            return this;
        }

        public Builder maxBins(int maxBins) {
            this.maxBins = maxBins;
            return this;
        }

        public Builder minBinRows(int minBinRows) {
            this.minBinRows = minBinRows;
            return this;
        }

        public Builder pathSmoothing(double pathSmoothing) {
            this.pathSmoothing = pathSmoothing;
            return this;
        }

        public Builder categoryL2(double categoryL2) {
            this.categoryL2 = categoryL2;
            return this;
        }

        public Builder categorySmoothing(double categorySmoothing) {
            this.categorySmoothing = categorySmoothing;
            return this;
        }

        public Builder minCategoryRows(int minCategoryRows) {
            this.minCategoryRows = minCategoryRows;
            return this;
        }

        public Builder maxCategories(int maxCategories) {
            this.maxCategories = maxCategories;
            return this;
        }

        public Builder extraTrees(boolean extraTrees) {
            this.extraTrees = extraTrees;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /// Fails with the name and value of a parameter outside its range.
        public BoostingParameters build() {
            return new BoostingParameters(
                    leaves,
                    depth,
                    learningRate,
                    minLeafRows,
                    minLeafHessian,
                    l2,
                    l1,
                    minSplitGain,
                    featureFraction,
                    nodeFeatureFraction,
                    baggingFraction,
                    maxBins,
                    minBinRows,
                    pathSmoothing,
                    categoryL2,
                    categorySmoothing,
                    minCategoryRows,
                    maxCategories,
                    extraTrees,
                    seed);
        }
    }
}
