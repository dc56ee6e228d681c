package io.prox.learning.calibration;

/// Compares two predictors by their losses on the same rows.
public final class PairedLosses {
    private PairedLosses() {}

    /// Whether the first predictor's mean loss is lower by more than the standard error of the
    /// difference.
    ///
    /// @param losses of the first predictor, one for each row
    /// @param than of the second, in the same order
    public static boolean isBetter(double[] losses, double[] than) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < losses.length; row++) {
            double gain = than[row] - losses[row];
            sum += gain;
            squares += gain * gain;
        }
        double mean = sum / losses.length;
        double variance = Math.max(0, squares / losses.length - mean * mean);
        return mean > Math.sqrt(variance / losses.length);
    }
}
