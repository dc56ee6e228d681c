package io.prox.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEnsembleTest {
    /// One way of growing trees on one kind of data.
    record Case(String name, int rows, int columns, BoostingParameters parameters, int rounds) {
        @Override
        public String toString() {
            return name;
        }

        LabelledRows sample() {
            return new SampleData(name.hashCode()).rows(rows, columns);
        }
    }

    static Stream<Case> cases() {
        BoostingParameters defaults = BoostingParameters.defaults();
        BoostingParameters.Builder tiny = defaults.with().minLeafRows(1).minLeafHessian(0);
        return Stream.of(
                new Case("usual", 3_000, 20, defaults, 60),
                new Case("many leaves", 5_000, 12, tiny.leaves(255).build(), 20),
                new Case("50 rows", 50, 6, defaults.with().minLeafRows(2).build(), 30),
                new Case("50 rows, no split", 50, 6, defaults.with().minLeafRows(30).build(), 5),
                new Case("stumps", 1_000, 9, defaults.with().leaves(2).build(), 40),
                new Case("one column", 500, 1, defaults, 20),
                new Case(
                        "small categories",
                        4_000,
                        9,
                        defaults.with()
                                .minCategoryRows(1)
                                .categorySmoothing(0)
                                .categoryL2(0)
                                .maxBins(1_000)
                                .build(),
                        30),
                new Case(
                        "drawn",
                        2_000,
                        15,
                        defaults.with()
                                .baggingFraction(0.5)
                                .featureFraction(0.6)
                                .nodeFeatureFraction(0.5)
                                .extraTrees(true)
                                .pathSmoothing(5)
                                .l1(0.1)
                                .l2(3)
                                .depth(5)
                                .build(),
                        50));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresAsLightGbmBitForBit(Case sample) {
        LabelledRows rows = sample.sample();
        String text = Boosting.modelText(rows, sample.parameters(), sample.rounds());
        FeatureMatrix strange = new SampleData(7).strangeRows(rows.features(), 4_000);

        TreeEnsemble ensemble = TreeEnsemble.parse(text);

        try (var peer = new NativeModel(text)) {
            assertSameBits(ensemble, rows.features(), peer);
            assertSameBits(ensemble, strange, peer);
        }
    }

    private static void assertSameBits(
            TreeEnsemble ensemble, FeatureMatrix rows, NativeModel peer) {
        double[] expected = peer.raw(rows);
        var batch = new double[rows.rows()];
        ensemble.raw(rows, batch);
        for (int row = 0; row < rows.rows(); row++) {
            assertThat(Double.doubleToRawLongBits(ensemble.raw(rows.row(row))))
                    .as("row %d: %s", row, expected[row])
                    .isEqualTo(Double.doubleToRawLongBits(expected[row]));
            assertThat(Double.doubleToRawLongBits(batch[row]))
                    .as("row %d of the batch", row)
                    .isEqualTo(Double.doubleToRawLongBits(expected[row]));
        }
    }
}
