package io.prox.benchmarks;

import java.util.Locale;

/// What a figure must reach.
///
/// @param name what is asked: `one row, times as fast as LightGBM`
/// @param measured in this run
/// @param atLeast whether `bound` is the least allowed, else it is the most
public record Goal(String name, double measured, boolean atLeast, double bound) {
    public static Goal atLeast(double bound, String name, double measured) {
        return new Goal(name, measured, true, bound);
    }

    public static Goal atMost(double bound, String name, double measured) {
        return new Goal(name, measured, false, bound);
    }

    /// Something that must not be found at all.
    ///
    /// @param found how often it was
    public static Goal none(String name, long found) {
        return atMost(0, name, (double) found);
    }

    /// A figure that is not a number never holds.
    public boolean held() {
        return atLeast ? measured >= bound : measured <= bound;
    }

    /// One line: `held one row, times as fast as LightGBM: 8.1 (at least 4)`.
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-6s %s: %.4g (%s %.4g)",
                held() ? "held" : "MISSED",
                name,
                measured,
                atLeast ? "at least" : "at most",
                bound);
    }
}
