package io.prox.learning.blend;

/// The mean negative log-likelihood, natural logarithm.
final class LogLoss {
    private LogLoss() {}

    /// @param logOdds predicted
    /// @param labels 1 for converted, 0 for not
    static double of(double[] logOdds, byte[] labels) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += of(logOdds[row], labels[row]);
        }
        return sum / labels.length;
    }

    /// The loss of each row.
    static double[] each(double[] logOdds, byte[] labels) {
        double[] losses = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            losses[row] = of(logOdds[row], labels[row]);
        }
        return losses;
    }

    private static double of(double logOdds, byte label) {
        double signed = label == 1 ? logOdds : -logOdds;
        return Math.log(1 + Math.exp(-Math.abs(signed))) + Math.max(0, -signed);
    }
}
