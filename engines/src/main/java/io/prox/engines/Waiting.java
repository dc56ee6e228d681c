package io.prox.engines;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what another process does and does not announce.
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /// Asks again and again, about fifty times a second.
    ///
    /// @return whether the condition came true within the limit
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }
}
