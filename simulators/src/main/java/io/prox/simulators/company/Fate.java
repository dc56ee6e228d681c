package io.prox.simulators.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What becomes of a lead, and the way there.
///
/// @param converts whether it is won within the horizon
/// @param ending empty where nobody ever closes it
/// @param changes in order of time, all of them before the ending
/// @param doings likewise
record Fate(boolean converts, Optional<Ending> ending, List<Change> changes, List<Doing> doings) {
    /// Within this time of its creation a lead must be won to count as converted.
    static final Duration HORIZON = Duration.ofDays(90);

    private static final double DAYS_TO_WIN = 38;
    private static final double SPREAD_OF_WINS = 0.65;

    /// Of the leads that do not convert.
    private static final double WON_LATE = 0.015;

    private static final double LOST = 0.8;
    private static final double DAYS_TO_LOSE = 40;
    private static final double SPREAD_OF_LOSSES = 0.8;
    private static final double MOST_DAYS = 300;

    /// How far a lead that is lost, or never closed, gets.
    private static final double QUALIFIED = 0.4;

    private static final double PROPOSED = 0.12;

    Fate {
        changes = List.copyOf(changes);
        doings = List.copyOf(doings);
    }

    static Fate draw(
            Profile profile,
            Person person,
            boolean phoneGiven,
            Dice fate,
            Dice journey,
            Dice doings) {
        Mood mood = Mood.SHARES.draw(fate);
        boolean converts = fate.chance(Conversion.probability(Conversion.logOdds(profile), mood));
        Optional<Ending> ending = ending(profile, person, converts, fate);
        return new Fate(
                converts,
                ending,
                new Journey(profile, ending, mood, journey).changes(person, phoneGiven),
                Doings.draw(profile, mood, ending, doings));
    }

    private static Optional<Ending> ending(
            Profile profile, Person person, boolean converts, Dice dice) {
        Instant created = profile.createdAt();
        if (converts) {
            double horizon = days(HORIZON);
            double days = horizon;
            while (days >= horizon) {
                days = delay(DAYS_TO_WIN, SPREAD_OF_WINS, dice);
            }
            return Optional.of(new Ending.Won(after(created, days), value(person, dice)));
        }
        if (dice.chance(WON_LATE)) {
            double days = days(HORIZON) + 1 + 30 * dice.waiting();
            return Optional.of(
                    new Ending.Won(after(created, Math.min(days, MOST_DAYS)), value(person, dice)));
        }
        if (dice.chance(LOST)) {
            double days = Math.min(delay(DAYS_TO_LOSE, SPREAD_OF_LOSSES, dice), MOST_DAYS);
            return Optional.of(new Ending.Lost(after(created, days), LostReason.SHARES.draw(dice)));
        }
        return Optional.empty();
    }

    /// Log-normal, at least half a day.
    private static double delay(double median, double spread, Dice dice) {
        return Math.max(0.5, median * StrictMath.exp(spread * dice.normal()));
    }

    private static double days(Duration duration) {
        return duration.toSeconds() / 86_400.0;
    }

    private static Instant after(Instant created, double days) {
        return created.plusSeconds(Math.round(86_400 * days));
    }

    private static BigDecimal value(Person person, Dice dice) {
        double usual =
                switch (SizeBand.of(person.account().employees())) {
                    case MICRO -> 2_400;
                    case SMALL -> 6_000;
                    case MEDIUM -> 15_000;
                    case UPPER_MEDIUM -> 34_000;
                    case LARGE -> 70_000;
                    case VERY_LARGE -> 140_000;
                };
        return BigDecimal.valueOf(usual * StrictMath.exp(0.45 * dice.normal()))
                .setScale(2, RoundingMode.HALF_EVEN);
    }

    /// The changes between creation and ending.
    private static final class Journey {
        private final Profile profile;
        private final Optional<Ending> ending;
        private final Mood mood;
        private final Dice dice;
        private final List<Change> changes = new ArrayList<>();

        Journey(Profile profile, Optional<Ending> ending, Mood mood, Dice dice) {
            this.profile = profile;
            this.ending = ending;
            this.mood = mood;
            this.dice = dice;
        }

        List<Change> changes(Person person, boolean phoneGiven) {
            boolean won = ending.filter(known -> known instanceof Ending.Won).isPresent();
            boolean qualified = won || dice.chance(QUALIFIED);
            boolean proposed = won || (qualified && dice.chance(PROPOSED / QUALIFIED));
            double length =
                    ending.map(known -> Duration.between(profile.createdAt(), known.at()))
                            .map(Fate::days)
                            .orElse(60.0);
            double contacted = Math.min(0.1 + dice.waiting(), 0.2 * length);
            add(contacted, Change.Field.STAGE, Stage.CONTACTED.label);
            if (qualified) {
                add(0.35 * length, Change.Field.STAGE, Stage.QUALIFIED.label);
            }
            if (proposed) {
                add(0.7 * length, Change.Field.STAGE, Stage.PROPOSAL.label);
            }
            if (!phoneGiven && dice.chance(0.3)) {
                person.phone()
                        .ifPresent(number -> add(1.01 * contacted, Change.Field.PHONE, number));
            }
            interest();
            if (dice.chance(0.015)) {
                add(2 + 20 * dice.even(), Change.Field.MARKETING_CONSENT, "false");
            }
            changes.sort(Comparator.comparing(Change::at));
            return changes;
        }

        /// After a while the mood shows: who is in a hurry comes back and asks for a demo.
        private void interest() {
            double asks =
                    switch (mood) {
                        case IN_A_HURRY -> 0.35;
                        case UNDECIDED -> 0.12;
                        case ONLY_CURIOUS -> 0.03;
                    };
            int visits = dice.below(mood == Mood.IN_A_HURRY ? 4 : 2);
            int pages = profile.pages().orElse(0);
            for (int visit = 0; visit < visits; visit++) {
                pages += 1 + dice.below(6);
                double days = 0.1 + 4 * (visit + dice.even());
                add(days, Change.Field.PAGES_VIEWED, Integer.toString(pages));
            }
            if (!profile.demo() && dice.chance(asks)) {
                add(0.2 + 8 * dice.even(), Change.Field.DEMO_REQUESTED, "true");
            }
        }

        private void add(double days, Change.Field field, String value) {
            Instant at = after(profile.createdAt(), days);
            if (ending.map(Ending::at).filter(end -> !at.isBefore(end)).isEmpty()) {
                changes.add(new Change(at, field, value));
            }
        }
    }
}
