package io.prox.benchmarks.invented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KnownTruthTest {
    static List<World> worlds() {
        return World.ALL;
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void convertsAtTheRateOfItsWorld(World world) {
        KnownTruth leads = KnownTruth.generate(world, 20_000, 3);

        assertThat(IntStream.range(0, leads.rows()).filter(leads::converted).count() / 20_000.0)
                .isCloseTo(world.rate(), within(0.015));
        assertThat(leads.bestRocAuc()).isBetween(0.70, 0.85);
    }

    @Test
    void givesTheSameLeadsForTheSameDraw(@TempDir Path folder) throws IOException {
        KnownTruth.generate(World.ALL.getFirst(), 50, 3).write(folder.resolve("a.csv"));
        KnownTruth.generate(World.ALL.getFirst(), 50, 3).write(folder.resolve("b.csv"));
        KnownTruth.generate(World.ALL.getFirst(), 50, 4).write(folder.resolve("c.csv"));

        assertThat(folder.resolve("a.csv")).hasSameBinaryContentAs(folder.resolve("b.csv"));
        assertThat(Files.readString(folder.resolve("c.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("a.csv")));
    }

    @Test
    void hasThirtyColumnsAndAnOutcome(@TempDir Path folder) throws IOException {
        KnownTruth leads = KnownTruth.generate(World.ALL.getFirst(), 10, 3);

        leads.write(folder.resolve("known.csv"));
        leads.writeOpen(folder.resolve("open.csv"));

        assertThat(Files.readAllLines(folder.resolve("known.csv")))
                .hasSize(11)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(31));
        assertThat(Files.readAllLines(folder.resolve("open.csv")))
                .hasSize(11)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(30))
                .first()
                .asString()
                .doesNotContain(KnownTruth.TARGET);
    }

    @Test
    void expectsWhatManyOutcomesGiveOnAverage() {
        double[] probability = {0.1, 0.4, 0.4, 0.8, 0.5};
        double[] scores = {0.2, 0.3, 0.1, 0.9, 0.3};
        SplittableRandom random = new SplittableRandom(5);
        double right = 0;
        double pairs = 0;
        for (int repetition = 0; repetition < 200_000; repetition++) {
            boolean[] converted = new boolean[probability.length];
            for (int row = 0; row < converted.length; row++) {
                converted[row] = random.nextDouble() < probability[row];
            }
            for (int buyer = 0; buyer < converted.length; buyer++) {
                for (int other = 0; other < converted.length; other++) {
                    if (converted[buyer] && !converted[other]) {
                        pairs++;
                        right +=
                                scores[buyer] > scores[other]
                                        ? 1
                                        : scores[buyer] == scores[other] ? 0.5 : 0;
                    }
                }
            }
        }

        assertThat(ExpectedRanking.rocAuc(scores, probability))
                .isCloseTo(right / pairs, within(0.005));
    }
}
