package io.prox.learning;

/// A measured figure with the interval in which it would fall in 95 of 100 repetitions.
///
/// @param value what was measured
/// @param low lower end, at most `value`
/// @param high upper end, at least `value`
public record Estimate(double value, double low, double high) {
    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "estimate is not ordered: %s <= %s <= %s".formatted(low, value, high));
        }
    }
}
