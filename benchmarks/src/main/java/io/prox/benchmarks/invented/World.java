package io.prox.benchmarks.invented;

import java.util.List;

/// How the probability of an invented lead follows from what is known of it. All strengths are in
/// log-odds.
///
/// @param name in a word
/// @param seed of everything that is fixed in this world: which column plays which part, what each
///   level of a category says
/// @param rate share of leads that convert, in (0, 1), on the average over many
/// @param slope of the columns that count evenly
/// @param step of those that count beyond a threshold
/// @param bend of those that count at both ends, or in the middle, alike
/// @param pair of those that count together only
/// @param level standard deviation of what a level says, of the three categories of few levels
/// @param manyLevel the same of the category of 200 levels
public record World(
        String name,
        long seed,
        double rate,
        double slope,
        double step,
        double bend,
        double pair,
        double level,
        double manyLevel) {
    public World {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("rate is not inside (0, 1): " + rate);
        }
    }

    /// From strong to faint, and one where few convert. In each, slopes, thresholds, pairs and
    /// categories all count.
    public static final List<World> ALL =
            List.of(
                    new World("strong", 14, 0.40, 0.85, 0.9, 0.6, 0.9, 0.25, 0.25),
                    new World("middle", 11, 0.35, 0.60, 0.6, 0.6, 0.8, 0.30, 0.30),
                    new World("faint", 16, 0.35, 0.40, 0.4, 0.4, 0.6, 0.20, 0.20),
                    new World("rare", 13, 0.10, 0.50, 0.7, 0.8, 1.0, 0.25, 0.30));
}
