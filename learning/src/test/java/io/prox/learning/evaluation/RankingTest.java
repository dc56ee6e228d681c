package io.prox.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double[] SHARES = {0, 0.01, 0.05, 0.1, 0.33, 0.5, 0.99, 1};

    /// A lead as the plain computations see it: one for each time that it was drawn.
    private record Seen(double probability, boolean converted) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithPlainComputationsOverAllPairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] probabilities =
                IntStream.range(0, 150).mapToDouble(_ -> random.nextInt(1, 30) / 30.0).toArray();
        byte[] labels = labels(probabilities, random);
        int[] weights = IntStream.range(0, 150).map(_ -> random.nextInt(4)).toArray();
        Ranking ranking = new Ranking(probabilities, labels);
        int[] ranked = rankedWeights(probabilities, weights);
        List<Seen> seen = new ArrayList<>();
        for (int row = 0; row < 150; row++) {
            for (int draw = 0; draw < weights[row]; draw++) {
                seen.add(new Seen(probabilities[row], labels[row] == 1));
            }
        }

        assertThat(ranking.rocAuc(ranked)).isCloseTo(rocAuc(seen), EXACT);
        assertThat(ranking.prAuc(ranked)).isCloseTo(averagePrecision(seen), EXACT);
        assertThat(ranking.logLoss(ranked)).isCloseTo(logLoss(seen), EXACT);
        assertThat(ranking.brier(ranked)).isCloseTo(brier(seen), EXACT);
        double[] captured = ranking.captured(ranked, SHARES);
        for (int share = 0; share < SHARES.length; share++) {
            assertThat(captured[share]).isCloseTo(captured(seen, SHARES[share]), EXACT);
        }
    }

    @Test
    void knowsTheFiguresOfASmallExample() {
        Ranking ranking =
                new Ranking(new double[] {0.9, 0.6, 0.6, 0.3, 0.1}, new byte[] {1, 1, 0, 0, 1});

        // Pairs in order: 0.9 above both others; 0.6 above 0.3 and level with 0.6; 0.1 below both.
        assertThat(ranking.rocAuc(ranking.ones())).isCloseTo(3.5 / 6, EXACT);
        // 1/3 of recall at precision 1, 1/3 at 2/3, 1/3 at 3/5.
        assertThat(ranking.prAuc(ranking.ones())).isCloseTo((1 + 2 / 3.0 + 0.6) / 3, EXACT);
        assertThat(ranking.brier(ranking.ones()))
                .isCloseTo((0.01 + 0.16 + 0.36 + 0.09 + 0.81) / 5, EXACT);
        // The best two of five: 0.9, and one of the two leads at 0.6.
        assertThat(ranking.captured(ranking.ones(), new double[] {0.4})[0])
                .isCloseTo(1.5 / 3, EXACT);
    }

    @Test
    void knowsNothingFromOneProbabilityForAll() {
        double[] probabilities = new double[40];
        Arrays.fill(probabilities, 0.25);
        byte[] labels = new byte[40];
        Arrays.fill(labels, 0, 10, (byte) 1);
        Ranking ranking = new Ranking(probabilities, labels);

        assertThat(ranking.rocAuc(ranking.ones())).isEqualTo(0.5);
        assertThat(ranking.prAuc(ranking.ones())).isCloseTo(0.25, EXACT);
        assertThat(ranking.calibrationError(ranking.ones())).isCloseTo(0, EXACT);
        assertThat(ranking.captured(ranking.ones(), new double[] {0.3})[0]).isCloseTo(0.3, EXACT);
    }

    @Test
    void comparesPredictedAndObservedRatesInTenBinsOfEqualSize() {
        double[] probabilities = IntStream.range(0, 40).mapToDouble(row -> row / 40.0).toArray();
        byte[] labels = new byte[40];
        for (int row = 0; row < 40; row++) {
            labels[row] = (byte) (row % 4 < 2 ? 1 : 0);
        }
        Ranking ranking = new Ranking(probabilities, labels);

        double expected = 0;
        for (int bin = 0; bin < 10; bin++) {
            expected += Math.abs((4 * bin + 1.5) / 40 - 0.5) / 10;
        }
        assertThat(ranking.calibrationError(ranking.ones())).isCloseTo(expected, EXACT);
        assertThat(ranking.bins(ranking.ones())[9])
                .containsExactly(new double[] {4, 3.75, 2}, EXACT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doesNotDependOnTheOrderOfLeadsWithOneProbability(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] probabilities =
                IntStream.range(0, 200).mapToDouble(_ -> random.nextInt(1, 5) / 5.0).toArray();
        byte[] labels = labels(probabilities, random);
        int[] order = Folds.shuffled(IntStream.range(0, 200).toArray(), seed);
        double[] shuffled = Arrays.stream(order).mapToDouble(row -> probabilities[row]).toArray();
        byte[] shuffledLabels = new byte[200];
        for (int row = 0; row < 200; row++) {
            shuffledLabels[row] = labels[order[row]];
        }

        Ranking ranking = new Ranking(probabilities, labels);
        Ranking other = new Ranking(shuffled, shuffledLabels);

        assertThat(other.calibrationError(other.ones()))
                .isCloseTo(ranking.calibrationError(ranking.ones()), EXACT);
        assertThat(other.prAuc(other.ones())).isCloseTo(ranking.prAuc(ranking.ones()), EXACT);
        assertThat(other.captured(other.ones(), SHARES))
                .containsExactly(ranking.captured(ranking.ones(), SHARES), EXACT);
    }

    private static byte[] labels(double[] probabilities, SplittableRandom random) {
        byte[] labels = new byte[probabilities.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) (random.nextDouble() < probabilities[row] ? 1 : 0);
        }
        return labels;
    }

    /// Weights of rows, in the order in which a ranking takes them: best first, as given among
    /// equals.
    private static int[] rankedWeights(double[] probabilities, int[] weights) {
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted((left, right) -> Double.compare(probabilities[right], probabilities[left]))
                .mapToInt(row -> weights[row])
                .toArray();
    }

    private static double rocAuc(List<Seen> seen) {
        double right = 0;
        double pairs = 0;
        for (Seen one : seen) {
            for (Seen other : seen) {
                if (one.converted() && !other.converted()) {
                    pairs++;
                    right +=
                            one.probability() > other.probability()
                                    ? 1
                                    : one.probability() == other.probability() ? 0.5 : 0;
                }
            }
        }
        return right / pairs;
    }

    private static double averagePrecision(List<Seen> seen) {
        double[] thresholds =
                seen.stream().mapToDouble(one -> -one.probability()).distinct().sorted().toArray();
        double conversions = seen.stream().filter(Seen::converted).count();
        double area = 0;
        double recall = 0;
        for (double threshold : thresholds) {
            List<Seen> called =
                    seen.stream().filter(one -> one.probability() >= -threshold).toList();
            double hits = called.stream().filter(Seen::converted).count();
            area += (hits / conversions - recall) * hits / called.size();
            recall = hits / conversions;
        }
        return area;
    }

    private static double logLoss(List<Seen> seen) {
        return seen.stream()
                .mapToDouble(
                        one ->
                                -Math.log(
                                        one.converted()
                                                ? one.probability()
                                                : 1 - one.probability()))
                .average()
                .orElseThrow();
    }

    private static double brier(List<Seen> seen) {
        return seen.stream()
                .mapToDouble(one -> Math.pow(one.probability() - (one.converted() ? 1 : 0), 2))
                .average()
                .orElseThrow();
    }

    /// Expected over all orders of leads with one probability.
    private static double captured(List<Seen> seen, double share) {
        double called = share * seen.size();
        double hits = 0;
        for (Seen one : seen) {
            double above =
                    seen.stream().filter(other -> other.probability() > one.probability()).count();
            double level =
                    seen.stream().filter(other -> other.probability() == one.probability()).count();
            hits += one.converted() ? Math.clamp((called - above) / level, 0, 1) : 0;
        }
        return hits / seen.stream().filter(Seen::converted).count();
    }
}
