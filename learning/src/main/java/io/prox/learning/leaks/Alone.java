package io.prox.learning.leaks;

import io.prox.learning.Seeds;
import io.prox.learning.evaluation.Bins;
import io.prox.learning.evaluation.Measures;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What one column says about the outcome by itself: each row is predicted by the rate of the rows,
/// other than those of its own fifth, that share its level or its bin of a thirtieth of the rows.
///
/// @param explained share of the base rate's log-loss that the column removes, at most 1; below 0
///   for noise
/// @param rocAuc of the same predictions
/// @param pureShare share of all converted leads whose bin holds converted leads only (97 % of at
///   least 30)
/// @param purest the bin with most such leads, as its place among `Bins`, or -1
/// @param filledConverted share of converted leads with a value
/// @param filledOthers share of other leads with a value
public record Alone(
        double explained,
        double rocAuc,
        double pureShare,
        int purest,
        double filledConverted,
        double filledOthers) {
    private static final int PARTS = 5;
    private static final int FEWEST_PURE = 30;
    private static final double PURE = 0.97;
    private static final double PRIOR = 5;

    /// @param labels of all rows
    public static Alone of(ValueColumn column, int[] rows, byte[] labels) {
        Bins bins = Bins.of(column, rows);
        int[][] counts = new int[PARTS][bins.count()];
        int[][] hits = new int[PARTS][bins.count()];
        int[] part = new int[rows.length];
        int[] bin = new int[rows.length];
        int[] filled = new int[2];
        int[] all = new int[2];
        for (int index = 0; index < rows.length; index++) {
            byte label = labels[rows[index]];
            part[index] = Seeds.of(17, rows[index]).nextInt(PARTS);
            bin[index] = bins.of(column.value(rows[index]));
            counts[part[index]][bin[index]]++;
            hits[part[index]][bin[index]] += label;
            all[label]++;
            filled[label] += column.isMissing(rows[index]) ? 0 : 1;
        }
        int[] totalCounts = sums(counts);
        int[] totalHits = sums(hits);
        double base = (double) all[1] / rows.length;
        double[] logOdds = new double[rows.length];
        byte[] outcome = new byte[rows.length];
        double loss = 0;
        for (int index = 0; index < rows.length; index++) {
            int own = part[index];
            double rate =
                    (totalHits[bin[index]] - hits[own][bin[index]] + PRIOR * base)
                            / (totalCounts[bin[index]] - counts[own][bin[index]] + PRIOR);
            outcome[index] = labels[rows[index]];
            logOdds[index] = Math.log(rate / (1 - rate));
            loss -= Math.log(outcome[index] == 1 ? rate : 1 - rate);
        }
        double baseLoss = -(base * Math.log(base) + (1 - base) * Math.log1p(-base));
        double pure = 0;
        int purest = -1;
        for (int candidate = 0; candidate < bins.count(); candidate++) {
            boolean isPure =
                    totalCounts[candidate] >= FEWEST_PURE
                            && totalHits[candidate] >= PURE * totalCounts[candidate];
            if (isPure) {
                pure += totalHits[candidate];
                purest =
                        purest < 0 || totalHits[candidate] > totalHits[purest] ? candidate : purest;
            }
        }
        return new Alone(
                1 - loss / rows.length / baseLoss,
                Measures.rocAuc(logOdds, outcome),
                pure / all[1],
                purest,
                (double) filled[1] / all[1],
                (double) filled[0] / all[0]);
    }

    private static int[] sums(int[][] parts) {
        return IntStream.range(0, parts[0].length)
                .map(bin -> Arrays.stream(parts).mapToInt(part -> part[bin]).sum())
                .toArray();
    }
}
