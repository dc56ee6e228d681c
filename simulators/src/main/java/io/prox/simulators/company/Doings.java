package io.prox.simulators.company;

import io.prox.simulators.company.CompanyEvent.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a lead does around the time when it comes. The mood shows in it, which a profile does not
/// tell: who is in a hurry comes often and looks at prices, who is only curious reads the blog. So
/// whoever knows what leads did can rank them better than whoever knows them alone.
final class Doings {
    private static final double DAYS = 80;
    private static final int SECONDS_OF_A_DAY = 86_400;

    private static final List<String> CURIOUS =
            List.of("/blog/loading-bays", "/blog/shift-swaps", "/", "/product", "/about");
    private static final List<String> EARNEST =
            List.of(
                    "/pricing",
                    "/product/scheduling",
                    "/customers/nordfracht",
                    "/demo",
                    "/contact");
    private static final List<String> MEDIA = List.of("", "", "organic", "cpc", "email", "social");

    private final Instant created;
    private final Mood mood;
    private final Dice dice;
    private final List<Doing> done = new ArrayList<>();

    private Doings(Instant created, Mood mood, Dice dice) {
        this.created = created;
        this.mood = mood;
        this.dice = dice;
    }

    /// @param ending nothing is done from it on
    /// @return in order of time
    static List<Doing> draw(Profile profile, Mood mood, Optional<Ending> ending, Dice dice) {
        var doings = new Doings(profile.createdAt(), mood, dice);
        doings.visits();
        doings.mails();
        Instant end = ending.map(Ending::at).orElse(Instant.MAX);
        return doings.done.stream()
                .filter(doing -> doing.at().isBefore(end))
                .sorted(Comparator.comparing(Doing::at))
                .toList();
    }

    private void visits() {
        int visits =
                switch (mood) {
                    case IN_A_HURRY -> 1 + dice.below(4);
                    case UNDECIDED -> dice.below(3);
                    case ONLY_CURIOUS -> dice.below(2);
                };
        double earnest =
                switch (mood) {
                    case IN_A_HURRY -> 0.6;
                    case UNDECIDED -> 0.35;
                    case ONLY_CURIOUS -> 0.15;
                };
        // the first may be that by which the lead came
        double day = -3 * dice.waiting();
        for (int visit = 0; visit < visits; visit++) {
            Instant at = after(day);
            String medium = dice.oneOf(MEDIA);
            int pages = 1 + dice.below(3);
            for (int page = 0; page < pages; page++) {
                String path = dice.oneOf(dice.chance(earnest) ? EARNEST : CURIOUS);
                done.add(new Doing(at, What.PAGE, path, page == 0 ? medium : ""));
                at = at.plusSeconds(15 + dice.below(200));
            }
            if (mood == Mood.IN_A_HURRY && dice.chance(0.15)) {
                done.add(new Doing(at, What.DEED, "Demo Requested", ""));
            }
            day += (mood == Mood.IN_A_HURRY ? 3 : 9) * dice.waiting();
        }
    }

    private void mails() {
        double opens = mood == Mood.ONLY_CURIOUS ? 0.2 : 0.4;
        for (double day = 5; day < DAYS; day += 30) {
            if (dice.chance(opens)) {
                Instant at = after(day + dice.waiting());
                done.add(new Doing(at, What.DEED, "Email Opened", ""));
                if (dice.chance(mood == Mood.IN_A_HURRY ? 0.4 : 0.1)) {
                    done.add(
                            new Doing(
                                    at.plusSeconds(20), What.DEED, "Email Link Clicked", "email"));
                }
            }
        }
    }

    private Instant after(double days) {
        return created.plus(Duration.ofSeconds(Math.round(SECONDS_OF_A_DAY * days)));
    }
}
