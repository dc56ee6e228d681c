package io.prox.learning.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnEncodingTest {
    private static final double DAY = 86_400;
    private static final double NONE = Double.NEGATIVE_INFINITY;

    @Nested
    class Quantities {
        @Test
        void areThemselvesForTheTrees() {
            ColumnEncoding encoding = NumberEncoding.fit(hundred(), 0, NONE);

            assertThat(trees(encoding, 17.5)).containsExactly(17.5);
            assertThat(trees(encoding, 1e9)).containsExactly(1e9);
        }

        @Test
        void countAsUsualWhereMissingThoughTrainingHadNoneMissing() {
            ColumnEncoding encoding = NumberEncoding.fit(hundred(), 0, NONE);

            assertThat(trees(encoding, Double.NaN)).isEqualTo(trees(encoding, 50));
            assertThat(linear(encoding, Double.NaN)).isEqualTo(linear(encoding, 50));
        }

        @Test
        void haveAPlaceForMissingWhereTrainingHad() {
            ColumnEncoding encoding = NumberEncoding.fit(hundred(), 3, NONE);

            double[] missing = linear(encoding, Double.NaN);
            assertThat(trees(encoding, Double.NaN)).containsExactly(Double.NaN);
            assertThat(missing[0]).isEqualTo(1);
            assertThat(Arrays.stream(missing).skip(1)).containsOnly(0.0);
            assertThat(linear(encoding, 50)[0]).isZero();
        }

        @Test
        void areStandardisedWithinTheMiddle() {
            ColumnEncoding encoding = NumberEncoding.fit(hundred(), 0, NONE);
            double[] standardised =
                    Arrays.stream(hundred()).map(value -> linear(encoding, value)[1]).toArray();

            assertThat(Arrays.stream(standardised).average().orElseThrow())
                    .isCloseTo(0, within(1e-9));
            assertThat(
                            Arrays.stream(standardised)
                                    .map(value -> value * value)
                                    .average()
                                    .orElseThrow())
                    .isCloseTo(1, within(1e-9));
            assertThat(linear(encoding, 1e12)).isEqualTo(linear(encoding, 200));
        }

        @Test
        void lieBetweenTwoKnotsWhoseWeightsAddUp() {
            ColumnEncoding encoding = NumberEncoding.fit(hundred(), 0, NONE);

            for (double value = -10; value < 120; value += 0.7) {
                double[] hats = Arrays.stream(linear(encoding, value)).skip(2).toArray();
                assertThat(Arrays.stream(hats).sum()).isCloseTo(0.5, within(1e-12));
                assertThat(Arrays.stream(hats).filter(weight -> weight > 0).count())
                        .isBetween(1L, 2L);
                assertThat(Arrays.stream(hats).min().orElseThrow()).isNotNegative();
            }
        }

        @Test
        void ofOneValueOrNoneAreHarmless() {
            ColumnEncoding constant = NumberEncoding.fit(new double[] {7, 7, 7}, 0, NONE);
            ColumnEncoding empty = NumberEncoding.fit(new double[0], 5, NONE);

            assertThat(linear(constant, 9)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
            assertThat(linear(constant, 7)[1]).isZero();
            assertThat(linear(empty, Double.NaN)[0]).isEqualTo(1);
            assertThat(linear(empty, 3)).doesNotContain(Double.NaN);
        }

        @Test
        void inOrderTakeANewLevelForMissing() {
            ColumnEncoding without = NumberEncoding.fit(new double[] {0, 1, 1, 2}, 0, 0);
            ColumnEncoding with = NumberEncoding.fit(new double[] {0, 1, 1, 2}, 1, 0);

            assertThat(trees(without, -1)).containsExactly(1);
            assertThat(trees(with, -1)).containsExactly(Double.NaN);
        }
    }

    @Nested
    class Levels {
        @Test
        void haveOnePlaceEach() {
            ColumnEncoding encoding = LevelEncoding.fit(new int[] {20, 90, 30}, 0);

            assertThat(encoding.treeWidth()).isEqualTo(4);
            assertThat(trees(encoding, 0)).containsExactly(0, 0, 0, 1);
            assertThat(trees(encoding, 1)).containsExactly(0, 1, 0, 0);
            assertThat(linear(encoding, 2)).containsExactly(0, 0, 1, 0);
        }

        @Test
        void thatAreSeldomOrNewShareAPlace() {
            ColumnEncoding encoding = LevelEncoding.fit(new int[] {50, 7, 1}, 0);
            double[] pool = trees(encoding, 1);

            assertThat(pool).containsExactly(1, 0);
            assertThat(trees(encoding, 2)).isEqualTo(pool);
            assertThat(trees(encoding, -1)).isEqualTo(pool);
            assertThat(trees(encoding, 99)).isEqualTo(pool);
            assertThat(linear(encoding, -1)).isEqualTo(linear(encoding, 1));
        }

        @Test
        void haveAPlaceForMissingWhereItIsUsual() {
            ColumnEncoding usual = LevelEncoding.fit(new int[] {50}, 20);
            ColumnEncoding seldom = LevelEncoding.fit(new int[] {50}, 2);
            ColumnEncoding unseen = LevelEncoding.fit(new int[] {50}, 0);

            assertThat(trees(usual, Double.NaN)).containsExactly(0, 0, 1);
            assertThat(trees(seldom, Double.NaN)).containsExactly(1, 0);
            assertThat(trees(unseen, Double.NaN)).isEqualTo(trees(unseen, -1));
        }
    }

    @Nested
    class ManyLevels {
        private static final int[] COUNTS = {400, 4, 40, 0, 10};
        private static final int[] CONVERTED = {40, 4, 38, 0, 1};

        private final ColumnEncoding encoding =
                TargetEncoding.fit(COUNTS, CONVERTED, TargetEncoding.codes(COUNTS));

        @Test
        void areShrunkTowardsTheBaseTheMoreTheRarerTheyAre() {
            double base = (83 + 0.5) / (454 + 1);

            double all = probability(trees(encoding, 1)[0]);
            assertThat(all).isBetween(base, 0.9);
            assertThat(probability(trees(encoding, 2)[0])).isBetween(all, 0.95);
            assertThat(probability(trees(encoding, 0)[0])).isCloseTo(0.1, within(0.01));
            assertThat(probability(trees(encoding, 3)[0])).isCloseTo(base, within(1e-12));
        }

        @Test
        void thatAreNewCountAsTheBase() {
            assertThat(trees(encoding, -1)[0]).isEqualTo(trees(encoding, 3)[0]);
            assertThat(trees(encoding, 77)).isEqualTo(trees(encoding, -1));
            assertThat(linear(encoding, -1)).containsExactly(0.0);
        }

        @Test
        void haveMissingAsALevelOfItsOwn() {
            assertThat(trees(encoding, Double.NaN)[1]).isCloseTo(Math.log(11), within(1e-12));
            assertThat(probability(trees(encoding, Double.NaN)[0])).isLessThan(0.18);
        }

        @Test
        void haveACodeWhereTheyAreFrequent() {
            assertThat(trees(encoding, 0)[2]).isEqualTo(1);
            assertThat(trees(encoding, 2)[2]).isEqualTo(2);
            assertThat(trees(encoding, 1)[2]).isZero();
            assertThat(encoding.isCategorical(2)).isTrue();
            assertThat(encoding.isCategorical(0)).isFalse();
        }

        @Test
        void thatSayNothingAreNearTheBaseAltogether() {
            SplittableRandom random = new SplittableRandom(3);
            int[] counts = new int[300];
            int[] converted = new int[300];
            for (int draw = 0; draw < 3_000; draw++) {
                int level = random.nextInt(299);
                counts[level]++;
                converted[level] += random.nextInt(10) < 3 ? 1 : 0;
            }

            ColumnEncoding noise =
                    TargetEncoding.fit(counts, converted, TargetEncoding.codes(counts));

            for (int level = 0; level < 299; level++) {
                assertThat(probability(trees(noise, level)[0])).isBetween(0.22, 0.38);
            }
        }
    }

    @Nested
    class Dates {
        /// Tuesday, 5 March 2024, noon.
        private static final double NOON = 1_709_640_000;

        @Test
        void areAgeMonthWeekdayDayAndHour() {
            ColumnEncoding encoding =
                    DateEncoding.fit(new double[] {NOON - 10 * DAY, NOON, NOON + 2 * DAY}, 0);

            assertThat(trees(encoding, NOON)).containsExactly(2, 3, 2, 5, 12);
            assertThat(trees(encoding, NOON + 5 * DAY)[0]).isEqualTo(-3);
        }

        @Test
        void withoutTimesHaveNoHour() {
            double midnight = NOON - DAY / 2;
            ColumnEncoding encoding = DateEncoding.fit(new double[] {midnight - DAY, midnight}, 0);

            assertThat(trees(encoding, midnight)).containsExactly(0, 3, 2, 5);
        }

        @Test
        void giveTheRegressionOneMonthAndOneWeekday() {
            ColumnEncoding encoding = DateEncoding.fit(new double[] {NOON - 9 * DAY, NOON}, 0);
            double[] features = linear(encoding, NOON);

            assertThat(features[3]).isEqualTo(1);
            assertThat(features[12 + 2]).isEqualTo(1);
            assertThat(Arrays.stream(features).limit(20).sum()).isEqualTo(2);
            assertThat(Arrays.stream(features).skip(20).sum()).isCloseTo(0.5, within(1e-12));
        }

        @Test
        void haveAPlaceForMissingWhereTrainingHad() {
            ColumnEncoding with = DateEncoding.fit(new double[] {NOON}, 1);
            ColumnEncoding without = DateEncoding.fit(new double[] {NOON}, 0);

            assertThat(trees(with, Double.NaN)).containsOnly(Double.NaN);
            assertThat(linear(with, Double.NaN)[0]).isEqualTo(1);
            assertThat(trees(without, Double.NaN)).containsOnly(0);
            assertThat(linear(without, Double.NaN)).containsOnly(0);
        }

        @Test
        void thatAreAllMissingAreHarmless() {
            ColumnEncoding encoding = DateEncoding.fit(new double[0], 9);

            assertThat(linear(encoding, NOON)).doesNotContain(Double.NaN);
            assertThat(trees(encoding, Double.NaN)).containsOnly(Double.NaN);
        }
    }

    static ColumnEncoding[] every() {
        int[] counts = {400, 4, 40, 0, 10};
        return new ColumnEncoding[] {
            NumberEncoding.fit(hundred(), 3, NONE),
            LevelEncoding.fit(new int[] {20, 90, 30, 1}, 9),
            TargetEncoding.fit(counts, new int[] {40, 4, 38, 0, 1}, TargetEncoding.codes(counts)),
            DateEncoding.fit(new double[] {0, DAY, 2.5 * DAY}, 0)
        };
    }

    @ParameterizedTest
    @MethodSource("every")
    void comesBackFromItsBytes(ColumnEncoding encoding) throws IOException {
        byte[] written = bytes(encoding);
        ColumnEncoding read = read(written);

        for (double value : new double[] {-1, 0, 1, 3, 4, 50.5, 2.5 * DAY, Double.NaN}) {
            assertThat(trees(read, value)).isEqualTo(trees(encoding, value));
            assertThat(linear(read, value)).isEqualTo(linear(encoding, value));
        }
        assertThat(bytes(read)).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("every")
    void refusesBytesThatAreCut(ColumnEncoding encoding) throws IOException {
        byte[] written = bytes(encoding);

        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void refusesDamageOrStaysUsable(ColumnEncoding encoding) throws IOException {
        byte[] written = bytes(encoding);

        for (int at = 0; at < written.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = written.clone();
                damaged[at] ^= (byte) (1 << bit);
                ColumnEncoding read;
                try {
                    read = read(damaged);
                } catch (IOException refused) {
                    continue;
                }
                assertThat(read.treeWidth()).isBetween(1, 64);
                assertThat(linear(read, 1)).hasSizeBetween(1, 64);
            }
        }
    }

    private static double[] hundred() {
        return IntStream.range(0, 101).asDoubleStream().toArray();
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static double[] trees(ColumnEncoding encoding, double value) {
        double[] features = new double[encoding.treeWidth()];
        encoding.trees(value, features, 0);
        return features;
    }

    private static double[] linear(ColumnEncoding encoding, double value) {
        double[] features = new double[encoding.linearWidth()];
        encoding.linear(value, 0, (feature, part) -> features[feature] += part);
        return features;
    }

    private static byte[] bytes(ColumnEncoding encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ColumnEncoding.writeTagged(encoding, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static ColumnEncoding read(byte[] bytes) throws IOException {
        return ColumnEncoding.readTagged(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
