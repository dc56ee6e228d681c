package io.prox.ingestion.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How much each of many may send in the long run: a bucket that fills evenly and holds what may
/// come at once. Who has taken more than there was waits until it is made up.
final class Quotas {
    /// Buckets beyond so many are let go of when they are full, which is as if they were not there.
    private static final int MANY = 10_000;

    private final double perSecond;
    private final double most;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /// @param perSecond in the long run
    /// @param most at once
    Quotas(int perSecond, int most, Clock clock) {
        this.perSecond = perSecond;
        this.most = most;
        this.clock = clock;
    }

    private record Bucket(double left, Instant at) {}

    /// @return how long one who has taken too much has to wait; zero for who may go on
    Duration pause(String who) {
        Bucket bucket = buckets.get(who);
        if (bucket == null) {
            return Duration.ZERO;
        }
        double left = now(bucket, clock.instant()).left();
        return left >= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(-left / perSecond * 1_000));
    }

    /// Counts what was taken, even if it was more than was left.
    void take(String who, int count) {
        Instant now = clock.instant();
        if (buckets.size() > MANY) {
            buckets.values().removeIf(bucket -> now(bucket, now).left() >= most);
        }
        buckets.compute(
                who,
                (id, before) -> {
                    Bucket bucket = before == null ? new Bucket(most, now) : now(before, now);
                    return new Bucket(bucket.left() - count, now);
                });
    }

    private Bucket now(Bucket bucket, Instant now) {
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
        return new Bucket(Math.min(most, bucket.left() + seconds * perSecond), now);
    }
}
