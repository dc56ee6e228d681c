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

/// Trees and a regression that learnt from the same rows through the same encoder. Immutable.
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

    /// The trees' log-odds for each of the rows.
    double[] treeLogOdds(List<ValueColumn> columns, int[] rows) {
        FeatureMatrix features = encoder.trees(columns, rows);
        double[] result = new double[rows.length];
        trees.raw(features, result);
        return result;
    }

    /// The regression's log-odds for each of the rows.
    double[] linearLogOdds(List<ValueColumn> columns, int[] rows) {
        SparseMatrix features = encoder.linear(columns, rows);
        double[] result = new double[rows.length];
        for (int row = 0; row < result.length; row++) {
            result[row] = linear.logOdds(features, row);
        }
        return result;
    }

    /// Adds what each column contributes to the weighted sum of both parts, and returns that sum's
    /// base: its value for the average training row.
    ///
    /// @param values one for each column
    /// @param contributions one for each column, added to
    double explain(
            double[] values, double treeWeight, double linearWeight, double[] contributions) {
        double base = 0;
        if (treeWeight != 0) {
            double[] features = new double[encoder.treeWidth()];
            encoder.trees(values, features);
            double[] parts = treeShap.contributions(features);
            for (int feature = 0; feature < features.length; feature++) {
                contributions[encoder.columnOfTreeFeature(feature)] += treeWeight * parts[feature];
            }
            base += treeWeight * parts[features.length];
        }
        if (linearWeight != 0) {
            double centre = linear.intercept();
            for (int feature = 0; feature < means.length; feature++) {
                double usual = linear.coefficients().get(feature) * means[feature];
                centre += usual;
                contributions[encoder.columnOfLinearFeature(feature)] -= linearWeight * usual;
            }
            encoder.linear(
                    values,
                    (feature, value) ->
                            contributions[encoder.columnOfLinearFeature(feature)] +=
                                    linearWeight
                                            * linear.coefficients().get(feature)
                                            * (float) value);
            base += linearWeight * centre;
        }
        return base;
    }

    /// The weighted sum of both parts.
    ///
    /// @param values one for each column
    double logOdds(double[] values, double treeWeight, double linearWeight) {
        double[] features = new double[encoder.treeWidth()];
        encoder.trees(values, features);
        double[] sum = {linear.intercept()};
        encoder.linear(
                values,
                (feature, value) -> sum[0] += linear.coefficients().get(feature) * (float) value);
        return treeWeight * trees.raw(features) + linearWeight * sum[0];
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
