package io.prox.learning.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Leads;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final int ROWS = 400;

    private final Leads leads = Leads.of(ROWS, 1).converting((_, _) -> -0.5);

    @Test
    void crossedHoldBackEachRowEquallyOften() {
        List<Split> splits =
                Splits.crossed(leads.rows(), leads.labels(), leads.strangers(), 0).choosing();

        int[] held = new int[ROWS];
        for (Split split : splits) {
            Arrays.stream(split.valid()).forEach(row -> held[row]++);
            assertThat(split.train().length + split.valid().length).isEqualTo(ROWS);
            assertThat(split.train()).doesNotContain(split.valid());
        }
        assertThat(held).containsOnly(held[0]);
        assertThat(held[0]).isPositive();
    }

    @Test
    void crossedKeepOnePersonTogether() {
        int[] persons = IntStream.range(0, ROWS).map(row -> row / 3).toArray();

        for (Split split : Splits.crossed(leads.rows(), leads.labels(), persons, 0).choosing()) {
            assertThat(persons(split.train(), persons))
                    .doesNotContainAnyElementsOf(persons(split.valid(), persons));
        }
    }

    @Test
    void forwardNeverLearnFromLaterRowsThanTheyAreJudgedBy() {
        int[] inTime = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();

        Splits splits = Splits.forward(inTime, leads.labels(), leads.strangers(), 0);

        for (Split split : splits.choosing()) {
            int latestLearnt = Arrays.stream(split.train()).min().orElseThrow();
            int earliestJudged = Arrays.stream(split.valid()).max().orElseThrow();
            assertThat(latestLearnt).as("rows count down in time").isGreaterThan(earliestJudged);
        }
        assertThat(
                        splits.choosing().stream()
                                .flatMapToInt(split -> Arrays.stream(split.valid()))
                                .toArray())
                .containsExactly(Arrays.copyOfRange(inTime, ROWS / 2, ROWS));
    }

    @Test
    void forwardGiveEachMemberAllButAFifth() {
        List<int[]> members =
                Splits.forward(leads.rows(), leads.labels(), leads.strangers(), 0).furtherSets();

        assertThat(members).hasSize(5);
        assertThat(members).allSatisfy(rows -> assertThat(rows.length).isBetween(318, 322));
    }

    private static Set<Integer> persons(int[] rows, int[] persons) {
        return Arrays.stream(rows)
                .mapToObj(row -> persons[row])
                .collect(Collectors.toCollection(HashSet::new));
    }
}
