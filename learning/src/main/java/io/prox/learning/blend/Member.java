package io.prox.learning.blend;

import io.prox.learning.encoding.Encoder;
import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.SparseMatrix;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.learning.trees.TreeShap;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Trees and a regression that learnt from the same rows through the same encoder. Their weights
/// are part of their leaves and coefficients, so that their log-odds simply add up. Immutable.
final class Member {
    private final Encoder encoder;
    private final TreeEnsemble trees;
    private final LogisticRegression linear;

    /// Mean of each linear feature over the training rows: what a row is compared with.
    private final double[] means;

    private final TreeShap treeShap;

    Member(Encoder encoder, TreeEnsemble trees, LogisticRegression linear, double[] means) {
        this.encoder = encoder;
        this.trees = trees;
        this.linear = linear;
        this.means = means;
        this.treeShap = new TreeShap(trees);
    }

    /// Log-odds of each of the rows.
    double[] logOdds(List<ValueColumn> columns, int[] rows) {
        FeatureMatrix features = encoder.trees(columns, rows);
        double[] result = new double[rows.length];
        trees.raw(features, result);
        SparseMatrix sparse = encoder.linear(columns, rows);
        for (int row = 0; row < result.length; row++) {
            result[row] += linear.logOdds(sparse, row);
        }
        return result;
    }

    /// Log-odds of one row.
    ///
    /// @param values one for each column
    double logOdds(double[] values) {
        double[] features = new double[encoder.treeWidth()];
        encoder.trees(values, features);
        double[] sum = {linear.intercept()};
        encoder.linear(
                values,
                (feature, value) -> sum[0] += linear.coefficients().get(feature) * (float) value);
        return trees.raw(features) + sum[0];
    }

    /// Adds what each column contributes to the log-odds, and returns their base: the value for the
    /// average training row.
    ///
    /// @param values one for each column
    /// @param contributions one for each column, added to
    double explain(double[] values, double[] contributions) {
        double[] features = new double[encoder.treeWidth()];
        encoder.trees(values, features);
        double[] parts = treeShap.contributions(features);
        for (int feature = 0; feature < features.length; feature++) {
            contributions[encoder.columnOfTreeFeature(feature)] += parts[feature];
        }
        double base = parts[features.length] + linear.intercept();
        for (int feature = 0; feature < means.length; feature++) {
            double usual = linear.coefficients().get(feature) * means[feature];
            base += usual;
            contributions[encoder.columnOfLinearFeature(feature)] -= usual;
        }
        encoder.linear(
                values,
                (feature, value) ->
                        contributions[encoder.columnOfLinearFeature(feature)] +=
                                linear.coefficients().get(feature) * (float) value);
        return base;
    }

    int trees() {
        return trees.trees();
    }

    void write(DataOutput output) throws IOException {
        encoder.write(output);
        trees.write(output);
        linear.write(output);
        for (double mean : means) {
            output.writeDouble(mean);
        }
    }

    static Member read(DataInput input) throws IOException {
        Encoder encoder = Encoder.read(input);
        TreeEnsemble trees = TreeEnsemble.read(input);
        LogisticRegression linear = LogisticRegression.read(input);
        if (trees.features() != encoder.treeWidth()
                || linear.coefficients().size() != encoder.linearWidth()) {
            throw new IOException("a part of the model does not fit its encoding");
        }
        double[] means = new double[encoder.linearWidth()];
        for (int feature = 0; feature < means.length; feature++) {
            means[feature] = input.readDouble();
        }
        return new Member(encoder, trees, linear, means);
    }

    /// How many columns it reads.
    int columns() {
        return encoder.columns();
    }
}
