package io.prox.scoring.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prox.contracts.LeadId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.history.Snapshot.Label;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final Instant CREATED = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(90);
    private static final Instant LONG_AFTER = CREATED.plus(Duration.ofDays(400));

    @Test
    void theFirstIsTheCreation() {
        List<Snapshot> snapshots = snapshots(LONG_AFTER, 1, true).of(past(open()));

        assertThat(snapshots).hasSize(1);
        assertThat(snapshots.getFirst().at()).isEqualTo(CREATED);
        assertThat(snapshots.getFirst().label()).isEqualTo(Label.NOT_CONVERTED);
        assertThat(snapshots.getFirst().row()).containsEntry(LeadFeatures.AGE, "0");
    }

    @Test
    void anOutcomeCountsWithinTheHorizonAfterTheSnapshot() {
        assertThat(first(LONG_AFTER, true, won(90)).label()).isEqualTo(Label.CONVERTED);
        assertThat(first(LONG_AFTER, true, won(91)).label()).isEqualTo(Label.NOT_CONVERTED);
        assertThat(first(LONG_AFTER, true, lost(5)).label()).isEqualTo(Label.NOT_CONVERTED);
        assertThat(first(LONG_AFTER, true, won(0)).label()).isEqualTo(Label.CONVERTED);
    }

    @Test
    void aYoungLeadWithoutAnOutcomeIsOpen() {
        Instant soon = CREATED.plus(Duration.ofDays(89));

        assertThat(first(soon, true, open()).label()).isEqualTo(Label.OPEN);
        assertThat(first(CREATED.plus(HORIZON), true, open()).label())
                .isEqualTo(Label.NOT_CONVERTED);
    }

    @Test
    void anOutcomeThatCameBeforeItsHorizonWaitsForIt() {
        Instant soon = CREATED.plus(Duration.ofDays(30));

        assertThat(snapshots(soon, 3, true).of(past(won(10)))).isEmpty();
        assertThat(first(soon, false, won(10)).label()).isEqualTo(Label.CONVERTED);
        assertThat(first(soon, false, lost(10)).label()).isEqualTo(Label.NOT_CONVERTED);
    }

    @Test
    void holdsWhatWasKnownThenAndNoLater() {
        var past =
                new LeadPast(
                        new LeadId("lead_1"),
                        List.of(
                                version(1, 0, "Stage", "new"),
                                version(2, 20, "Stage", "proposal"),
                                version(3, 95, "Stage", "won")),
                        won(95),
                        Optional.empty());

        for (Snapshot snapshot : snapshots(LONG_AFTER, 20, true).of(past)) {
            long days = Duration.between(CREATED, snapshot.at()).toDays();
            assertThat(snapshot.row()).containsEntry("Stage", days < 20 ? "new" : "proposal");
            assertThat(snapshot.label())
                    .isEqualTo(days < 5 ? Label.NOT_CONVERTED : Label.CONVERTED);
        }
    }

    @Test
    void knowsNothingThatWasSaidLaterOfAnEarlierTime() {
        var past =
                new LeadPast(
                        new LeadId("lead_1"),
                        List.of(version(1, 10, "Budget", "low"), version(2, 4, "Budget", "high")),
                        open(),
                        Optional.empty());

        assertThat(past.at(CREATED.plus(Duration.ofDays(5))).revision()).isEqualTo(2);
        assertThat(past.at(CREATED.plus(Duration.ofDays(11))).revision()).isEqualTo(1);
        assertThat(past.at(CREATED).revision()).isEqualTo(1);
    }

    /// The reason for ages that do not look at the outcome: of those still open at an age, the
    /// share labelled converted is the share that does convert.
    @Test
    void keepsTheShareOfConversionsAtEveryAge() {
        var random = new SplittableRandom(7);
        int[] converted = new int[3];
        int[] all = new int[3];
        double[] truth = new double[3];
        for (int lead = 0; lead < 20_000; lead++) {
            boolean wins = random.nextInt(4) == 0;
            Duration wait = Duration.ofSeconds(random.nextLong(60 * 86_400L));
            Optional<Ending> ending =
                    wins ? Optional.of(new Ending(true, CREATED.plus(wait))) : Optional.empty();
            for (Snapshot snapshot :
                    snapshots(LONG_AFTER, 2, true).of(past("lead_" + lead, ending))) {
                long days = Duration.between(CREATED, snapshot.at()).toDays();
                if (snapshot.at().equals(CREATED) || days >= 60) {
                    continue;
                }
                int third = (int) days / 20;
                all[third]++;
                converted[third] += snapshot.label() == Label.CONVERTED ? 1 : 0;
                double left = 0.25 * (1 - days / 60.0);
                truth[third] += left / (left + 0.75);
            }
        }
        for (int third = 0; third < 3; third++) {
            assertThat((double) converted[third] / all[third])
                    .isCloseTo(truth[third] / all[third], within(0.03));
        }
    }

    @Test
    void theSameSeedGivesTheSameInstants() {
        assertThat(snapshots(LONG_AFTER, 5, true).of(past(open())))
                .isEqualTo(snapshots(LONG_AFTER, 5, true).of(past(open())));
        assertThat(
                        IntStream.range(0, 50)
                                .mapToObj(lead -> past("lead_" + lead, open()))
                                .map(past -> snapshots(LONG_AFTER, 2, true).of(past).getLast().at())
                                .distinct())
                .hasSize(50);
    }

    private static Snapshot first(Instant now, boolean matureOnly, Optional<Ending> ending) {
        return snapshots(now, 1, matureOnly).of(past(ending)).getFirst();
    }

    private static Snapshots snapshots(Instant now, int perLead, boolean matureOnly) {
        return new Snapshots(now, HORIZON, perLead, matureOnly, 1);
    }

    private static LeadPast past(Optional<Ending> ending) {
        return past("lead_1", ending);
    }

    private static LeadPast past(String lead, Optional<Ending> ending) {
        return new LeadPast(
                new LeadId(lead),
                List.of(version(1, 0, "Country", "Germany")),
                ending,
                Optional.empty());
    }

    private static LeadVersion version(long revision, int days, String name, String value) {
        return new LeadVersion(
                new LeadId("lead_1"),
                revision,
                0,
                LONG_AFTER,
                CREATED.plus(Duration.ofDays(days)),
                new Profile(CREATED, Map.of(name, value)));
    }

    private static Optional<Ending> open() {
        return Optional.empty();
    }

    private static Optional<Ending> won(int days) {
        return Optional.of(new Ending(true, CREATED.plus(Duration.ofDays(days))));
    }

    private static Optional<Ending> lost(int days) {
        return Optional.of(new Ending(false, CREATED.plus(Duration.ofDays(days))));
    }
}
