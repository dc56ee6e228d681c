package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.evaluation.PlainRegression;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionTest {
    private static final List<Lead> LEADS = Companies.USUAL.leads();

    @Test
    void leavesSomethingToLearnAndSomethingUnknowable() {
        double[] truth = probabilities(LEADS);

        assertThat(expectedRocAuc(truth, truth)).isBetween(0.83, 0.88);
    }

    @Test
    void leavesAPlainRegressionBehindTheBestPossible() {
        int[] learnt = IntStream.range(0, LEADS.size()).filter(row -> row % 4 != 0).toArray();
        int[] tested = IntStream.range(0, LEADS.size()).filter(row -> row % 4 == 0).toArray();
        var regression = new PlainRegression(new Visible(LEADS).columns(), learnt, labels(LEADS));
        double[] truth = probabilities(Arrays.stream(tested).mapToObj(LEADS::get).toList());

        double plain = expectedRocAuc(regression.probabilities(tested), truth);

        assertThat(plain).isBetween(0.75, expectedRocAuc(truth, truth) - 0.03);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWonByAboutOneLeadInEight(long seed) {
        Company company = Company.simulate(CompanySettings.usual(seed, Companies.NOW));

        double rate = company.leads().stream().filter(Lead::converts).count() / 20_000.0;

        assertThat(rate).isBetween(0.09, 0.14);
    }

    @Test
    void isWhatItsProbabilitySays() {
        List<Lead> byProbability =
                LEADS.stream().sorted(Comparator.comparingDouble(Lead::probability)).toList();
        int size = LEADS.size() / 20;

        for (int bin = 0; bin < 20; bin++) {
            List<Lead> leads = byProbability.subList(bin * size, (bin + 1) * size);
            double expected = leads.stream().mapToDouble(Lead::probability).sum();
            double deviation =
                    Math.sqrt(
                            leads.stream()
                                    .mapToDouble(
                                            lead -> lead.probability() * (1 - lead.probability()))
                                    .sum());
            assertThat((double) leads.stream().filter(Lead::converts).count())
                    .as("converted leads in part %d of 20", bin + 1)
                    .isCloseTo(expected, within(3.5 * deviation));
        }
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void tellsGoodLeadsFromBadOnesInEachSource(Source source) {
        double[] truth =
                probabilities(LEADS.stream().filter(lead -> lead.source() == source).toList());

        assertThat(expectedRocAuc(truth, truth)).isGreaterThan(0.7);
        assertThat(Arrays.stream(truth).average().orElseThrow()).isBetween(0.03, 0.3);
    }

    @Test
    void makesOutboundListsWorseOverTheMonths() {
        double early = outboundRate(0, 5);
        double late = outboundRate(13, 18);

        assertThat(late).isLessThan(0.85 * early);
    }

    private static double outboundRate(double from, double until) {
        return LEADS.stream()
                .filter(lead -> lead.source() == Source.OUTBOUND)
                .filter(lead -> lead.profile().months() >= from)
                .filter(lead -> lead.profile().months() < until)
                .mapToDouble(Lead::probability)
                .average()
                .orElseThrow();
    }

    @Test
    void countsEachEffectForSomeLeadsButNotForAll() {
        assertThat(Conversion.EFFECTS)
                .allSatisfy(
                        effect -> {
                            long with =
                                    LEADS.stream()
                                            .filter(lead -> effect.logOdds(lead.profile()) != 0)
                                            .count();
                            assertThat(with).as(effect.when()).isBetween(50L, 20_000L);
                        });
    }

    @Test
    void sharesOutAllMoods() {
        double shares = Arrays.stream(Mood.values()).mapToDouble(mood -> mood.share).sum();

        assertThat(shares).isCloseTo(1, within(1e-12));
    }

    private static byte[] labels(List<Lead> leads) {
        var labels = new byte[leads.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) (leads.get(row).converts() ? 1 : 0);
        }
        return labels;
    }

    private static double[] probabilities(List<Lead> leads) {
        return leads.stream().mapToDouble(Lead::probability).toArray();
    }

    /// The ROC-AUC over all outcomes that the leads might have had: free of the luck of those
    /// drawn.
    private static double expectedRocAuc(double[] scores, double[] probabilities) {
        List<Integer> order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> scores[row]))
                        .toList();
        double right = 0;
        double others = 0;
        double converted = 0;
        for (int row : order) {
            right += probabilities[row] * others;
            others += 1 - probabilities[row];
            converted += probabilities[row];
        }
        return right / (others * converted);
    }
}
