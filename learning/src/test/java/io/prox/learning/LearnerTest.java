package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.Learned.OutOfFold;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.evaluation.Measures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {
    @Test
    void learnsFromTwoHundredLeads() {
        Leads leads = leads(200, 1);

        Learned learned = leads.learn();
        Proof proof = learned.proof();

        assertThat(proof.metrics().rocAuc().value()).isGreaterThan(0.65);
        assertThat(proof.verdict()).isNotEqualTo(Verdict.NONE);
        assertThat(proof.data().used()).isEqualTo(200);
        assertThat(proof.cautions()).anyMatch(caution -> caution.contains("intervals are wide"));
        assertThat(mean(learned)).isCloseTo(proof.data().baseRate(), within(0.06));
        assertThat(proof.comparison().stream().map(Contender::name)).first().isEqualTo("ProX");
        assertThat(proof.drivers().stream().map(Driver::column)).first().isEqualTo("visits");
        assertThat(proof.leaks()).isEmpty();
        assertThat(proof.model().id()).hasSize(12);
    }

    @Test
    void predictsEachLeadOnceByAModelThatHadNotSeenIt() {
        Leads leads = leads(200, 1).openFrom(190);

        List<OutOfFold> predictions = leads.learn().outOfFold();

        assertThat(predictions.stream().mapToInt(OutOfFold::row))
                .containsExactlyElementsOf(IntStream.range(0, 190).boxed().toList());
        assertThat(predictions)
                .allSatisfy(
                        prediction -> {
                            assertThat(prediction.probability()).isBetween(0.0, 1.0);
                            assertThat(prediction.fold()).isBetween(0, 1);
                            assertThat(prediction.converted())
                                    .isEqualTo(leads.labels()[prediction.row()] == 1);
                        });
    }

    @Test
    void keepsProbabilitiesOfARareOutcomeRight() {
        Leads leads = columns(3_000, 2);
        leads.converting((row, _) -> -6.4 + 0.16 * leads.value("visits", row));
        int converted = IntStream.of(leads.rows()).map(row -> leads.labels()[row]).sum();
        assertThat(converted).isBetween(20, 45);

        Learned learned = leads.learn();

        assertThat(mean(learned)).isCloseTo(learned.proof().data().baseRate(), within(0.003));
        assertThat(learned.proof().metrics().rocAuc().value()).isGreaterThan(0.6);
        assertThat(learned.proof().metrics().calibrationError().value()).isLessThan(0.01);
        double scored =
                learned.model().score(leads.table()).stream()
                        .mapToDouble(Scored::probability)
                        .average()
                        .orElseThrow();
        assertThat(scored).isCloseTo(learned.proof().data().baseRate(), within(0.004));
    }

    @Test
    void refusesTooFewLeads() {
        assertThatThrownBy(() -> leads(99, 1).learn())
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("Only 99 leads have an outcome")
                .hasMessageContaining("so 1 are missing");
    }

    @Test
    void leavesALeakOutAndSaysSo() {
        Leads leads = withLeak();

        Proof proof = leads.learn().proof();

        Leak leak = proof.leaks().getFirst();
        assertThat(leak.column()).isEqualTo("signature");
        assertThat(leak.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(leak.excluded()).isTrue();
        assertThat(leak.kept()).isFalse();
        assertThat(leak.evidence()).isNotEmpty();
        assertThat(leak.with()).isGreaterThan(leak.without());
        assertThat(decision(proof, "signature").used()).isFalse();
        assertThat(decision(proof, "signature").reason()).contains("knows the outcome");
        assertThat(proof.metrics().rocAuc().value()).isLessThan(0.95);
        assertThat(proof.cautions()).noneMatch(caution -> caution.contains("signature"));
    }

    @Test
    void keepsALeakOnRequestAndSaysSo() {
        Proof proof = withLeak().keeping("signature").learn().proof();

        Leak leak = proof.leaks().getFirst();
        assertThat(leak.kept()).isTrue();
        assertThat(leak.excluded()).isFalse();
        assertThat(decision(proof, "signature").used()).isTrue();
        assertThat(decision(proof, "signature").reason()).contains("kept on request");
        assertThat(proof.metrics().rocAuc().value()).isGreaterThan(0.97);
        assertThat(proof.cautions())
                .anyMatch(
                        caution ->
                                caution.contains("'signature'")
                                        && caution.contains("kept on request"));
    }

    @Test
    void saysWhichColumnsToKeepWhereAllKnowTheOutcome() {
        Leads leads = leads(300, 4);
        byte[] labels = leads.labels();
        Leads leaks =
                Leads.of(300, 4)
                        .number(
                                "signature",
                                (row, random) -> labels[row] + 0.1 * random.nextDouble())
                        .outcomes(labels);

        assertThatThrownBy(leaks::learn)
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("Every column seems to know the outcome (signature)")
                .hasMessageContaining("--keep");
    }

    @Test
    void warnsOfDriftAndLeadsWithTheLowerFigure() {
        Leads leads = columns(800, 5);
        leads.converting((row, _) -> (row < 500 ? 0.25 : -0.25) * (leads.value("visits", row) - 10))
                .inRowOrder();

        Learned learned = leads.learn();
        Proof proof = learned.proof();

        TimeSplit split = proof.timeSplit().orElseThrow();
        assertThat(split.drift()).isTrue();
        assertThat(split.trained()).isEqualTo(600);
        assertThat(split.tested()).isEqualTo(200);
        assertThat(split.orderedBy()).isEqualTo("row order");
        assertThat(proof.leading()).isEqualTo(Leading.TIME_SPLIT);
        assertThat(proof.verdict()).isEqualTo(Verdict.NONE);
        assertThat(proof.cautions().getFirst()).contains("changes over time");
        assertThat(split.metrics().rocAuc().value()).isLessThan(proof.metrics().rocAuc().value());
        assertThat(learned.leading()).hasSize(200).allMatch(tested -> tested.row() >= 600);
        assertThat(rocAuc(learned.leading())).isEqualTo(split.metrics().rocAuc().value());
        assertThat(rocAuc(learned.outOfFold())).isEqualTo(proof.metrics().rocAuc().value());
    }

    private static double rocAuc(List<OutOfFold> predictions) {
        double[] scores = new double[predictions.size()];
        byte[] labels = new byte[predictions.size()];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = predictions.get(index).probability();
            labels[index] = (byte) (predictions.get(index).converted() ? 1 : 0);
        }
        return Measures.rocAuc(scores, labels);
    }

    @Test
    void findsNoDriftWhereNothingChanges() {
        Proof proof = leads(600, 6).inRowOrder().learn().proof();

        TimeSplit split = proof.timeSplit().orElseThrow();
        assertThat(split.drift()).isFalse();
        assertThat(split.metrics().rocAuc().value())
                .isCloseTo(proof.metrics().rocAuc().value(), within(0.12));
        assertThat(proof.cautions()).noneMatch(caution -> caution.contains("over time"));
    }

    @Test
    void predictsLaterLeadsWithoutTheirOutcomes() {
        Leads leads = leads(400, 7).inRowOrder();
        byte[] shuffled = shuffled(leads.labels(), 300, 7);
        TimeSplit before = leads.learn().proof().timeSplit().orElseThrow();

        TimeSplit after = leads.outcomes(shuffled).learn().proof().timeSplit().orElseThrow();

        assertThat(after.calibration().stream().map(CalibrationBin::predicted))
                .isEqualTo(before.calibration().stream().map(CalibrationBin::predicted).toList());
        assertThat(after.metrics()).isNotEqualTo(before.metrics());
    }

    @Test
    void doesNotTestOnLaterLeadsWithoutAnOrder() {
        Learned learned = leads(200, 8).learn();
        Proof proof = learned.proof();

        assertThat(learned.leading()).isEqualTo(learned.outOfFold());
        assertThat(proof.timeSplit()).isEmpty();
        assertThat(proof.leading()).isEqualTo(Leading.CROSS_VALIDATION);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsNoSignalInShuffledOutcomes(long seed) {
        Leads leads = leads(500, seed);

        Proof proof = leads.outcomes(shuffled(leads.labels(), 0, seed)).learn().proof();

        assertThat(proof.verdict()).isEqualTo(Verdict.NONE);
        assertThat(proof.headline()).contains("Nothing in these columns");
    }

    @Test
    void keepsThePersonsRowsInOneFold() {
        int[] persons = IntStream.range(0, 300).map(row -> row / 2).toArray();

        List<OutOfFold> predictions = leads(300, 9).groups(persons).folds(3).learn().outOfFold();

        for (int row = 0; row < 300; row += 2) {
            assertThat(predictions.get(row).fold()).isEqualTo(predictions.get(row + 1).fold());
        }
    }

    @Test
    void givesTheSameOnAnyNumberOfThreads() throws Exception {
        Learned here = leads(150, 10).inRowOrder().learn();

        Learned there;
        try (ForkJoinPool pool = new ForkJoinPool(4)) {
            there = pool.submit(() -> leads(150, 10).inRowOrder().learn()).get();
        }

        assertThat(there.proof()).isEqualTo(here.proof());
        assertThat(there.outOfFold()).isEqualTo(here.outOfFold());
    }

    @Test
    void reportsProgressThatNeverFalls() {
        List<Double> fractions = new ArrayList<>();
        Set<String> stages = new HashSet<>();

        Learner.learn(
                leads(120, 11).inRowOrder().task(),
                (stage, fraction) -> {
                    stages.add(stage);
                    fractions.add(fraction);
                });

        assertThat(fractions).isSorted().first().isEqualTo(0.0);
        assertThat(fractions.getLast()).isEqualTo(1.0);
        assertThat(stages).contains("Testing on the latest leads", "Training on all leads");
    }

    private static Leads leads(int rows, long seed) {
        Leads leads = columns(rows, seed);
        return leads.converting(
                (row, _) ->
                        -2.5
                                + 0.2 * leads.value("visits", row)
                                + (leads.value("source", row) == 1 ? 1 : 0));
    }

    private static Leads columns(int rows, long seed) {
        return Leads.of(rows, seed)
                .number("visits", (_, random) -> random.nextInt(20))
                .number("employees", (_, random) -> random.nextInt(500))
                .category("source", 3, (_, random) -> random.nextInt(3));
    }

    private static Leads withLeak() {
        Leads leads = leads(400, 3);
        byte[] labels = leads.labels();
        return leads.number(
                "signature", (row, random) -> labels[row] + 0.3 * random.nextGaussian());
    }

    private static byte[] shuffled(byte[] labels, int from, long seed) {
        byte[] result = labels.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int last = labels.length - 1; last > from; last--) {
            int other = from + random.nextInt(last + 1 - from);
            byte kept = result[last];
            result[last] = result[other];
            result[other] = kept;
        }
        return result;
    }

    private static double mean(Learned learned) {
        return learned.outOfFold().stream()
                .mapToDouble(OutOfFold::probability)
                .average()
                .orElseThrow();
    }

    private static ColumnDecision decision(Proof proof, String column) {
        return proof.columns().stream()
                .filter(decision -> decision.name().equals(column))
                .findFirst()
                .orElseThrow();
    }
}
