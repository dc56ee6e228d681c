package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.benchmarks.LeaksCheck.Search;
import io.prox.benchmarks.invented.PlantedLeaks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `check leaks` in small: two seeds.
@Tag("slow")
final class LeaksCheckTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void findsPlantedLeaksAndLittleElse(long seed) throws Exception {
        PlantedLeaks planted = PlantedLeaks.generate(LeaksCheck.ROWS, seed);

        Search search = LeaksCheck.inspect(planted, seed);

        assertThat(planted.leaks()).hasSize(20);
        assertThat(search.missed()).isEmpty();
        assertThat(search.falseAlarms()).hasSizeLessThanOrEqualTo(1);
    }
}
