package io.prox.simulators.company;

import java.util.List;

/// Why a lead was given up.
enum LostReason {
    NO_ANSWER("No answer", 38),
    NO_BUDGET("No budget", 22),
    BAD_TIMING("Bad timing", 16),
    COMPETITOR("Chose a competitor", 12),
    NO_FIT("Not a fit", 12);

    static final Shares<LostReason> SHARES = Shares.of(List.of(values()), reason -> reason.weight);

    final String label;
    private final double weight;

    LostReason(String label, double weight) {
        this.label = label;
        this.weight = weight;
    }
}
