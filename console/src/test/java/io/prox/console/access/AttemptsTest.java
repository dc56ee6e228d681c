package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final int LIMIT = 5;

    @Test
    void isHeldAtTheLimit() {
        Attempts four = failed(Attempts.NONE, NINE, 4);

        assertThat(four.held(NINE)).isEmpty();
        assertThat(four.failed(NINE, LIMIT).held(NINE)).contains(Duration.ofMinutes(5));
    }

    @Test
    void holdsLongerEachTimeButNotForever() {
        var holds = new ArrayList<Duration>();
        Attempts attempts = Attempts.NONE;
        Instant now = NINE;
        for (int round = 0; round < 4; round++) {
            attempts = failed(attempts, now, LIMIT);
            Duration held = attempts.held(now).orElseThrow();
            holds.add(held);
            now = now.plus(held);
            assertThat(attempts.held(now)).isEmpty();
        }

        assertThat(holds)
                .containsExactly(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));
    }

    @Test
    void forgetsAfterALongRest() {
        Attempts held = failed(failed(Attempts.NONE, NINE, LIMIT), NINE, 1);
        Instant later = NINE.plus(Attempts.FORGOTTEN).plusSeconds(1);

        Attempts again = failed(held, later, LIMIT);

        assertThat(again.held(later)).contains(Duration.ofMinutes(5));
    }

    @Test
    void takesBackAHoldWithTheFailureThatBroughtIt() {
        Attempts four = failed(Attempts.NONE, NINE, 4);

        Attempts back = four.failed(NINE.plusSeconds(1), LIMIT).withdrawn(NINE.plusSeconds(1));

        assertThat(back.held(NINE.plusSeconds(1))).isEmpty();
        assertThat(back.failures()).hasSize(4);
        assertThat(back.holds()).isZero();
    }

    @Test
    void keepsAHoldThatAnotherFailureBrought() {
        Attempts held = failed(Attempts.NONE, NINE, LIMIT);

        assertThat(held.withdrawn(NINE.minusSeconds(1)).held(NINE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void letsNoMoreThanTheLimitThroughInAnyWindow(long seed) {
        var random = new Random(seed);
        var failures = new ArrayList<Instant>();
        Attempts attempts = Attempts.NONE;
        Instant now = NINE;
        for (int attempt = 0; attempt < 2_000; attempt++) {
            now = now.plusSeconds(random.nextInt(90));
            if (attempts.held(now).isEmpty()) {
                attempts = attempts.failed(now, LIMIT);
                failures.add(now);
            }
        }

        assertThat(failures).hasSizeGreaterThan(50);
        for (Instant from : failures) {
            assertThat(within(from, failures)).isLessThanOrEqualTo(LIMIT);
        }
    }

    private static long within(Instant from, List<Instant> failures) {
        return failures.stream()
                .filter(failure -> !failure.isBefore(from))
                .filter(failure -> failure.isBefore(from.plus(Attempts.WINDOW)))
                .count();
    }

    private static Attempts failed(Attempts attempts, Instant now, int times) {
        Attempts after = attempts;
        for (int time = 0; time < times; time++) {
            after = after.failed(now, LIMIT);
        }
        return after;
    }
}
