package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.benchmarks.invented.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `check verdicts` in small.
@Tag("slow")
final class VerdictsCheckTest {
    private static final int ROWS = 400;

    @Test
    void seesNoSignalInShuffledOutcomes() throws Exception {
        String verdict = VerdictsCheck.ofShuffled(World.ALL.getFirst(), ROWS, 0);

        assertThat(verdict).isEqualTo("none");
    }

    @Test
    void seesTheSignalInTheirOwnOutcomes() throws Exception {
        String verdict = VerdictsCheck.ofTrue(World.ALL.getFirst(), ROWS);

        assertThat(verdict).isNotEqualTo("none");
    }
}
