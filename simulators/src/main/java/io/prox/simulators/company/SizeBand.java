package io.prox.simulators.company;

import java.util.List;

/// How many people a company employs, as forms ask for it.
@SuppressWarnings("ImmutableEnumChecker") // shares are immutable
enum SizeBand {
    MICRO("1-9", 1, 9, 18, 70),
    SMALL("10-49", 10, 49, 27, 30),
    MEDIUM("50-249", 50, 249, 28, 15),
    UPPER_MEDIUM("250-999", 250, 999, 15, 9),
    LARGE("1000-4999", 1000, 4999, 8, 9),
    VERY_LARGE("5000+", 5000, 60_000, 4, 9);

    static final Shares<SizeBand> SHARES = Shares.of(List.of(values()), band -> band.weight);

    final String label;
    private final int least;
    private final int most;
    private final double weight;

    /// Of its people who become leads.
    final Shares<Seniority> seniorities;

    SizeBand(String label, int least, int most, double weight, double executives) {
        this.label = label;
        this.least = least;
        this.most = most;
        this.weight = weight;
        seniorities =
                Shares.of(
                        List.of(Seniority.values()),
                        seniority ->
                                switch (seniority) {
                                    case EXECUTIVE -> executives;
                                    case DIRECTOR -> 18;
                                    case MANAGER -> 30;
                                    case SPECIALIST -> 28;
                                    case JUNIOR -> 10;
                                });
    }

    static SizeBand of(int employees) {
        SizeBand found = MICRO;
        for (SizeBand band : values()) {
            if (employees >= band.least) {
                found = band;
            }
        }
        return found;
    }

    /// Evenly on a logarithmic scale.
    int draw(Dice dice) {
        double factor = StrictMath.pow((most + 1.0) / least, dice.even());
        return Math.min(most, (int) (least * factor));
    }
}
