package io.prox.learning;

import java.util.SplittableRandom;

/// Randomness that depends on what it is for and not on when it is drawn, so that work may run in
/// any order.
public final class Seeds {
    private Seeds() {}

    /// A generator for one purpose within a seeded whole.
    public static SplittableRandom of(long seed, long purpose) {
        return new SplittableRandom(mix(seed, purpose));
    }

    /// A seed for one purpose within a seeded whole.
    public static long mix(long seed, long purpose) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L + purpose;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
