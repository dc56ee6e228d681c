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
        List<Split> splits = Splits.crossed(leads.rows(), leads.labels(), leads.strangers(), 0);

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

        for (Split split : Splits.crossed(leads.rows(), leads.labels(), persons, 0)) {
            assertThat(persons(split.train(), persons))
                    .doesNotContainAnyElementsOf(persons(split.valid(), persons));
        }
    }

    @Test
    void forwardNeverLearnFromLaterRowsThanTheyAreJudgedBy() {
        int[] inTime = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();

        List<Split> splits = Splits.forward(inTime, leads.labels());

        for (Split split : splits) {
            int latestLearnt = Arrays.stream(split.train()).min().orElseThrow();
            int earliestJudged = Arrays.stream(split.valid()).max().orElseThrow();
            assertThat(latestLearnt).as("rows count down in time").isGreaterThan(earliestJudged);
        }
        assertThat(splits.stream().flatMapToInt(split -> Arrays.stream(split.valid())).toArray())
                .containsExactly(Arrays.copyOfRange(inTime, ROWS / 2, ROWS));
    }

    @Test
    void forwardSkipSplitsWithOneOutcomeOnly() {
        byte[] labels = new byte[ROWS];
        Arrays.fill(labels, 0, ROWS / 4, (byte) 1);

        List<Split> splits = Splits.forward(leads.rows(), labels);

        assertThat(splits).as("the later rows hold no conversion").isEmpty();
    }

    private static Set<Integer> persons(int[] rows, int[] persons) {
        return Arrays.stream(rows)
                .mapToObj(row -> persons[row])
                .collect(Collectors.toCollection(HashSet::new));
    }
}
