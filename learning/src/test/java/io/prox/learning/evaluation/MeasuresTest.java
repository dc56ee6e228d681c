package io.prox.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.Estimate;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    /// Log-odds at the centre, and their spread, of the leads that are drawn.
    private static final double CENTRE = -1;

    private static final double SPREAD = 1.2;

    @Test
    void intervalsHoldTheTruthInMostRepetitions() {
        Sample population = new Sample(200_000, 99);
        double rocAuc = Measures.rocAuc(population.probabilities, population.labels);
        Ranking ranking = new Ranking(population.probabilities, population.labels);
        double logLoss = ranking.logLoss(ranking.ones());
        double captured = ranking.captured(ranking.ones(), new double[] {0.2})[0];
        int repetitions = 100;
        int rocAucs = 0;
        int logLosses = 0;
        int captures = 0;

        for (int repetition = 0; repetition < repetitions; repetition++) {
            Sample sample = new Sample(400, 1_000 + repetition);
            Measures measures = new Measures(sample.probabilities, sample.labels, repetition);
            rocAucs += holds(measures.rocAuc(), rocAuc);
            logLosses += holds(measures.logLoss(), logLoss);
            captures += holds(measures.metrics().top().get(3).captured(), captured);
        }

        assertThat(rocAucs).isBetween(88, 100);
        assertThat(logLosses).isBetween(88, 100);
        assertThat(captures).isBetween(88, 100);
    }

    @Test
    void intervalsNarrowWithMoreLeads() {
        Estimate few = measures(300).rocAuc();
        Estimate many = measures(4_800).rocAuc();

        double ratio = (few.high() - few.low()) / (many.high() - many.low());
        assertThat(ratio).isBetween(3.0, 5.5);
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        assertThat(measures(500).metrics()).isEqualTo(measures(500).metrics());
    }

    @Test
    void statesLiftAsCapturedByTheShareCalled() {
        Metrics metrics = measures(1_000).metrics();

        assertThat(metrics.top().stream().map(Top::share)).containsExactly(0.01, 0.05, 0.1, 0.2);
        for (Top top : metrics.top()) {
            assertThat(top.lift().value())
                    .isCloseTo(top.captured().value() / top.share(), within(1e-12));
        }
    }

    @Test
    void gainsRiseFromNoneToAll() {
        List<GainsPoint> gains = measures(700).gains();

        assertThat(gains.getFirst().captured().value()).isZero();
        assertThat(gains.getLast().captured().value()).isEqualTo(1);
        assertThat(gains)
                .isSortedAccordingTo(Comparator.comparingDouble(point -> point.captured().value()));
    }

    @Test
    void binsHoldAllLeadsByRisingProbability() {
        List<CalibrationBin> bins = measures(1_003).calibration();

        assertThat(bins).hasSize(Ranking.BINS);
        assertThat(bins.stream().mapToInt(CalibrationBin::leads).sum()).isEqualTo(1_003);
        assertThat(bins).allSatisfy(bin -> assertThat(bin.leads()).isBetween(100, 101));
        assertThat(bins).isSortedAccordingTo(Comparator.comparingDouble(CalibrationBin::predicted));
    }

    @Test
    void knowsWilsonsInterval() {
        Estimate half = Measures.wilson(5, 10);
        Estimate none = Measures.wilson(0, 10);
        Estimate all = Measures.wilson(10, 10);

        assertThat(half.low()).isCloseTo(0.2366, within(1e-4));
        assertThat(half.high()).isCloseTo(0.7634, within(1e-4));
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.2775, within(1e-4));
        assertThat(all.low()).isCloseTo(0.7225, within(1e-4));
        assertThat(all.high()).isEqualTo(1);
    }

    private static int holds(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }

    private static Measures measures(int rows) {
        Sample sample = new Sample(rows, 5);
        return new Measures(sample.probabilities, sample.labels, 0);
    }

    /// Leads that convert with the probability that is predicted for them.
    private static final class Sample {
        final double[] probabilities;
        final byte[] labels;

        Sample(int rows, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            probabilities = new double[rows];
            labels = new byte[rows];
            for (int row = 0; row < rows; row++) {
                probabilities[row] = 1 / (1 + Math.exp(-CENTRE - SPREAD * random.nextGaussian()));
                labels[row] = (byte) (random.nextDouble() < probabilities[row] ? 1 : 0);
            }
        }
    }
}
