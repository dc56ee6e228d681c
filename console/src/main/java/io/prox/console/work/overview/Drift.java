package io.prox.console.work.overview;

import java.util.List;

/// How unlike leads are those that a model learnt from, by their scores alone: a score is the
/// percentile among those, so that a tenth of leads like them is in each tenth.
///
/// It is the population stability index, the sum of (share - 1/10) ln(share / (1/10)) over the
/// tenths; above 0.25 the population has changed (N. Siddiqi, "Credit Risk Scorecards", 2006).
final class Drift {
    private static final int TENTHS = 10;
    private static final double EXPECTED = 1.0 / TENTHS;
    private static final double CHANGED = 0.25;

    /// Of fewer leads it may be chance.
    private static final int FEWEST = 200;

    private Drift() {}

    /// @param tenths how many leads there are in each tenth of the scores, from the lowest on
    static boolean isSeenIn(List<Long> tenths) {
        return tenths.stream().mapToLong(Long::longValue).sum() >= FEWEST
                && index(tenths) > CHANGED;
    }

    /// A tenth without leads counts as half a lead, as the index has no bound for none.
    static double index(List<Long> tenths) {
        double all = tenths.stream().mapToLong(Long::longValue).sum();
        return tenths.stream()
                .mapToDouble(count -> Math.max(count, 0.5) / all)
                .map(share -> (share - EXPECTED) * Math.log(share / EXPECTED))
                .sum();
    }
}
