package io.prox.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static final int ROWS = 503;

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void givesEachFoldAsManyRowsAndConversions(int count) {
        byte[] labels = labels(0.2, 1);
        Folds folds = Folds.deal(all(), labels, strangers(), count, 3);

        int[] sizes = IntStream.range(0, count).map(fold -> folds.in(fold).length).toArray();
        int[] converted =
                IntStream.range(0, count).map(fold -> converted(folds.in(fold), labels)).toArray();
        assertThat(spread(sizes)).isLessThanOrEqualTo(2);
        assertThat(spread(converted)).isLessThanOrEqualTo(1);
    }

    private static int spread(int[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }

    @Test
    void dealsEveryRowOnce() {
        int[] some = IntStream.range(0, ROWS).filter(row -> row % 3 != 0).toArray();
        Folds folds = Folds.deal(some, labels(0.4, 1), strangers(), 5, 0);

        int[] dealt =
                IntStream.range(0, 5).flatMap(fold -> Arrays.stream(folds.in(fold))).toArray();

        assertThat(dealt).containsExactlyInAnyOrder(some);
        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.in(fold)).isSorted().doesNotContain(folds.outside(fold));
            assertThat(folds.in(fold).length + folds.outside(fold).length).isEqualTo(some.length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsRowsOfOnePersonTogether(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] groups = IntStream.range(0, ROWS).map(_ -> random.nextInt(120)).toArray();
        byte[] labels = labels(0.3, seed);
        Folds folds = Folds.deal(all(), labels, groups, 5, seed);

        for (int fold = 0; fold < 5; fold++) {
            Set<Integer> inside = persons(folds.in(fold), groups);
            inside.retainAll(persons(folds.outside(fold), groups));
            assertThat(inside).isEmpty();
            assertThat(folds.in(fold).length).isBetween(80, 125);
            assertThat(converted(folds.in(fold), labels)).isBetween(15, 50);
        }
    }

    @Test
    void dealsAlikeForOneSeedAndOtherwiseForAnother() {
        byte[] labels = labels(0.3, 1);
        Folds first = Folds.deal(all(), labels, strangers(), 5, 7);
        Folds again = Folds.deal(all(), labels, strangers(), 5, 7);
        Folds other = Folds.deal(all(), labels, strangers(), 5, 8);

        assertThat(again.in(2)).isEqualTo(first.in(2));
        assertThat(other.in(2)).isNotEqualTo(first.in(2));
    }

    private static Set<Integer> persons(int[] rows, int[] groups) {
        Set<Integer> persons = new HashSet<>();
        Arrays.stream(rows).forEach(row -> persons.add(groups[row]));
        return persons;
    }

    private static int converted(int[] rows, byte[] labels) {
        return Arrays.stream(rows).map(row -> labels[row]).sum();
    }

    private static int[] all() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static int[] strangers() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static byte[] labels(double rate, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = (byte) (random.nextDouble() < rate ? 1 : 0);
        }
        return labels;
    }
}
