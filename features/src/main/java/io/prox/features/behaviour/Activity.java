package io.prox.features.behaviour;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Something that a lead did, in values that identify nobody.
///
/// @param at when it happened, never after it was known
/// @param topic of a page; empty for anything else
/// @param touch the way by which it came about, where it began a visit or came by a campaign
/// @param seconds for how long a page was looked at, 0 where nobody measured; at most
///   [#MOST_SECONDS] count
/// @param readToEnd whether a page was scrolled through to its last quarter
public record Activity(
        ActivityKind kind,
        Instant at,
        Optional<Topic> topic,
        Optional<Touch> touch,
        int seconds,
        boolean readToEnd) {
    /// Of one page: whoever leaves it open does not read it for a day.
    public static final int MOST_SECONDS = 1_800;

    public Activity {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(topic, "topic");
        requireNonNull(touch, "touch");
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds are negative: " + seconds);
        }
        seconds = Math.min(seconds, MOST_SECONDS);
    }

    /// An activity of which nothing more is known.
    public static Activity of(ActivityKind kind, Instant at) {
        return new Activity(kind, at, Optional.empty(), Optional.empty(), 0, false);
    }

    /// A page view.
    public static Activity page(Topic topic, Instant at) {
        return new Activity(
                ActivityKind.PAGE_VIEW, at, Optional.of(topic), Optional.empty(), 0, false);
    }
}
