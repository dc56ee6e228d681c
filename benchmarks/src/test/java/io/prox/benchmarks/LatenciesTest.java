package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void saysWithinWhichTimeAShareWasAnswered() {
        var latencies =
                Latencies.of(
                        LongStream.rangeClosed(1, 200)
                                .map(i -> 201 - i)
                                .map(ms -> ms * 1_000_000)
                                .toArray());

        assertThat(latencies.within(0.5)).isEqualTo(100);
        assertThat(latencies.within(0.99)).isEqualTo(198);
        assertThat(latencies.within(1)).isEqualTo(200);
    }

    @Test
    void isItsOwnWhereThereIsOnlyOne() {
        assertThat(Latencies.of(1_500_000).within(0.99)).isEqualTo(1.5);
    }

    @Test
    void cannotBeOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(Latencies::of);
    }
}
