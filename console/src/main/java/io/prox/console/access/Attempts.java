package io.prox.console.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Wrong passwords of late on one account, from one browser or from one address, and until when no
/// other is taken. Full, it is held for five minutes, then for ten, then for fifteen, and so on.
///
/// @param failures when, within [#WINDOW]
/// @param holds how often it was held without a rest of [#FORGOTTEN] between
/// @param changedAt when the last failure came
record Attempts(List<Instant> failures, int holds, Optional<Instant> heldUntil, Instant changedAt) {
    /// Failures are counted within this time. No hold is shorter: there are never more of them in
    /// any such time than the limit.
    static final Duration WINDOW = Duration.ofMinutes(5);

    static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

    /// After this time without a failure all is forgotten.
    static final Duration FORGOTTEN = Duration.ofHours(12);

    static final Attempts NONE = new Attempts(List.of(), 0, Optional.empty(), Instant.EPOCH);

    Attempts {
        failures = List.copyOf(failures);
    }

    /// How long no password is taken; empty if one is.
    Optional<Duration> held(Instant now) {
        return heldUntil.filter(now::isBefore).map(until -> Duration.between(now, until));
    }

    /// With one more failure.
    ///
    /// @param limit at which it is held
    Attempts failed(Instant now, int limit) {
        if (changedAt.plus(FORGOTTEN).isBefore(now) && !failures.isEmpty()) {
            return NONE.failed(now, limit);
        }
        var recent = new ArrayList<Instant>();
        failures.stream().filter(failure -> failure.plus(WINDOW).isAfter(now)).forEach(recent::add);
        recent.add(now);
        return recent.size() < limit
                ? new Attempts(recent, holds, heldUntil, now)
                : new Attempts(recent, holds + 1, Optional.of(now.plus(hold(holds))), now);
    }

    /// Without the failure that was counted before it was known to be none.
    Attempts withdrawn(Instant at) {
        var others = new ArrayList<>(failures);
        others.remove(at);
        boolean heldByIt =
                holds > 0
                        && heldUntil
                                .map(until -> until.equals(at.plus(hold(holds - 1))))
                                .orElse(false);
        return heldByIt
                ? new Attempts(others, holds - 1, Optional.empty(), changedAt)
                : new Attempts(others, holds, heldUntil, changedAt);
    }

    private static Duration hold(int holdsBefore) {
        Duration grown = WINDOW.multipliedBy(1L << Math.min(holdsBefore, 2));
        return grown.compareTo(LONGEST_HOLD) < 0 ? grown : LONGEST_HOLD;
    }
}
