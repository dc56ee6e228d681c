package io.prox.learning.blend;

import io.prox.learning.encoding.Places;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the pairs of columns that have an effect together: those where a regression on single
/// columns errs in one direction within cells of the pair.
///
/// As models of additive effects with a few pairs do (Lou, Caruana, Gehrke and Hooker, "Accurate
/// intelligible models with pairwise interactions", KDD 2013), but judged by evidence: how much
/// more probable the outcomes are if the cells have effects from a normal prior than if they have
/// none. With the residuals' sum `R` and their variance `V` of a cell, and the prior's variance
/// `t`, the logarithm of that is the sum over the cells of `(R² t / (1 + V t) - log(1 + V t)) / 2`
/// (Laplace's method; Kass and Raftery, "Bayes Factors", Journal of the American Statistical
/// Association 90, 1995). It falls with every cell that says nothing, so that chance does not make
/// a pair. Rows of one group, as the snapshots of a lead, count as one.
final class PairSearch {
    /// Strong evidence, by the scale of Kass and Raftery.
    private static final double LEAST_EVIDENCE = 3;

    private static final double[] VARIANCES = {0.02, 0.1, 0.5};
    private static final int MOST_PAIRS = 12;

    /// Of more columns, those that alone have the strongest effects are crossed.
    private static final int MOST_COLUMNS = 60;

    private static final int MOST_ROWS = 20_000;

    private final List<ValueColumn> columns;
    private final int[] rows;
    private final double[] residuals;
    private final double[] variances;

    /// @param rows training rows
    /// @param labels of the training rows
    /// @param logOdds that a regression on single columns gives the training rows
    /// @param groups of all rows of the columns
    PairSearch(
            List<ValueColumn> columns, int[] rows, byte[] labels, int[] groups, double[] logOdds) {
        int step = Math.ceilDiv(Math.max(1, rows.length), MOST_ROWS);
        int[] kept = IntStream.iterate(0, at -> at < rows.length, at -> at + step).toArray();
        this.columns = columns;
        this.rows = Arrays.stream(kept).map(at -> rows[at]).toArray();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int row : this.rows) {
            sizes.merge(groups[row], 1, Integer::sum);
        }
        residuals = new double[kept.length];
        variances = new double[kept.length];
        for (int index = 0; index < kept.length; index++) {
            double probability = 1 / (1 + Math.exp(-logOdds[kept[index]]));
            double share = 1.0 / sizes.getOrDefault(groups[this.rows[index]], 1);
            residuals[index] = share * (labels[kept[index]] - probability);
            variances[index] = share * probability * (1 - probability);
        }
    }

    /// @param effects how strong each column's effect is alone
    /// @param room how many cells the pairs may have together
    /// @return those with the most evidence first
    List<Pair> find(double[] effects, int room) {
        List<Cut> cuts =
                IntStream.range(0, columns.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer column) -> -effects[column]))
                        .limit(MOST_COLUMNS)
                        .sorted()
                        .flatMap(column -> cut(column).stream())
                        .toList();
        List<Found> found = new ArrayList<>();
        for (int left = 0; left < cuts.size(); left++) {
            for (int right = left + 1; right < cuts.size(); right++) {
                double evidence = evidence(cuts.get(left), cuts.get(right));
                if (evidence > LEAST_EVIDENCE) {
                    found.add(new Found(pair(cuts.get(left), cuts.get(right)), evidence));
                }
            }
        }
        found.sort(Comparator.comparingDouble(pair -> -pair.evidence));
        List<Pair> taken = new ArrayList<>();
        int left = room;
        for (Found next : found) {
            if (taken.size() < MOST_PAIRS && next.pair.cells() <= left) {
                taken.add(next.pair);
                left -= next.pair.cells();
            }
        }
        return taken;
    }

    private record Found(Pair pair, double evidence) {}

    /// A column's places, and the place of each row.
    private static final class Cut {
        final int column;
        final Places places;
        final int[] ofRow;

        Cut(int column, Places places, int[] ofRow) {
            this.column = column;
            this.places = places;
            this.ofRow = ofRow;
        }
    }

    private Optional<Cut> cut(int column) {
        ValueColumn values = columns.get(column);
        return Places.fit(values, rows)
                .map(
                        places ->
                                new Cut(
                                        column,
                                        places,
                                        Arrays.stream(rows)
                                                .map(row -> places.of(values.value(row)))
                                                .toArray()));
    }

    private static Pair pair(Cut left, Cut right) {
        return new Pair(left.column, right.column, left.places, right.places);
    }

    private double evidence(Cut left, Cut right) {
        int width = right.places.count();
        double[] sums = new double[left.places.count() * width];
        double[] information = new double[sums.length];
        for (int index = 0; index < residuals.length; index++) {
            int cell = left.ofRow[index] * width + right.ofRow[index];
            sums[cell] += residuals[index];
            information[cell] += variances[index];
        }
        double most = Double.NEGATIVE_INFINITY;
        for (double variance : VARIANCES) {
            double evidence = 0;
            for (int cell = 0; cell < sums.length; cell++) {
                double spread = 1 + information[cell] * variance;
                evidence += (sums[cell] * sums[cell] * variance / spread - Math.log(spread)) / 2;
            }
            most = Math.max(most, evidence);
        }
        return most;
    }
}
