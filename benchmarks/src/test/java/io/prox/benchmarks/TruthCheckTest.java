package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.benchmarks.TruthCheck.Measured;
import io.prox.benchmarks.invented.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `check truth` in small: one world, fewer rows, wider bounds.
@Tag("slow")
final class TruthCheckTest {
    @Test
    void comesNearTheTruthOfInventedLeads() throws Exception {
        Measured measured = TruthCheck.measure(World.ALL.getFirst(), 3_000);

        assertThat(measured.best()).isBetween(0.70, 0.85);
        assertThat(measured.shortOfBest()).isBetween(0.0, 0.03);
        assertThat(measured.plainBelow()).isGreaterThan(0.03);
        assertThat(measured.calibrationError()).isLessThan(0.03);
        assertThat(measured.covered()).isBetween(0.82, 0.98);
        assertThat(measured.width()).isBetween(0.15, 0.50);
    }
}
