package io.prox.console.work.overview;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Folded;
import io.prox.console.work.TestConsole;
import io.prox.console.work.folding.ScoreFolding;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is told of the days before.
class TrendsTest {
    private static final String ACME = "acme.example";
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock(MONDAY);
    private final Trends trends = new Trends(TestConsole.database(), clock);
    private WorkspaceId workspace;
    private int entries;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
    }

    @Test
    void tellsTheBestScoreAtTheEndOfEachDay() {
        Folded.leads(
                lead(workspace, "1").company(ACME).changed(),
                lead(workspace, "2").company(ACME).changed(),
                lead(workspace, "3").company("beta.example").changed());
        scored("1", 40, day(0, 9));
        scored("1", 90, day(0, 12));
        scored("1", 50, day(0, 23));
        scored("2", 70, day(2, 1));
        scored("1", 60, day(3, 1));
        scored("3", 99, day(3, 2));
        scored("2", 20, day(4, 0));

        assertThat(of(ACME, day(5, 8))).isEqualTo("2:50 3:50 4:70 5:70 6:60 7:60");
        assertThat(of("beta.example", day(5, 8))).isEqualTo("5:99 6:99 7:99");
        assertThat(of("nobody.example", day(5, 8))).isEmpty();
    }

    @Test
    void tellsOfAsManyDaysAsAreKeptAndOfWhatWasKnownBefore() {
        Folded.leads(lead(workspace, "1").company(ACME).changed());
        scored("1", 10, day(-20, 3));
        scored("1", 30, day(-3, 3));
        scored("1", 80, day(0, 20));

        assertThat(of(ACME, day(0, 21)))
                .isEqualTo(
                        "17:10 18:10 19:10 20:10 21:10 22:10 23:10 24:10 25:10 26:10 27:30 28:30 1:30 2:80");
    }

    @Test
    void comparesNothingButScoresOfTheModelThatIsShown() {
        Folded.leads(lead(workspace, "1").company(ACME).changed());
        scored("1", 10, day(0, 9));
        Folded.scores(
                score(workspace, "1", "a", 70).entry(++entries).at(day(2, 9)).changed(),
                promoted(workspace, "a", 1, day(2, 10)));

        assertThat(of(ACME, day(3, 8))).isEqualTo("4:70 5:70");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsWhatIsToldOfInWhateverOrderScoresCome(long seed) {
        var chance = new Random(seed);
        Folded.leads(lead(workspace, "1").company(ACME).changed());
        Instant last = day(0, 20);
        var facts = new ArrayList<ScoreFact>();
        int[] lastOfDay = new int[ScoreFolding.DAYS];
        for (int hour = 24 * 25; hour >= 0; hour -= 1 + chance.nextInt(9)) {
            int value = chance.nextInt(101);
            Instant at = last.minus(HOUR.multipliedBy(hour));
            facts.add(score(workspace, "1", "rules", value).entry(++entries).at(at).changed());
            int age = (int) (date(last).toEpochDay() - date(at).toEpochDay());
            for (int day = 0; day < ScoreFolding.DAYS && day <= age; day++) {
                lastOfDay[ScoreFolding.DAYS - 1 - day] = value;
            }
        }
        var messy = new ArrayList<>(facts);
        messy.addAll(facts.subList(0, facts.size() / 2));
        Collections.shuffle(messy, chance);
        messy.forEach(Folded::scores);

        List<Integer> expected = Arrays.stream(lastOfDay).boxed().toList();
        assertThat(points(ACME, last)).extracting(Account.Point::best).isEqualTo(expected);
        assertThat(kept()).isLessThan(ScoreFolding.DAYS + 26);
    }

    private long kept() {
        return TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM console.earlier_score")
                                        .query((row, number) -> row.getLong(1))
                                        .single());
    }

    private void scored(String lead, int value, Instant at) {
        Folded.scores(score(workspace, lead, "rules", value).entry(++entries).at(at).changed());
    }

    private String of(String company, Instant now) {
        return points(company, now).stream()
                .map(point -> point.day().getDayOfMonth() + ":" + point.best())
                .collect(Collectors.joining(" "));
    }

    private List<Account.Point> points(String company, Instant now) {
        clock.advance(Duration.between(clock.instant(), now));
        return TestConsole.database()
                .within(workspace, () -> trends.of(workspace, List.of(company)))
                .getOrDefault(company, List.of());
    }

    /// An hour (UTC) of a day, counted from that Monday, which is the second of March.
    private static Instant day(int number, int hour) {
        return MONDAY.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(number))
                .plus(HOUR.multipliedBy(hour));
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
