package io.prox.learning.blend;

import io.prox.learning.encoding.Encoder;
import io.prox.learning.linear.AutomaticRelevance;
import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.SparseMatrix;
import io.prox.learning.trees.LabelledRows;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One split, encoded. Immutable.
final class Bench {
    final Split split;
    final long seed;
    private final List<ValueColumn> columns;
    private final int[] groups;
    private final Encoder encoder;
    private final SparseMatrix trainLinear;
    private final SparseMatrix validLinear;
    private final LabelledRows trainTrees;
    private final LabelledRows validTrees;
    private final byte[] trainLabels;
    private final byte[] validLabels;

    Bench(List<ValueColumn> columns, byte[] labels, int[] groups, Split split, long seed) {
        this.split = split;
        this.seed = seed;
        this.columns = columns;
        this.groups = groups;
        Encoder.Training training = Encoder.fit(columns, split.train(), labels, seed);
        encoder = training.encoder();
        trainLinear = training.linear();
        trainLabels = select(labels, split.train());
        validLabels = select(labels, split.valid());
        trainTrees = LabelledRows.of(training.trees(), flags(trainLabels));
        validTrees = LabelledRows.of(encoder.trees(columns, split.valid()), flags(validLabels));
        validLinear = encoder.linear(columns, split.valid());
    }

    Regression regression() {
        int[] owners = new int[encoder.linearWidth()];
        Arrays.setAll(owners, encoder::columnOfLinearFeature);
        var single =
                new Regression(AutomaticRelevance.fit(trainLinear, trainLabels, owners), List.of());
        List<Pair> pairs =
                new PairSearch(
                                columns,
                                split.train(),
                                trainLabels,
                                groups,
                                single.logOdds(trainLinear, columns, split.train()))
                        .find(
                                effects(single.single(), owners),
                                AutomaticRelevance.MOST_EXACT - owners.length);
        return pairs.isEmpty()
                ? single
                : new Cells(pairs, columns, split.train())
                        .regression(trainLinear, trainLabels, owners);
    }

    /// How strong each column's effect is alone: the squared length of its coefficients.
    private double[] effects(LogisticRegression single, int[] owners) {
        double[] effects = new double[columns.size()];
        for (int feature = 0; feature < owners.length; feature++) {
            double coefficient = single.coefficients().get(feature);
            effects[owners[feature]] += coefficient * coefficient;
        }
        return effects;
    }

    /// A regression's log-odds of the held-back rows.
    double[] held(Regression regression) {
        return regression.logOdds(validLinear, columns, split.valid());
    }

    /// The trees' log-odds of the held-back rows.
    double[] held(TreeEnsemble trees) {
        double[] result = new double[validLabels.length];
        trees.raw(validTrees.features(), result);
        return result;
    }

    /// The mean log-loss of the held-back rows.
    double loss(double[] logOdds) {
        return LogLoss.of(logOdds, validLabels);
    }

    LabelledRows trainRows() {
        return trainTrees;
    }

    LabelledRows validRows() {
        return validTrees;
    }

    byte[] validLabels() {
        return validLabels;
    }

    /// A member of the blend from parts that were trained here.
    ///
    /// @param trees one for each part of the settings
    Member member(List<TreeEnsemble> trees, Regression regression, Settings settings) {
        List<TreeEnsemble> counted = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int part = 0; part < trees.size(); part++) {
            double weight = settings.parts().get(part).weight();
            if (weight > 0) {
                counted.add(trees.get(part));
                weights.add(weight);
            }
        }
        return new Member(
                encoder,
                TreeEnsemble.weightedSum(counted, weights),
                regression.times(settings.linearWeight()),
                trainLinear.means());
    }

    private static byte[] select(byte[] labels, int[] rows) {
        byte[] result = new byte[rows.length];
        for (int index = 0; index < rows.length; index++) {
            result[index] = labels[rows[index]];
        }
        return result;
    }

    private static boolean[] flags(byte[] labels) {
        boolean[] flags = new boolean[labels.length];
        for (int row = 0; row < labels.length; row++) {
            flags[row] = labels[row] == 1;
        }
        return flags;
    }
}
