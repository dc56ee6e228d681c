package io.prox.learning.blend;

import io.prox.learning.encoding.Encoder;
import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.learning.trees.TreeShap;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Trees and a regression that learnt from the same rows through the same encoder. Their weights
/// are part of their leaves and coefficients, so that their log-odds simply add up. Immutable.
final class Member {
    /// More in a file is damage.
    private static final int MOST_CROSSINGS = 1_000;

    private final Encoder encoder;
    private final TreeEnsemble trees;
    private final Regression regression;

    /// Mean of each linear feature over the training rows: what a row is compared with.
    private final double[] means;

    private final TreeShap treeShap;

    Member(Encoder encoder, TreeEnsemble trees, Regression regression, double[] means) {
        this.encoder = encoder;
        this.trees = trees;
        this.regression = regression;
        this.means = means;
        this.treeShap = new TreeShap(trees);
    }

    /// Log-odds of each of the rows.
    double[] logOdds(List<ValueColumn> columns, int[] rows) {
        FeatureMatrix features = encoder.trees(columns, rows);
        double[] result = new double[rows.length];
        trees.raw(features, result);
        double[] regressed = regression.logOdds(encoder.linear(columns, rows), columns, rows);
        for (int row = 0; row < result.length; row++) {
            result[row] += regressed[row];
        }
        return result;
    }

    /// Log-odds of one row.
    ///
    /// @param values one for each column
    double logOdds(double[] values) {
        double[] features = new double[encoder.treeWidth()];
        encoder.trees(values, features);
        LogisticRegression single = regression.single();
        double[] sum = {single.intercept()};
        encoder.linear(
                values,
                (feature, value) -> sum[0] += single.coefficients().get(feature) * (float) value);
        for (Crossing crossing : regression.crossings()) {
            sum[0] +=
                    crossing.logOdds(
                            values[crossing.pair().left()], values[crossing.pair().right()]);
        }
        return trees.raw(features) + sum[0];
    }

    /// What the trees' features contribute to the log-odds of each row, and last their base.
    ///
    /// @param rows one value for each column
    double[][] ofTrees(double[][] rows) {
        double[][] features = new double[rows.length][encoder.treeWidth()];
        for (int row = 0; row < rows.length; row++) {
            encoder.trees(rows[row], features[row]);
        }
        return treeShap.contributions(features);
    }

    /// Adds what each column contributes to the log-odds, and returns their base: the value for the
    /// average training row.
    ///
    /// @param values one for each column
    /// @param ofTrees of this row, as [#ofTrees] found it
    /// @param contributions one for each column, added to
    double explain(double[] values, double[] ofTrees, double[] contributions) {
        int features = encoder.treeWidth();
        for (int feature = 0; feature < features; feature++) {
            contributions[encoder.columnOfTreeFeature(feature)] += ofTrees[feature];
        }
        LogisticRegression single = regression.single();
        double base = ofTrees[features] + single.intercept();
        for (int feature = 0; feature < means.length; feature++) {
            double usual = single.coefficients().get(feature) * means[feature];
            base += usual;
            contributions[encoder.columnOfLinearFeature(feature)] -= usual;
        }
        encoder.linear(
                values,
                (feature, value) ->
                        contributions[encoder.columnOfLinearFeature(feature)] +=
                                single.coefficients().get(feature) * (float) value);
        for (Crossing crossing : regression.crossings()) {
            base += crossing.explain(values, contributions);
        }
        return base;
    }

    int trees() {
        return trees.trees();
    }

    void write(DataOutput output) throws IOException {
        encoder.write(output);
        trees.write(output);
        regression.single().write(output);
        for (double mean : means) {
            output.writeDouble(mean);
        }
    }

    /// Apart from the rest, since models of before have none.
    void writeCrossings(DataOutput output) throws IOException {
        output.writeInt(regression.crossings().size());
        for (Crossing crossing : regression.crossings()) {
            crossing.write(output);
        }
    }

    /// The same member with the crossings that follow.
    Member withCrossings(DataInput input) throws IOException {
        int count = input.readInt();
        if (count < 0 || count > MOST_CROSSINGS) {
            throw new IOException("impossible number of crossings " + count);
        }
        List<Crossing> crossings = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            crossings.add(Crossing.read(input, columns()));
        }
        return new Member(encoder, trees, new Regression(regression.single(), crossings), means);
    }

    List<Crossing> crossings() {
        return regression.crossings();
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
        return new Member(encoder, trees, new Regression(linear, List.of()), means);
    }

    /// How many columns it reads.
    int columns() {
        return encoder.columns();
    }
}
