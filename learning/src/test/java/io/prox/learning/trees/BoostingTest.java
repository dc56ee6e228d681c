package io.prox.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostingTest {
    private static final BoostingParameters DRAWN =
            BoostingParameters.defaults()
                    .with()
                    .baggingFraction(0.7)
                    .featureFraction(0.7)
                    .extraTrees(true)
                    .seed(42)
                    .build();

    @Test
    void givesTheSameTreesForTheSameRows() {
        LabelledRows rows = new SampleData(1).rows(3_000, 15);

        String first = Boosting.modelText(rows, DRAWN, 30);
        String second = Boosting.modelText(new SampleData(1).rows(3_000, 15), DRAWN, 30);
        String other = Boosting.modelText(rows, DRAWN.with().seed(43).build(), 30);

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void givesTheSameTreesOnSeveralThreadsAtOnce() throws Exception {
        List<LabelledRows> folds = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            folds.add(new SampleData(seed).rows(2_000, 12));
        }
        List<String> alone =
                folds.stream().map(rows -> Boosting.modelText(rows, DRAWN, 20)).toList();

        List<String> together = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> work = new ArrayList<>();
            for (LabelledRows rows : folds) {
                work.add(() -> Boosting.modelText(rows, DRAWN, 20));
            }
            for (Future<String> trained : threads.invokeAll(work)) {
                together.add(trained.get());
            }
        }

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void learnsWhatTheColumnsSay() {
        LabelledRows train = new SampleData(2).rows(4_000, 12);
        LabelledRows test = new SampleData(3).rows(2_000, 12);

        TreeEnsemble trees = Boosting.train(train, BoostingParameters.defaults(), 50);

        assertThat(logLoss(trees, test)).isLessThan(0.9 * logLossOfBaseRate(test));
    }

    @Test
    void stopsWhenOtherRowsGainNoMore() {
        LabelledRows train = new SampleData(4).rows(600, 12);
        LabelledRows valid = new SampleData(5).rows(600, 12);

        Trained trained =
                Boosting.trainWithEarlyStopping(
                        train, valid, BoostingParameters.defaults(), 500, 10);

        assertThat(trained.validLogLoss()).hasSize(trained.bestRound() + 10);
        assertThat(trained.ensemble().trees()).isEqualTo(trained.bestRound());
        assertThat(trained.bestLogLoss())
                .isEqualTo(trained.validLogLoss().stream().min(Double::compare).orElseThrow())
                .isCloseTo(logLoss(trained.ensemble(), valid), within(1e-9));
    }

    @Test
    void stopsEarlyWithoutAnySplit() {
        LabelledRows rows = new SampleData(6).rows(30, 3);
        BoostingParameters noSplit = BoostingParameters.defaults().with().minLeafRows(20).build();

        Trained trained = Boosting.trainWithEarlyStopping(rows, rows, noSplit, 50, 5);
        TreeEnsemble trees = Boosting.train(rows, noSplit, 50);

        assertThat(trained.bestRound()).isEqualTo(1);
        assertThat(trained.ensemble().leaves()).isEqualTo(1);
        assertThat(trees.raw(rows.features().row(0)))
                .isEqualTo(trained.ensemble().raw(rows.features().row(0)))
                .isCloseTo(logOdds(rows), within(1e-6));
    }

    @Test
    void takesAWeightOfTwoForARowThatComesTwice() {
        LabelledRows sample = new SampleData(7).rows(800, 9);
        FeatureMatrix numbers = sample.features().selectColumns(new int[] {0, 1, 3});
        var labels = new boolean[800];
        int[] twice = IntStream.range(0, 1_600).map(i -> i % 800).toArray();
        var twiceLabels = new boolean[1_600];
        for (int row = 0; row < twice.length; row++) {
            labels[twice[row]] = sample.label(twice[row]);
            twiceLabels[row] = sample.label(twice[row]);
        }
        var weights = new double[800];
        Arrays.fill(weights, 2);
        BoostingParameters parameters =
                BoostingParameters.defaults().with().minBinRows(1).minLeafRows(1).build();

        TreeEnsemble weighted =
                Boosting.train(
                        LabelledRows.of(numbers, labels).withWeights(weights), parameters, 1);
        TreeEnsemble repeated =
                Boosting.train(numbers.selectRows(twice), twiceLabels, parameters, 1);

        assertThat(weighted.leafValues(0)).containsExactly(repeated.leafValues(0), within(1e-6));
    }

    @Test
    void continuesFromStartScores() {
        LabelledRows rows = new SampleData(8).rows(2_000, 9);
        var start = new double[rows.rows()];
        Arrays.fill(start, logOdds(rows));

        TreeEnsemble fresh = Boosting.train(rows, BoostingParameters.defaults(), 10);
        TreeEnsemble continued =
                Boosting.train(rows.withStartScores(start), BoostingParameters.defaults(), 10);

        for (int row = 0; row < 100; row++) {
            double[] values = rows.features().row(row);
            assertThat(fresh.raw(values) - continued.raw(values))
                    .isCloseTo(logOdds(rows), within(1e-6));
        }
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        LabelledRows rows = new SampleData(9).rows(100, 3);
        FeatureMatrix features = rows.features();
        BoostingParameters defaults = BoostingParameters.defaults();

        assertThatThrownBy(() -> Boosting.train(features, new boolean[100], defaults, 5))
                .hasMessage("training rows hold one outcome only: 0 of 100 converted");
        assertThatThrownBy(() -> Boosting.train(features, new boolean[99], defaults, 5))
                .hasMessage("labels: 99 for 100 rows");
        assertThatThrownBy(() -> Boosting.train(rows, defaults, 0))
                .hasMessage("rounds are below 1: 0");
        assertThatThrownBy(() -> Boosting.train(rows, defaults, 1_000_000))
                .hasMessageContaining("exceed the 1048576 leaves of an ensemble");
        assertThatThrownBy(() -> defaults.with().learningRate(0).build())
                .hasMessage("learningRate is not above 0 and at most 1: 0.0");
        var negative = new double[][] {{0, 1, -1, 2}};
        assertThatThrownBy(
                        () ->
                                Boosting.train(
                                        FeatureMatrix.ofColumns(negative, new boolean[] {true}),
                                        new boolean[] {true, false, true, false},
                                        defaults,
                                        5))
                .hasMessageStartingWith("categorical column 0, row 2 is not a code");
    }

    private static double logLoss(TreeEnsemble trees, LabelledRows rows) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double raw = trees.raw(rows.features().row(row));
            sum += Math.log1p(Math.exp(rows.label(row) ? -raw : raw));
        }
        return sum / rows.rows();
    }

    private static double logLossOfBaseRate(LabelledRows rows) {
        double rate = 1 / (1 + Math.exp(-logOdds(rows)));
        return -rate * Math.log(rate) - (1 - rate) * Math.log1p(-rate);
    }

    private static double logOdds(LabelledRows rows) {
        double converted = 0;
        for (int row = 0; row < rows.rows(); row++) {
            converted += rows.label(row) ? 1 : 0;
        }
        return Math.log(converted / (rows.rows() - converted));
    }
}
