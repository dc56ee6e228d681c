package io.prox.simulators.company;

import java.util.List;

/// What a lead may spend in a year, in euros.
enum Budget {
    NOT_YET("No budget yet", "Noch keins", 40),
    UNDER_10K("Under 10k", "Unter 10k", 28),
    TO_50K("10k to 50k", "10k bis 50k", 22),
    OVER_50K("Over 50k", "Über 50k", 10);

    static final Shares<Budget> SHARES = Shares.of(List.of(values()), budget -> budget.weight);

    final String english;
    final String german;
    private final double weight;

    Budget(String english, String german, double weight) {
        this.english = english;
        this.german = german;
        this.weight = weight;
    }
}
