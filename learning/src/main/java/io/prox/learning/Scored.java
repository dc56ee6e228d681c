package io.prox.learning;

import java.util.List;
import java.util.Optional;

/// A lead's score.
///
/// @param probability that the lead converts, calibrated, in (0, 1)
/// @param low lower end of the interval that holds the true probability in 90 of 100 leads
/// @param high upper end of that interval
/// @param score percentile of the probability in the model's reference population, 0 to 100
/// @param fit by the profile's contributions, `A` (best quarter of the reference population) to
///   `D`; empty where the model has no profile
/// @param engagement by the behaviour's contributions, 1 (best quarter) to 4; empty where the model
///   has no behaviour
/// @param reasons every used column's contribution, by falling weight
/// @param base log-odds of the base value; with all contributions it adds up to the log-odds of the
///   probability
public record Scored(
        double probability,
        double low,
        double high,
        int score,
        Optional<Character> fit,
        Optional<Integer> engagement,
        List<Reason> reasons,
        double base) {
    /// An interval wider than this says that there is not enough evidence.
    public static final double WIDEST_EVIDENCE = 0.30;

    public Scored {
        reasons = List.copyOf(reasons);
    }

    /// Whether the interval is narrow enough to act on.
    public boolean hasEvidence() {
        return high - low <= WIDEST_EVIDENCE;
    }

    /// One column's part in a score.
    ///
    /// @param column name in the customer's file
    /// @param contribution in log-odds; above 0 raises
    /// @param words for a sales person: `Total Time Spent on Website is 1,428, far above the usual
    ///   248`
    public record Reason(String column, double contribution, String words) {}
}
