package io.prox.simulators.company;

import java.util.List;

/// What nobody can see when a lead comes: whether it wants to buy soon.
enum Mood {
    IN_A_HURRY(0.25, 1.0),
    UNDECIDED(0.5, 0),
    ONLY_CURIOUS(0.25, -1.0);

    static final Shares<Mood> SHARES = Shares.of(List.of(values()), mood -> mood.share);

    /// Of all leads, whatever their profile.
    final double share;

    /// Added to the log-odds.
    final double logOdds;

    Mood(double share, double logOdds) {
        this.share = share;
        this.logOdds = logOdds;
    }
}
