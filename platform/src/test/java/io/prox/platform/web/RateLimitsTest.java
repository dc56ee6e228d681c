package io.prox.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.platform.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final RateLimits limits = new RateLimits(3, clock);

    @Test
    void countsEachKeyForItself() {
        assertThat(limits.count("key_1").remaining()).isEqualTo(2);
        assertThat(limits.count("key_1").remaining()).isEqualTo(1);
        assertThat(limits.count("key_2").remaining()).isEqualTo(2);
    }

    @Test
    void letsNoMoreThroughUntilTheMinuteIsOver() {
        for (int request = 0; request < 3; request++) {
            assertThat(limits.count("key_1").mayPass()).isTrue();
            clock.advance(Duration.ofSeconds(10));
        }

        RateLimits.Standing standing = limits.count("key_1");
        assertThat(standing.mayPass()).isFalse();
        assertThat(standing.remaining()).isZero();
        assertThat(standing.seconds()).isEqualTo(30);
        clock.advance(standing.left());

        assertThat(limits.count("key_1").mayPass()).isTrue();
    }
}
