package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.LeadId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.Topic;
import io.prox.scoring.ledger.Lookout.Scored;
import io.prox.scoring.ranking.Ranking;
import io.prox.scoring.ranking.RuleRanking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:20:00Z");
    private static final Ranking RULES = new RuleRanking();
    private static final int HOURS = 40 * 24;
    private static final int LEADS = 20;

    /// Who is looked at only when their hour comes sees every change that who is looked at in every
    /// hour sees, at the same hour.
    @Test
    void missesNoHourAtWhichAScoreMoves() {
        var random = new SplittableRandom(1);
        int looks = 0;
        int moves = 0;
        for (int lead = 0; lead < LEADS; lead++) {
            Profile profile = profile(random);
            Engagement engagement = engagement(random);

            Map<Instant, Integer> everyHour = everyHour(profile, engagement);
            var whenDue = new TreeMap<Instant, Integer>();
            int score = score(profile, engagement, NOW);
            Instant now = NOW;
            Instant due = soonest(profile, engagement, score);
            while (due.isBefore(NOW.plus(HOURS, ChronoUnit.HOURS))) {
                now = due;
                looks++;
                int next = score(profile, engagement, now);
                if (next != score) {
                    whenDue.put(now, next);
                }
                score = next;
                var scored = new Scored(new LeadId("lead_1"), profile, engagement, score);
                due =
                        requireNonNull(
                                new Lookout(RULES, now).next(List.of(scored)).get(scored.lead()));
                assertThat(due).isAfter(now);
            }

            assertThat(whenDue).isEqualTo(everyHour);
            moves += everyHour.size();
        }
        assertThat(moves).isGreaterThan(60);
        assertThat(looks).isLessThan(LEADS * HOURS / 10);
    }

    private static Instant soonest(Profile profile, Engagement engagement, int score) {
        return new Lookout(RULES, NOW)
                .soonest(new Scored(new LeadId("lead_1"), profile, engagement, score));
    }

    private static Map<Instant, Integer> everyHour(Profile profile, Engagement engagement) {
        var moves = new TreeMap<Instant, Integer>();
        int score = score(profile, engagement, NOW);
        Instant hour = NOW.truncatedTo(ChronoUnit.HOURS);
        for (int number = 1; number <= HOURS; number++) {
            hour = hour.plus(1, ChronoUnit.HOURS);
            int next = score(profile, engagement, hour);
            if (next != score) {
                moves.put(hour, next);
            }
            score = next;
        }
        return moves;
    }

    private static int score(Profile profile, Engagement engagement, Instant at) {
        return RULES.rank(
                        RULES.features(List.of(LeadFeatures.row(profile, engagement, at)))
                                .getFirst())
                .score();
    }

    private static Profile profile(SplittableRandom random) {
        return new Profile(
                NOW.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))),
                Map.of("Email: kind of address", random.nextBoolean() ? "company" : "free mail"));
    }

    private static Engagement engagement(SplittableRandom random) {
        var activities = new ArrayList<Activity>();
        int count = random.nextInt(30);
        for (int number = 0; number < count; number++) {
            Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(30 * 24 * 60)));
            activities.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Activity.of(ActivityKind.DEMO_REQUEST, at);
                        case 1 -> Activity.of(ActivityKind.UNSUBSCRIBE, at);
                        case 2 -> Activity.page(Topic.PRICES, at);
                        default -> Activity.page(Topic.NEWS, at);
                    });
        }
        return Engagement.of(activities);
    }
}
