package io.prox.console.work.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void isNotSeenInLeadsThatAreAsTheModelKnowsThem() {
        assertThat(Drift.index(Collections.nCopies(10, 50L))).isZero();
        assertThat(Drift.isSeenIn(Collections.nCopies(10, 50L))).isFalse();
        // those of the demo company's last month
        assertThat(
                        Drift.isSeenIn(
                                List.of(75L, 101L, 113L, 121L, 119L, 123L, 118L, 168L, 137L, 176L)))
                .isFalse();
    }

    @Test
    void isTheSumOverTheTenths() {
        // five tenths with 15 % and five with 5 %: 5 (0.05 ln 1.5) + 5 (-0.05 ln 0.5)
        assertThat(Drift.index(List.of(30L, 30L, 30L, 30L, 30L, 10L, 10L, 10L, 10L, 10L)))
                .isCloseTo(0.25 * Math.log(3), within(1e-12));
    }

    @Test
    void isSeenWhereMostAreAtOneEnd() {
        assertThat(Drift.isSeenIn(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 200L))).isTrue();
        assertThat(Drift.isSeenIn(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 199L)))
                .as("of too few")
                .isFalse();
    }
}
