package io.prox.learning.blend;

/// The mean negative log-likelihood, natural logarithm.
final class LogLoss {
    private LogLoss() {}

    /// @param logOdds predicted
    /// @param labels 1 for converted, 0 for not
    static double of(double[] logOdds, byte[] labels) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            double signed = labels[row] == 1 ? logOdds[row] : -logOdds[row];
            sum += Math.log(1 + Math.exp(-Math.abs(signed))) + Math.max(0, -signed);
        }
        return sum / labels.length;
    }
}
