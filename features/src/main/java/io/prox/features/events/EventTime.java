package io.prox.features.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When something happened, by the clock of who received it.
///
/// A device tells when something happened and when it sent the news, both by its own clock, which
/// may be wrong by years. What lies between the two is right: it is taken off from when the news
/// was received (Segment, "Spec: Common Fields", on `sentAt`).
///
/// @param at never after it was received, in whole milliseconds
/// @param doubt why the time is not to be believed
public record EventTime(Instant at, Optional<Doubt> doubt) {
    /// What a clock may be ahead of ours without a doubt.
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final Instant MILLENNIUM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// A reason not to believe a time. What is told is kept with it.
    public enum Doubt {
        /// It would lie more than a day ahead; the instant is when it was received.
        FUTURE,
        /// It would lie before the year 2000.
        ANCIENT,
        /// What was said is no time; the instant is when it was received.
        UNREADABLE
    }

    public EventTime {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Of what was told with something that is no time.
    static EventTime unreadable(Instant receivedAt) {
        return new EventTime(receivedAt, Optional.of(Doubt.UNREADABLE));
    }

    /// @param said when it happened, by the sender's clock; empty where nobody said
    /// @param sentAt when the news of it was sent, by the same clock; empty where nobody said
    /// @param receivedAt by ours
    public static EventTime of(
            Optional<Instant> said, Optional<Instant> sentAt, Instant receivedAt) {
        Instant byUs =
                said.map(EventTime::bounded)
                        .map(
                                then ->
                                        sentAt.map(EventTime::bounded)
                                                .map(sent -> Duration.between(then, sent))
                                                .map(receivedAt::minus)
                                                .orElse(then))
                        .orElse(receivedAt);
        if (byUs.isAfter(receivedAt)) {
            return new EventTime(
                    receivedAt,
                    byUs.isAfter(receivedAt.plus(AHEAD))
                            ? Optional.of(Doubt.FUTURE)
                            : Optional.empty());
        }
        return new EventTime(
                bounded(byUs),
                byUs.isBefore(MILLENNIUM) ? Optional.of(Doubt.ANCIENT) : Optional.empty());
    }

    /// Between 1970 and 2200, so that two of them can be compared and any database holds it.
    private static Instant bounded(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }
}
