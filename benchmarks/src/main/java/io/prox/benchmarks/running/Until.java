package io.prox.benchmarks.running;

import java.time.Duration;

/// Waits for a condition.
public final class Until {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Until() {}

    /// Something that may not be so yet.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /// Returns when the condition holds.
    ///
    /// @param what is waited for: `all leads have a score`
    /// @throws IllegalStateException if it does not hold in time
    public static void holds(String what, Duration limit, Condition condition)
            throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException("not within %s: %s".formatted(limit, what));
            }
            Thread.sleep(LOOK);
        }
    }
}
