package io.prox.learning.encoding;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The levels of a category that training saw often enough to say something of them.
final class FrequentLevels {
    /// Levels seen less often than this are pooled.
    static final int SELDOM = 8;

    private FrequentLevels() {}

    /// The most frequent first.
    ///
    /// @param counts training rows with each level
    static int[] of(int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(level -> counts[level] >= SELDOM)
                .boxed()
                .sorted(Comparator.comparingInt((Integer level) -> -counts[level]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
