package io.prox.learning.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/// The values along one side of a plot.
///
/// @param low at the left or lower end
/// @param high at the other end, above `low`
/// @param ticks values that are written, within the axis
/// @param words how a value is written
record Axis(double low, double high, List<Double> ticks, DoubleFunction<String> words) {
    Axis {
        ticks = List.copyOf(ticks);
        if (!(low < high)) {
            throw new IllegalArgumentException("axis has no length: %s to %s".formatted(low, high));
        }
    }

    /// From 0 to the first round per cent at or above `reach`.
    static Axis percent(double reach) {
        Axis axis = round(0, Math.clamp(reach, 0.01, 1), 5, Numbers::share);
        return axis.high > 1 ? new Axis(0, 1, axis.ticks, axis.words) : axis;
    }

    /// Covers both values and ends at round ones.
    ///
    /// @param steps about how many to make
    static Axis round(double from, double to, int steps, DoubleFunction<String> words) {
        double step = roundStep(Math.max(to - from, 1e-9) / steps);
        long first = (long) Math.floor(from / step + 1e-9);
        long last = (long) Math.ceil(to / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long tick = first; tick <= last; tick++) {
            ticks.add(tick * step);
        }
        return new Axis(first * step, Math.max(last, first + 1) * step, ticks, words);
    }

    /// The same distance to both sides of nothing, ending at a round value at or above `reach`.
    static Axis around(double reach, DoubleFunction<String> words) {
        double least = Math.max(reach, 1e-9);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double end = 10 * power;
        for (double factor : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8}) {
            if (factor * power >= least * (1 - 1e-9)) {
                end = factor * power;
                break;
            }
        }
        return new Axis(-end, end, List.of(), words);
    }

    /// Where a value lies, from 0 at the low end to 1 at the high end; what lies outside is put at
    /// the end.
    double at(double value) {
        return Math.clamp((value - low) / (high - low), 0, 1);
    }

    String words(double value) {
        return words.apply(value);
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is at least `least`.
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
