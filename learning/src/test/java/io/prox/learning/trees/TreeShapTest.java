package io.prox.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeShapTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @MethodSource("io.prox.learning.trees.TreeEnsembleTest#cases")
    void explainsAsLightGbmAndAddsUp(TreeEnsembleTest.Case sample) {
        LabelledRows rows = sample.sample();
        String text = Boosting.modelText(rows, sample.parameters(), sample.rounds());
        FeatureMatrix strange = new SampleData(11).strangeRows(rows.features(), 50);
        TreeEnsemble ensemble = TreeEnsemble.parse(text);

        var shap = new TreeShap(ensemble);

        try (var peer = new NativeModel(text)) {
            double[][] expected = peer.contributions(strange);
            for (int row = 0; row < strange.rows(); row++) {
                double[] found = shap.contributions(strange.row(row));
                double raw = ensemble.raw(strange.row(row));
                assertThat(found)
                        .as("row %d", row)
                        .containsExactly(expected[row], within(TOLERANCE));
                assertThat(Arrays.stream(found).sum())
                        .isCloseTo(raw, within(TOLERANCE * Math.max(1, Math.abs(raw))));
            }
        }
    }

    /// Paths of many columns need more points than go through a tree at once.
    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheDefinitionOnLongPaths(long seed) {
        var trees = RandomTrees.ensemble(seed, 13, 1, 90);
        FeatureMatrix rows = RandomTrees.rows(seed, 13, 1);

        double[] found = new TreeShap(trees).contributions(rows.row(0));

        assertThat(found).containsExactly(ShapleyValues.of(trees, rows.row(0)), within(1e-11));
    }

    /// Trees of more splits than a word has bits are among them, and rows that come again.
    @ParameterizedTest
    @CsvSource({"6, 3, 12", "9, 40, 31", "13, 2, 90"})
    void explainsRowsTogetherAsEachAlone(int columns, int count, int leaves) {
        for (long seed = 1; seed <= 5; seed++) {
            var trees = RandomTrees.ensemble(seed, columns, count, leaves);
            FeatureMatrix drawn = RandomTrees.rows(seed, columns, 150);
            double[][] rows =
                    IntStream.range(0, 2 * drawn.rows())
                            .mapToObj(row -> drawn.row(row % drawn.rows()))
                            .toArray(double[][]::new);
            var shap = new TreeShap(trees);

            double[][] together = shap.contributions(rows);

            for (int row = 0; row < rows.length; row++) {
                assertThat(together[row])
                        .as("row %d", row)
                        .isEqualTo(shap.contributions(rows[row]));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheDefinitionOverAllSubsets(long seed) {
        var trees = RandomTrees.ensemble(seed, 6, 3, 12);
        FeatureMatrix rows = RandomTrees.rows(seed, 6, 20);

        var shap = new TreeShap(trees);

        for (int row = 0; row < rows.rows(); row++) {
            double[] expected = ShapleyValues.of(trees, rows.row(row));
            assertThat(shap.contributions(rows.row(row)))
                    .as("row %d", row)
                    .containsExactly(expected, within(1e-12));
        }
    }
}
