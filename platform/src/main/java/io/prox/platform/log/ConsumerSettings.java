package io.prox.platform.log;

import java.time.Duration;

/// How a consumer reads.
///
/// @param name of the consumer, under which its offsets are kept; never to be changed
/// @param topic it reads
/// @param mostFacts in one transaction
/// @param longestPause between two tries while something does not answer
public record ConsumerSettings(String name, String topic, int mostFacts, Duration longestPause) {
    public ConsumerSettings {
        if (mostFacts < 1) {
            throw new IllegalArgumentException("most facts of a batch: " + mostFacts);
        }
    }

    public static ConsumerSettings of(String name, String topic) {
        return new ConsumerSettings(name, topic, 500, Duration.ofSeconds(10));
    }
}
