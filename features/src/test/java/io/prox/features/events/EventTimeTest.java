package io.prox.features.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.events.EventTime.Doubt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimeTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-30T12:00:00Z");

    /// However wrong the clock of a phone is: five minutes before it sent is five minutes before we
    /// received.
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT2H", "-PT2H", "P400D", "-P400D", "-P10000D"})
    void trustsWhatLiesBetweenTwoTimesOfOneClock(Duration wrong) {
        Instant sent = RECEIVED.plus(wrong);

        EventTime time =
                EventTime.of(
                        Optional.of(sent.minus(Duration.ofMinutes(5))),
                        Optional.of(sent),
                        RECEIVED);

        assertThat(time)
                .isEqualTo(new EventTime(RECEIVED.minus(Duration.ofMinutes(5)), Optional.empty()));
    }

    @Test
    void takesTheTimeThatIsSaidWhereNobodySaysWhenItWasSent() {
        Instant said = RECEIVED.minus(Duration.ofDays(3));

        assertThat(EventTime.of(Optional.of(said), Optional.empty(), RECEIVED).at())
                .isEqualTo(said);
    }

    @Test
    void isWhenItWasReceivedWhereNobodySays() {
        assertThat(EventTime.of(Optional.empty(), Optional.of(Instant.EPOCH), RECEIVED))
                .isEqualTo(new EventTime(RECEIVED, Optional.empty()));
    }

    @Test
    void neverLiesAhead() {
        Instant anHour = RECEIVED.plus(Duration.ofHours(1));
        Instant twoDays = RECEIVED.plus(Duration.ofDays(2));

        assertThat(EventTime.of(Optional.of(anHour), Optional.empty(), RECEIVED))
                .as("a clock may be a little ahead")
                .isEqualTo(new EventTime(RECEIVED, Optional.empty()));
        assertThat(EventTime.of(Optional.of(twoDays), Optional.empty(), RECEIVED))
                .isEqualTo(new EventTime(RECEIVED, Optional.of(Doubt.FUTURE)));
    }

    @Test
    void doubtsWhatIsOlderThanTheWeb() {
        Instant old = Instant.parse("1999-12-31T23:59:59Z");

        assertThat(EventTime.of(Optional.of(old), Optional.empty(), RECEIVED))
                .isEqualTo(new EventTime(old, Optional.of(Doubt.ANCIENT)));
    }

    @Test
    void bearsTimesThatNoDatabaseHolds() {
        for (Instant said : new Instant[] {Instant.MIN, Instant.MAX}) {
            for (Instant sent : new Instant[] {Instant.MIN, RECEIVED, Instant.MAX}) {
                Instant at = EventTime.of(Optional.of(said), Optional.of(sent), RECEIVED).at();

                assertThat(at).isBetween(Instant.EPOCH, RECEIVED);
            }
            assertThat(EventTime.of(Optional.of(said), Optional.empty(), RECEIVED).doubt())
                    .isPresent();
        }
    }
}
