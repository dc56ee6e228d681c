package io.prox.features.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngagementTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    @Test
    void anyOrderInAnyPartsGivesTheSameBytes() {
        var random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            List<Activity> activities = activities(random, random.nextInt(40));
            byte[] whole = Engagement.of(activities).encoded();

            Collections.shuffle(activities, random);
            Engagement folded = Engagement.NONE;
            for (List<Activity> part : parts(activities, random)) {
                folded =
                        random.nextBoolean()
                                ? folded.plus(Engagement.of(part))
                                : Engagement.of(part).plus(folded);
            }

            assertThat(folded.encoded()).as("round %d", round).isEqualTo(whole);
        }
    }

    @Test
    void comesBackFromItsBytes() {
        var random = new Random(2);
        for (int round = 0; round < 200; round++) {
            Engagement engagement = Engagement.of(activities(random, random.nextInt(40)));

            Engagement back = Engagement.decoded(engagement.encoded());

            assertThat(back).isEqualTo(engagement).hasSameHashCodeAs(engagement);
        }
    }

    @Test
    void refusesBytesThatAreNone() {
        byte[] encoded = Engagement.of(activities(new Random(3), 20)).encoded();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatIllegalArgumentException()
                    .as("%d bytes", length)
                    .isThrownBy(() -> Engagement.decoded(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Engagement.decoded(Arrays.copyOf(encoded, encoded.length + 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Engagement.decoded(new byte[] {9, 0, 0}));
    }

    @Test
    void keepsTenMinutesThenDaysThenOneSum() {
        Engagement engagement =
                Engagement.of(
                        Stream.of(0, 34, 35, 399, 400, 2_000)
                                .map(days -> NOW.minus(Duration.ofDays(days)))
                                .map(at -> Activity.of(ActivityKind.FORM, at))
                                .toList());

        assertThat(buckets(engagement.slots())).hasSize(2);
        assertThat(buckets(engagement.days())).hasSize(2);
        assertThat(buckets(engagement.before())).containsExactly(0L);
    }

    /// Somebody, or something, that is busy every ten minutes for three years.
    @Test
    void isBoundedWhateverHappens() {
        Engagement engagement = Engagement.NONE;
        for (int day = 0; day < 1_100; day++) {
            Instant start = NOW.plus(Duration.ofDays(day));
            engagement =
                    engagement.plus(
                            Engagement.of(
                                    IntStream.range(0, 144)
                                            .mapToObj(slot -> start.plusSeconds(600L * slot))
                                            .map(at -> Activity.page(Topic.PRICES, at))
                                            .toList()));
        }

        assertThat(engagement.encoded()).hasSizeLessThan(40_000);
        assertThat(EngagementFeatures.row(engagement, NOW.plus(Duration.ofDays(1_100))))
                .containsEntry("Activity: page views", Integer.toString(1_100 * 144));
    }

    @Test
    void remembersTheFirstAndTheLastWayOfComing() {
        Engagement engagement =
                Engagement.of(List.of(touched(Touch.MAIL, 5), Activity.of(ActivityKind.FORM, NOW)))
                        .plus(Engagement.of(List.of(touched(Touch.PAID_SEARCH, 9))))
                        .plus(Engagement.of(List.of(touched(Touch.SOCIAL, 7))));

        assertThat(engagement.firstTouch()).contains(Touch.PAID_SEARCH);
        assertThat(engagement.lastTouch()).contains(Touch.MAIL);
        assertThat(engagement.first()).contains(NOW.minus(Duration.ofDays(9)));
        assertThat(engagement.last()).contains(NOW);
    }

    private static Activity touched(Touch touch, int daysAgo) {
        return new Activity(
                ActivityKind.PAGE_VIEW,
                NOW.minus(Duration.ofDays(daysAgo)),
                Optional.of(Topic.FRONT),
                Optional.of(touch),
                10,
                false);
    }

    private static List<Long> buckets(Counts counts) {
        var buckets = new ArrayList<Long>();
        counts.forEach((bucket, code, count) -> buckets.add(bucket));
        return buckets;
    }

    private static List<List<Activity>> parts(List<Activity> activities, Random random) {
        var parts = new ArrayList<List<Activity>>();
        int from = 0;
        while (from < activities.size()) {
            int to = Math.min(activities.size(), from + 1 + random.nextInt(5));
            parts.add(activities.subList(from, to));
            from = to;
        }
        return parts;
    }

    /// Mostly of the last weeks, some around the bounds between buckets, some very old.
    static List<Activity> activities(Random random, int count) {
        var activities = new ArrayList<Activity>();
        for (int number = 0; number < count; number++) {
            int days =
                    switch (random.nextInt(4)) {
                        case 0 -> 33 + random.nextInt(4);
                        case 1 -> 398 + random.nextInt(4);
                        case 2 -> random.nextInt(900);
                        default -> random.nextInt(5);
                    };
            activities.add(activity(random, NOW.minus(Duration.ofDays(days))));
        }
        return activities;
    }

    private static Activity activity(Random random, Instant day) {
        ActivityKind[] kinds = ActivityKind.values();
        Topic[] topics = Topic.values();
        Touch[] touches = Touch.values();
        return new Activity(
                kinds[random.nextInt(kinds.length)],
                day.minusSeconds(random.nextInt(86_400)),
                random.nextBoolean()
                        ? Optional.of(topics[random.nextInt(topics.length)])
                        : Optional.empty(),
                random.nextInt(3) == 0
                        ? Optional.of(touches[random.nextInt(touches.length)])
                        : Optional.empty(),
                random.nextInt(4_000),
                random.nextBoolean());
    }
}
