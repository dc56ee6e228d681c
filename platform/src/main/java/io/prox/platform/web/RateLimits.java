package io.prox.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How much each API key may ask within a minute, of this process.
final class RateLimits {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final Clock clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /// @param most requests of a key within [#WINDOW]
    RateLimits(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /// Counts a request.
    ///
    /// @param key by identifier, of those that exist: there are never more windows than keys
    Standing count(String key) {
        Instant now = clock.instant();
        Window window =
                windows.compute(
                        key,
                        (id, before) ->
                                before == null || !now.isBefore(before.since().plus(WINDOW))
                                        ? new Window(now, 1)
                                        : new Window(before.since(), before.count() + 1));
        Duration left = Duration.between(now, window.since().plus(WINDOW));
        return new Standing(most, Math.max(0, most - window.count()), left, window.count() <= most);
    }

    private record Window(Instant since, int count) {}

    /// @param most requests within [#WINDOW]
    /// @param remaining of them
    /// @param left until they are counted anew
    /// @param mayPass whether this one was among them
    record Standing(int most, int remaining, Duration left, boolean mayPass) {
        long seconds() {
            return left.plusSeconds(1).minusNanos(1).toSeconds();
        }
    }
}
