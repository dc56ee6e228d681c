package io.prox.learning.trees;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Trees that nobody trained: any column may come any number of times on a path, with every rule
/// for missing values and with leaves without training rows.
final class RandomTrees {
    private final RandomGenerator random;
    private final TreeBuilder builder;

    private RandomTrees(long seed, int features) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        builder = new TreeBuilder(features);
    }

    static TreeEnsemble ensemble(long seed, int features, int trees, int leaves) {
        var made = new RandomTrees(seed, features);
        for (int tree = 0; tree < trees; tree++) {
            made.builder.startTree();
            made.grow(leaves, true);
        }
        return new TreeEnsemble(made.builder);
    }

    /// Values that fall on and between the thresholds, codes in and outside the sets, and NaN.
    static FeatureMatrix rows(long seed, int features, int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(~seed);
        var values = new double[features][rows];
        for (double[] column : values) {
            for (int row = 0; row < rows; row++) {
                column[row] = random.nextInt(6) == 0 ? Double.NaN : random.nextInt(-4, 12) / 2.0;
            }
        }
        return FeatureMatrix.ofColumns(values, new boolean[features]);
    }

    /// @param last whether the tree's last leaf is here, which always has rows
    private void grow(int leaves, boolean last) {
        if (leaves == 1) {
            builder.leaf(random.nextGaussian(), Math.max(last ? 1 : 0, random.nextInt(-1, 9)));
            return;
        }
        int column = random.nextInt(builder.features);
        int missing = random.nextInt(3) | (random.nextBoolean() ? TreeEnsemble.DEFAULT_LEFT : 0);
        if (column % 3 == 0) {
            builder.category(
                    column,
                    TreeEnsemble.CATEGORICAL | TreeEnsemble.MISSING_NAN,
                    random.nextFloat());
            builder.word(random.nextInt(64));
        } else {
            builder.number(column, missing, random.nextInt(-2, 5), random.nextFloat());
        }
        int left = random.nextInt(1, leaves);
        grow(left, false);
        grow(leaves - left, last);
    }
}
