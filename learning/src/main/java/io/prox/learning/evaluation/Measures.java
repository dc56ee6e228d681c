package io.prox.learning.evaluation;

import io.prox.learning.Estimate;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import io.prox.learning.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The figures of one set of predictions, each with its 95 % interval: percentiles over a bootstrap
/// of the rows (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13), widened
/// where needed to hold the measured value.
public final class Measures {
    /// The shares of the best leads for which lift and capture are stated.
    private static final double[] TOP_SHARES = {0.01, 0.05, 0.10, 0.20};

    private static final double[] GAINS_SHARES =
            IntStream.rangeClosed(0, 50).mapToDouble(step -> step / 50.0).toArray();

    /// Enough for the second digit of a 95 % interval.
    private static final int REPETITIONS = 400;

    private static final int REPETITIONS_OF_MANY_ROWS = 100;
    private static final int MANY_ROWS = 200_000;

    private static final int ROC_AUC = 0;
    private static final int PR_AUC = 1;
    private static final int LOG_LOSS = 2;
    private static final int BRIER = 3;
    private static final int CALIBRATION_ERROR = 4;
    private static final int CAPTURED = 5;

    private final Ranking ranking;
    private final double[] shares;
    private final Estimate[] figures;

    /// @param probabilities in (0, 1)
    /// @param labels 1 for converted, 0 for not
    /// @param seed of the bootstrap
    public Measures(double[] probabilities, byte[] labels, long seed) {
        ranking = new Ranking(probabilities, labels);
        shares =
                DoubleStream.concat(Arrays.stream(TOP_SHARES), Arrays.stream(GAINS_SHARES))
                        .sorted()
                        .distinct()
                        .toArray();
        double[] measured = figures(ranking.ones());
        int rows = labels.length;
        int count = rows > MANY_ROWS ? REPETITIONS_OF_MANY_ROWS : REPETITIONS;
        double[][] repeated =
                IntStream.range(0, count)
                        .parallel()
                        .mapToObj(repetition -> figures(resample(rows, Seeds.of(seed, repetition))))
                        .toArray(double[][]::new);
        figures = new Estimate[measured.length];
        for (int figure = 0; figure < measured.length; figure++) {
            int at = figure;
            double[] sorted =
                    Arrays.stream(repeated).mapToDouble(values -> values[at]).sorted().toArray();
            figures[figure] = interval(measured[figure], sorted);
        }
    }

    private double[] figures(int[] weights) {
        double[] captured = ranking.captured(weights, shares);
        double[] result = new double[CAPTURED + captured.length];
        result[ROC_AUC] = ranking.rocAuc(weights);
        result[PR_AUC] = ranking.prAuc(weights);
        result[LOG_LOSS] = ranking.logLoss(weights);
        result[BRIER] = ranking.brier(weights);
        result[CALIBRATION_ERROR] = ranking.calibrationError(weights);
        System.arraycopy(captured, 0, result, CAPTURED, captured.length);
        return result;
    }

    /// How often each row is drawn when as many rows are drawn with replacement.
    private static int[] resample(int rows, SplittableRandom random) {
        int[] weights = new int[rows];
        for (int draw = 0; draw < rows; draw++) {
            weights[random.nextInt(rows)]++;
        }
        return weights;
    }

    public Metrics metrics() {
        List<Top> top = new ArrayList<>();
        for (double share : TOP_SHARES) {
            Estimate captured = captured(share);
            Estimate lift =
                    new Estimate(
                            captured.value() / share,
                            captured.low() / share,
                            captured.high() / share);
            top.add(new Top(share, lift, captured));
        }
        return new Metrics(
                figures[ROC_AUC],
                figures[PR_AUC],
                figures[LOG_LOSS],
                figures[BRIER],
                figures[CALIBRATION_ERROR],
                top);
    }

    public Estimate rocAuc() {
        return figures[ROC_AUC];
    }

    public Estimate logLoss() {
        return figures[LOG_LOSS];
    }

    /// From no lead called to all of them called.
    public List<GainsPoint> gains() {
        return Arrays.stream(GAINS_SHARES)
                .mapToObj(share -> new GainsPoint(share, captured(share)))
                .toList();
    }

    private Estimate captured(double share) {
        return figures[CAPTURED + Arrays.binarySearch(shares, share)];
    }

    /// The chance that a random converted row is ranked above a random other, ties counting half
    /// (Mann and Whitney, 1947).
    ///
    /// @param scores higher is better
    /// @param labels 1 for converted, 0 for not
    public static double rocAuc(double[] scores, byte[] labels) {
        Ranking ranking = new Ranking(scores, labels);
        return ranking.rocAuc(ranking.ones());
    }

    /// By rising probability; fewer bins than rows.
    public List<CalibrationBin> calibration() {
        List<CalibrationBin> result = new ArrayList<>();
        for (double[] bin : ranking.bins(ranking.ones())) {
            if (bin[0] > 0) {
                result.add(
                        new CalibrationBin((int) bin[0], bin[1] / bin[0], wilson(bin[2], bin[0])));
            }
        }
        return result;
    }

    /// A share with its 95 % interval (Wilson, JASA 22, 1927).
    static Estimate wilson(double hits, double of) {
        double z = 1.959964;
        double share = hits / of;
        double centre = (share + z * z / (2 * of)) / (1 + z * z / of);
        double half =
                z / (1 + z * z / of) * Math.sqrt(share * (1 - share) / of + z * z / (4 * of * of));
        return new Estimate(
                share,
                Math.max(0, Math.min(share, centre - half)),
                Math.min(1, Math.max(share, centre + half)));
    }

    private static Estimate interval(double value, double[] sorted) {
        double low = sorted[(int) (0.025 * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil(0.975 * (sorted.length - 1))];
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }
}
