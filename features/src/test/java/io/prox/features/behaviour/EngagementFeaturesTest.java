package io.prox.features.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.prox.tables.ColumnSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngagementFeaturesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    @Test
    void whoDidNothingHasCountsOfNothing() {
        SequencedMap<String, String> row = EngagementFeatures.row(Engagement.NONE, NOW);

        assertThat(row)
                .containsEntry("Activity: page views", "0")
                .containsEntry("Activity: recent, by the week", "0")
                .doesNotContainKey("Activity: hours since the last");
        assertThat(EngagementFeatures.names()).containsAll(row.keySet());
    }

    @Test
    void namesEveryCellOnce() {
        var random = new Random(1);
        var met = new TreeSet<String>();
        for (int round = 0; round < 50; round++) {
            met.addAll(
                    EngagementFeatures.row(
                                    Engagement.of(EngagementTest.activities(random, 40)), NOW)
                            .keySet());
        }

        assertThat(EngagementFeatures.names()).containsExactlyElementsOf(met);
    }

    /// A column that is learnt from has the names and kinds that a row has.
    @Test
    void everyCellIsReadByItsSchema() {
        var random = new Random(4);
        for (int round = 0; round < 50; round++) {
            SequencedMap<String, String> row =
                    EngagementFeatures.row(
                            Engagement.of(EngagementTest.activities(random, 40)), NOW);

            for (ColumnSchema schema : EngagementFeatures.schemas()) {
                String cell = row.getOrDefault(schema.name(), "");
                assertThat(EngagementFeatures.isOne(schema.name())).isTrue();
                assertThat(schema.format().parse(cell))
                        .matches(value -> cell.isEmpty() || value >= 0);
            }
        }
        assertThat(EngagementFeatures.schemas().stream().map(ColumnSchema::name))
                .containsExactlyElementsOf(EngagementFeatures.names());
    }

    @Test
    void leavingAPageTellsForHowLongItWasRead() {
        Engagement read =
                Engagement.of(
                        List.of(
                                Activity.page(Topic.PRICES, NOW),
                                new Activity(
                                        ActivityKind.PAGE_LEFT,
                                        NOW.plusSeconds(130),
                                        Optional.empty(),
                                        Optional.empty(),
                                        125,
                                        true)));

        assertThat(EngagementFeatures.row(read, NOW.plusSeconds(130)))
                .containsEntry("Activity: minutes on pages", "2")
                .containsEntry("Activity: pages read to the end", "1")
                .containsEntry("Activity: page views", "1")
                .containsEntry("Activity: recent, by the week", "1")
                .containsEntry("Activity: visits in 30 days", "1");
    }

    @Test
    void aCountHalvesWithinItsHalfLife() {
        Engagement once = Engagement.of(List.of(Activity.page(Topic.PRICES, NOW)));

        assertThat(recent(once, "recent page views", 0)).isEqualTo("1");
        assertThat(recent(once, "recent page views", 7)).isEqualTo("0.5");
        assertThat(recent(once, "recent page views", 14)).isEqualTo("0.25");
        assertThat(recent(once, "recent, by the day", 1)).isEqualTo("0.5");
        assertThat(recent(once, "recent pages: prices", 30)).isEqualTo("0.5");
        assertThat(recent(once, "recent page views", 700)).isEqualTo("0");
        assertThat(recent(once, "page views", 700)).isEqualTo("1");
    }

    private static String recent(Engagement engagement, String name, int daysLater) {
        return EngagementFeatures.row(engagement, NOW.plus(Duration.ofDays(daysLater)))
                .getOrDefault("Activity: " + name, "");
    }

    @Test
    void nothingChangesWithinAnHour() {
        Engagement engagement = Engagement.of(EngagementTest.activities(new Random(2), 40));
        Instant hour = Instant.parse("2026-03-05T11:00:00Z");

        assertThat(EngagementFeatures.row(engagement, hour.plusSeconds(3_599)))
                .isEqualTo(EngagementFeatures.row(engagement, hour));
        assertThat(EngagementFeatures.row(engagement, hour.plusSeconds(3_600)))
                .isNotEqualTo(EngagementFeatures.row(engagement, hour));
    }

    @Test
    void aVisitEndsWhenNothingHappensForHalfAnHour() {
        assertThat(visits(0, 5, 25, 45)).isEqualTo("1");
        assertThat(visits(0, 5, 50)).isEqualTo("2");
        assertThat(visits(0, 120, 240)).isEqualTo("3");
    }

    private static String visits(int... minutes) {
        Engagement engagement =
                Engagement.of(
                        IntStream.of(minutes)
                                .mapToObj(minute -> NOW.minus(Duration.ofMinutes(minute)))
                                .map(at -> Activity.page(Topic.NEWS, at))
                                .toList());
        return EngagementFeatures.row(engagement, NOW)
                .getOrDefault("Activity: visits in 30 days", "");
    }

    /// Beside counts that are made of the activities themselves.
    @Test
    void countsAsAPlainLoopOverTheActivitiesDoes() {
        var random = new Random(3);
        for (int round = 0; round < 300; round++) {
            List<Activity> activities = EngagementTest.activities(random, 40);

            SequencedMap<String, String> row =
                    EngagementFeatures.row(Engagement.of(activities), NOW);

            assertThat(row).doesNotContainKey("Activity: pages left");
            for (ActivityKind kind : ActivityKind.values()) {
                if (!kind.isDeed()) {
                    continue;
                }
                assertThat(row)
                        .containsEntry(
                                "Activity: " + kind.words(),
                                Long.toString(
                                        activities.stream()
                                                .filter(each -> each.kind() == kind)
                                                .count()));
            }
            assertThat(row)
                    .containsEntry(
                            "Activity: minutes on pages",
                            Integer.toString(
                                    activities.stream().mapToInt(Activity::seconds).sum() / 60));
            assertThat(Double.parseDouble(row.get("Activity: recent, by the month")))
                    .isCloseTo(recentByTheMonth(activities), offset(0.05));
        }
    }

    private static double recentByTheMonth(Collection<Activity> activities) {
        return activities.stream()
                .filter(activity -> activity.kind().isDeed())
                .mapToDouble(
                        activity ->
                                Math.pow(
                                        0.5,
                                        Duration.between(activity.at(), NOW).toHours() / 720.0))
                .sum();
    }
}
