package io.prox.benchmarks.invented;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The ROC-AUC of a ranking over all outcomes that leads might have had.
public final class ExpectedRanking {
    private ExpectedRanking() {}

    /// Expected pairs of a converted and another lead in the right order, ties counting half, over
    /// all expected pairs.
    ///
    /// @param scores one a lead, higher for more likely
    /// @param probability that the lead converts
    public static double rocAuc(double[] scores, double[] probability) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> scores[row]));
        double right = 0;
        double below = 0; // of those that do not convert
        double self = 0; // a lead makes no pair with itself
        int first = 0;
        while (first < order.length) {
            int end = first;
            double buyers = 0;
            double others = 0;
            double same = 0;
            while (end < order.length && scores[order[end]] == scores[order[first]]) {
                double own = probability[order[end]];
                buyers += own;
                others += 1 - own;
                same += own * (1 - own);
                end++;
            }
            right += buyers * below + (buyers * others - same) / 2;
            below += others;
            self += same;
            first = end;
        }
        return right / ((scores.length - below) * below - self);
    }
}
