package io.prox.scoring.history;

import io.prox.features.behaviour.Engagement;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;

/// What a lead did, by the hour in which that was learnt.
///
/// @param parts by the beginning of the hour, never changed after
public record Learnt(NavigableMap<Instant, Engagement> parts) {
    private static final Duration HOUR = Duration.ofHours(1);

    /// What was known at an instant, of hours that were over then: of a running hour it cannot be
    /// told what came first.
    Engagement at(Instant instant) {
        return parts.headMap(instant.minus(HOUR), true).values().stream()
                .reduce(Engagement.NONE, Engagement::plus);
    }
}
