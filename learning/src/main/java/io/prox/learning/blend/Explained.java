package io.prox.learning.blend;

/// A prediction and its parts. The contributions and the base add up to the log-odds.
public final class Explained {
    private final double logOdds;
    private final double base;
    private final double[] contributions;
    private final double low;
    private final double high;

    Explained(double logOdds, double base, double[] contributions, double low, double high) {
        this.logOdds = logOdds;
        this.base = base;
        this.contributions = contributions;
        this.low = low;
        this.high = high;
    }

    /// Calibrated.
    public double logOdds() {
        return logOdds;
    }

    /// Calibrated log-odds of the average training row.
    public double base() {
        return base;
    }

    /// What one column adds, in log-odds.
    public double contribution(int column) {
        return contributions[column];
    }

    /// Log-odds of the interval's lower end.
    public double low() {
        return low;
    }

    /// Log-odds of the interval's upper end.
    public double high() {
        return high;
    }
}
