package io.prox.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @MethodSource("seeds")
    void bothLayoutsFollowThePlainRules(long seed) {
        var small = RandomTrees.ensemble(seed, 9, 40, 1 + (int) seed % 64);
        var large = RandomTrees.ensemble(seed, 9, 11, 300);
        FeatureMatrix rows = RandomTrees.rows(seed, 9, 200);

        for (TreeEnsemble trees : List.of(small, large)) {
            var scores = new double[rows.rows()];
            trees.raw(rows, scores);
            for (int row = 0; row < rows.rows(); row++) {
                double[] values = rows.row(row);
                double expected = 0;
                for (int tree = 0; tree < trees.trees(); tree++) {
                    expected += trees.value[trees.leaf(tree, values)];
                }
                assertThat(trees.raw(values)).isEqualTo(expected);
                assertThat(scores[row]).isEqualTo(expected);
                assertThat(trees.ranked.score(values, trees.ranked.newSlots())).isEqualTo(expected);
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @Test
    void testsCategorySetsOneByOneWhereTablesWouldGrowTooLarge() {
        var builder = new TreeBuilder(2);
        for (int tree = 0; tree < 40; tree++) {
            builder.startTree();
            builder.category(tree % 2, TreeEnsemble.CATEGORICAL, 1);
            for (int word = 0; word < 20_000; word++) {
                builder.word(word * (tree + 77) * 0x9E3779B9);
            }
            builder.leaf(1 << tree % 20, 5);
            builder.leaf(-1 - tree, 7);
        }
        var trees = new TreeEnsemble(builder);
        double[][] rows = {
            {0, 1},
            {639_999, 640_000},
            {31, 32},
            {-1, Double.NaN},
            {1e300, 2e9},
            {77_777.5, 123_456}
        };

        for (double[] row : rows) {
            double expected = 0;
            for (int tree = 0; tree < trees.trees(); tree++) {
                expected += trees.value[trees.leaf(tree, row)];
            }
            assertThat(trees.raw(row)).isEqualTo(expected);
            assertThat(trees.ranked.score(row, trees.ranked.newSlots())).isEqualTo(expected);
        }
    }

    @Test
    void countsRowsGainsAndSplits() {
        LabelledRows rows = new SampleData(5).rows(2_000, 12);
        TreeEnsemble trees = Boosting.train(rows, BoostingParameters.defaults(), 25);

        assertThat(trees.trees()).isEqualTo(25);
        assertThat(trees.features()).isEqualTo(12);
        int leaves = 0;
        for (int tree = 0; tree < trees.trees(); tree++) {
            leaves += trees.leafRows(tree).length;
            assertThat(Arrays.stream(trees.leafRows(tree)).sum()).isEqualTo(2_000);
            assertThat(trees.leafRows(tree)).hasSameSizeAs(trees.leafValues(tree));
        }
        assertThat(trees.leaves()).isEqualTo(leaves);
        assertThat(Arrays.stream(trees.splits()).sum()).isEqualTo(leaves - 25);
        assertThat(trees.splits()[4]).as("the constant column").isZero();
        assertThat(trees.gains()[4]).isZero();
        assertThat(Arrays.stream(trees.gains()).sum()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void survivesWritingAndReading(Case sample) throws IOException {
        LabelledRows rows = sample.sample();
        TreeEnsemble trees = Boosting.train(rows, sample.parameters(), sample.rounds());
        FeatureMatrix strange = new SampleData(3).strangeRows(rows.features(), 300);

        byte[] bytes = written(trees);
        TreeEnsemble again = read(bytes);

        assertThat(written(again)).isEqualTo(bytes);
        assertThat(scores(again, strange)).isEqualTo(scores(trees, strange));
        assertThat(new TreeShap(again).contributions(strange.row(0)))
                .isEqualTo(new TreeShap(trees).contributions(strange.row(0)));
        assertThat(again.gains()).isEqualTo(trees.gains());
        assertThat(again.expected()).isEqualTo(trees.expected());
    }

    @Test
    void refusesDamagedBytesAndNeverHangs() throws IOException {
        TreeEnsemble trees = RandomTrees.ensemble(4, 9, 12, 20);
        byte[] bytes = written(trees);
        FeatureMatrix rows = RandomTrees.rows(4, 9, 5);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(99);
        int refused = 0;
        int changed = 0;

        for (int round = 0; round < 1_500; round++) {
            byte[] damaged = bytes.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            try {
                TreeEnsemble read = read(Arrays.copyOf(damaged, length));
                changed++;
                // Other numbers in the right places: they must score without a fault.
                for (int row = 0; row < rows.rows(); row++) {
                    double[] values = Arrays.copyOf(rows.row(row), read.features());
                    read.raw(values);
                    new TreeShap(read).contributions(values);
                }
            } catch (IOException e) {
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(300);
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void refusesAnEnsembleWithoutTrees() {
        assertThatThrownBy(() -> read(new byte[] {3, 0}))
                .isInstanceOf(IOException.class)
                .hasMessage("trees are damaged: ensemble has no trees");
    }

    @Test
    void saysWhatIsWrongWithModelText() {
        LabelledRows rows = new SampleData(6).rows(500, 6);
        String text = Boosting.modelText(rows, BoostingParameters.defaults(), 3);

        assertThatThrownBy(() -> TreeEnsemble.parse(text.replace("num_class=1", "num_class=3")))
                .hasMessage("model text: num_class is 3, expected 1");
        assertThatThrownBy(
                        () -> TreeEnsemble.parse(text.substring(0, text.indexOf("end of trees"))))
                .hasMessage("model text ends before `end of trees`");
        assertThatThrownBy(
                        () ->
                                TreeEnsemble.parse(
                                        text.replaceFirst("left_child=\\S+", "left_child=0")))
                .hasMessageContaining("tree of line")
                .hasMessageContaining("reached");
        assertThatThrownBy(
                        () ->
                                TreeEnsemble.parse(
                                        text.replaceFirst("leaf_value=\\S+", "leaf_value=")))
                .hasMessageContaining("leaf_value has");
        assertThatThrownBy(
                        () ->
                                TreeEnsemble.parse(
                                        text.replaceFirst("threshold=\\S+", "threshold=x")))
                .hasMessageContaining("\"x\"");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        TreeEnsemble trees = RandomTrees.ensemble(1, 6, 2, 4);

        assertThatThrownBy(() -> trees.raw(new double[5]))
                .hasMessage("row has 5 values, the trees expect 6");
        assertThatThrownBy(() -> new TreeShap(trees).contributions(new double[7]))
                .hasMessage("row has 7 values, the trees expect 6");
    }

    private static byte[] written(TreeEnsemble trees) throws IOException {
        var bytes = new ByteArrayOutputStream();
        trees.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static TreeEnsemble read(byte[] bytes) throws IOException {
        return TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static double[] scores(TreeEnsemble trees, FeatureMatrix rows) {
        var scores = new double[rows.rows()];
        trees.raw(rows, scores);
        return scores;
    }

    private static void assertSameBits(
            TreeEnsemble ensemble, FeatureMatrix rows, NativeModel peer) {
        var batch = new double[rows.rows()];
        ensemble.raw(rows, batch);
        var single = new double[rows.rows()];
        Arrays.setAll(single, row -> ensemble.raw(rows.row(row)));
        var walked = new double[rows.rows()];
        int[] slots = ensemble.ranked.newSlots();
        Arrays.setAll(walked, row -> ensemble.ranked.score(rows.row(row), slots));

        double[] expected = peer.raw(rows);

        assertThat(bits(batch)).isEqualTo(bits(expected));
        assertThat(bits(single)).isEqualTo(bits(expected));
        assertThat(bits(walked)).isEqualTo(bits(expected));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
