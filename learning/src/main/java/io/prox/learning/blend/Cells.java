package io.prox.learning.blend;

import io.prox.learning.linear.AutomaticRelevance;
import io.prox.learning.linear.LogisticRegression;
import io.prox.learning.linear.LogisticRegression.Coefficients;
import io.prox.learning.linear.SparseMatrix;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pairs of columns as features of a regression: an indicator for each cell that training saw often
/// enough to say something of it. Each pair is a group of its own, with a penalty that follows from
/// the data.
final class Cells {
    /// Cells seen less often than this have no effect.
    private static final int SELDOM = 8;

    private static final int NONE = -1;

    private final List<Pair> pairs;
    private final int rows;

    /// Of each pair: the cell of each row, and the feature of each cell.
    private final List<int[]> cells = new ArrayList<>();

    private final List<int[]> features = new ArrayList<>();
    private final List<Integer> pairOfFeature = new ArrayList<>();

    /// @param rows training rows
    Cells(List<Pair> pairs, List<ValueColumn> columns, int[] rows) {
        this.pairs = pairs;
        this.rows = rows.length;
        for (int index = 0; index < pairs.size(); index++) {
            Pair pair = pairs.get(index);
            ValueColumn left = columns.get(pair.left());
            ValueColumn right = columns.get(pair.right());
            int[] own =
                    Arrays.stream(rows)
                            .map(row -> pair.cell(left.value(row), right.value(row)))
                            .toArray();
            int[] counts = new int[pair.cells()];
            Arrays.stream(own).forEach(cell -> counts[cell]++);
            int[] ofCell = new int[counts.length];
            for (int cell = 0; cell < counts.length; cell++) {
                ofCell[cell] = counts[cell] < SELDOM ? NONE : pairOfFeature.size();
                if (ofCell[cell] != NONE) {
                    pairOfFeature.add(index);
                }
            }
            cells.add(own);
            features.add(ofCell);
        }
    }

    /// A regression on single columns and the pairs.
    ///
    /// @param single the training rows' linear features
    /// @param groups the column of each of these
    Regression regression(SparseMatrix single, byte[] labels, int[] groups) {
        List<int[]> more = new ArrayList<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            int[] ofCell = features.get(pair);
            more.add(Arrays.stream(cells.get(pair)).map(cell -> ofCell[cell]).toArray());
        }
        int firstPair = Arrays.stream(groups).max().orElse(NONE) + 1;
        int[] all = Arrays.copyOf(groups, groups.length + pairOfFeature.size());
        for (int feature = 0; feature < pairOfFeature.size(); feature++) {
            all[groups.length + feature] = firstPair + pairOfFeature.get(feature);
        }
        LogisticRegression fitted =
                AutomaticRelevance.fit(single.with(more, pairOfFeature.size()), labels, all);
        double[] coefficients = fitted.coefficients().toArray();
        List<Crossing> crossings = new ArrayList<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            crossings.add(
                    crossing(pair, Arrays.copyOfRange(coefficients, groups.length, all.length)));
        }
        return new Regression(
                new LogisticRegression(
                        fitted.intercept(),
                        new Coefficients(Arrays.copyOf(coefficients, groups.length))),
                crossings);
    }

    /// @param coefficients of the features of all pairs
    private Crossing crossing(int index, double[] coefficients) {
        Pair pair = pairs.get(index);
        double[] effects =
                Arrays.stream(features.get(index))
                        .mapToDouble(feature -> feature == NONE ? 0 : coefficients[feature])
                        .toArray();
        int width = pair.rightPlaces().count();
        double[] leftShares = new double[pair.leftPlaces().count()];
        double[] rightShares = new double[width];
        for (int cell : cells.get(index)) {
            leftShares[cell / width] += 1.0 / rows;
            rightShares[cell % width] += 1.0 / rows;
        }
        return new Crossing(pair, effects, leftShares, rightShares);
    }
}
