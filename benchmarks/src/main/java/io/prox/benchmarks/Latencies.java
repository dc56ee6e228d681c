package io.prox.benchmarks;

import java.util.Arrays;

/// How long each of some requests took. Owns its array.
final class Latencies {
    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    /// @param nanos of each request, at least one, in any order
    static Latencies of(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("latencies of no request");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /// The time within which a share of the requests was answered, in milliseconds: the smallest
    /// that was measured of which this is so.
    ///
    /// @param share above 0, up to 1
    double within(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1] / NANOS_OF_A_MILLISECOND;
    }
}
