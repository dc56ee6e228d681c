package io.prox.benchmarks.invented;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlantedLeaksTest {
    @Test
    void mixesTwentyLeaksIntoHonestColumnsThatSayAboutAsMuchAsTheyShould() {
        PlantedLeaks planted = PlantedLeaks.generate(4_000, 1);

        assertThat(planted.leaks().values()).containsExactlyInAnyOrder(Leak.values());
        assertThat(planted.bestRocAuc()).isBetween(0.72, 0.79);
    }
}
