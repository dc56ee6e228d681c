package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.benchmarks.invented.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `check verdicts` in small.
final class VerdictsCheckTest {
    private static final int ROWS = 400;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void seesNoSignalInShuffledOutcomes(long seed) throws Exception {
        String verdict = VerdictsCheck.ofShuffled(World.ALL.getFirst(), ROWS, seed);

        assertThat(verdict).isEqualTo("none");
    }

    @Test
    void seesTheSignalInTheirOwnOutcomes() throws Exception {
        String verdict = VerdictsCheck.ofTrue(World.ALL.getFirst(), ROWS);

        assertThat(verdict).isNotEqualTo("none");
    }
}
