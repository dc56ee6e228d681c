package io.prox.learning.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.learning.Leads;
import io.prox.learning.encoding.Encoder.Training;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {
    private static final int ROWS = 600;
    private static final long SEED = 4;

    private final Leads leads =
            Leads.of(ROWS, 1)
                    .number("visits", (_, random) -> random.nextInt(30))
                    .category("source", 4, (_, random) -> random.nextInt(4))
                    .manyValued("page", 60, (_, random) -> random.nextInt(60))
                    .date("created", (_, random) -> random.nextInt(300))
                    .converting((row, _) -> row % 3 - 1.5);

    @Test
    void encodesATrainingRowWithoutItsOwnOutcome() {
        List<ValueColumn> columns = List.of(leads.column("page"));
        FeatureMatrix before = training(columns, leads.labels()).trees();
        int unlike = 0;

        for (int row = 0; row < 40; row++) {
            byte[] turned = leads.labels();
            turned[row] = (byte) (1 - turned[row]);
            FeatureMatrix after = training(columns, turned).trees();
            assertThat(after.value(row, 0)).isEqualTo(before.value(row, 0));
            for (int other = 0; other < ROWS; other++) {
                unlike += after.value(other, 0) != before.value(other, 0) ? 1 : 0;
            }
        }

        assertThat(unlike).as("rows of other parts that learn from the turned ones").isPositive();
    }

    @Test
    void doesNotTellTheOutcomeByLevelsOfOneRowEach() {
        ValueColumn keys =
                Leads.levels(
                        "key",
                        Kind.MANY_VALUED,
                        ROWS,
                        IntStream.range(0, ROWS).asDoubleStream().toArray());

        FeatureMatrix features = training(List.of(keys), leads.labels()).trees();

        double converted = 0;
        double others = 0;
        int hits = 0;
        for (int row = 0; row < ROWS; row++) {
            if (leads.labels()[row] == 1) {
                converted += features.value(row, 0);
                hits++;
            } else {
                others += features.value(row, 0);
            }
        }
        assertThat(converted / hits - others / (ROWS - hits)).isBetween(-0.05, 0.05);
    }

    @Test
    void encodesOtherRowsByAllTrainingRows() {
        int[] train = IntStream.range(0, 400).toArray();
        int[] rest = IntStream.range(400, ROWS).toArray();
        Encoder encoder = Encoder.fit(leads.columns(), train, leads.labels(), SEED).encoder();
        FeatureMatrix trees = encoder.trees(leads.columns(), rest);
        double[] features = new double[encoder.treeWidth()];

        for (int index = 0; index < rest.length; index++) {
            encoder.trees(values(rest[index]), features);
            for (int feature = 0; feature < features.length; feature++) {
                assertThat(features[feature]).isEqualTo(trees.value(index, feature));
            }
        }
    }

    @Test
    void givesTheRegressionTheSameFeaturesRowByRowAsTogether() {
        Encoder encoder = training(leads.columns(), leads.labels()).encoder();
        double[] coefficients =
                IntStream.range(0, encoder.linearWidth())
                        .mapToDouble(feature -> 1 + feature * 0.37)
                        .toArray();
        int[] rows = {3, 77, 512};
        var matrix = encoder.linear(leads.columns(), rows);

        for (int index = 0; index < rows.length; index++) {
            double[] sum = {0};
            encoder.linear(
                    values(rows[index]),
                    (feature, value) -> sum[0] += coefficients[feature] * (float) value);
            assertThat(matrix.dot(index, coefficients)).isEqualTo(sum[0]);
        }
    }

    @Test
    void doesNotLookAtRowsOutsideOfTraining() {
        int[] train = IntStream.range(0, 400).toArray();
        byte[] turned = leads.labels();
        for (int row = 400; row < ROWS; row++) {
            turned[row] = (byte) (1 - turned[row]);
        }

        byte[] one = bytes(Encoder.fit(leads.columns(), train, leads.labels(), SEED).encoder());
        byte[] other = bytes(Encoder.fit(leads.columns(), train, turned, SEED).encoder());

        assertThat(other).isEqualTo(one);
    }

    @Test
    void givesEachFeatureToOneColumn() {
        Encoder encoder = training(leads.columns(), leads.labels()).encoder();

        int[] ofTrees =
                IntStream.range(0, encoder.treeWidth()).map(encoder::columnOfTreeFeature).toArray();
        int[] ofLinear =
                IntStream.range(0, encoder.linearWidth())
                        .map(encoder::columnOfLinearFeature)
                        .toArray();

        assertThat(ofTrees).isSorted().contains(0, 1, 2, 3);
        assertThat(ofLinear).isSorted().contains(0, 1, 2, 3);
        assertThat(Arrays.stream(ofTrees).filter(column -> column == 2).count()).isEqualTo(3);
        double[] before = new double[encoder.treeWidth()];
        double[] after = new double[encoder.treeWidth()];
        double[] values = values(5);
        encoder.trees(values, before);
        values[2] = (values[2] + 1) % 60;
        encoder.trees(values, after);
        for (int feature = 0; feature < before.length; feature++) {
            if (ofTrees[feature] != 2) {
                assertThat(after[feature]).isEqualTo(before[feature]);
            }
        }
    }

    @Test
    void comesBackFromItsBytes() throws IOException {
        Encoder encoder = training(leads.columns(), leads.labels()).encoder();
        byte[] written = bytes(encoder);

        Encoder read = read(written);

        assertThat(bytes(read)).isEqualTo(written);
        assertThat(read.columns()).isEqualTo(4);
        assertThat(read.treeWidth()).isEqualTo(encoder.treeWidth());
        assertThat(read.linearWidth()).isEqualTo(encoder.linearWidth());
    }

    @Test
    void refusesDamage() {
        byte[] written = bytes(training(leads.columns(), leads.labels()).encoder());
        byte[] unknown = written.clone();
        unknown[Integer.BYTES] = 9;
        byte[] many = written.clone();
        many[0] = 0x7f;

        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown column encoding 9");
        assertThatThrownBy(() -> read(many))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("impossible number of encodings");
        assertThatThrownBy(() -> read(Arrays.copyOf(written, written.length - 1)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void encodesAlikeForOneSeed(long seed) {
        FeatureMatrix one =
                Encoder.fit(leads.columns(), leads.rows(), leads.labels(), seed).trees();
        FeatureMatrix again =
                Encoder.fit(leads.columns(), leads.rows(), leads.labels(), seed).trees();

        for (int row = 0; row < ROWS; row++) {
            for (int feature = 0; feature < one.columns(); feature++) {
                assertThat(again.value(row, feature)).isEqualTo(one.value(row, feature));
            }
        }
    }

    private Training training(List<ValueColumn> columns, byte[] labels) {
        return Encoder.fit(columns, leads.rows(), labels, SEED);
    }

    private double[] values(int row) {
        return leads.columns().stream().mapToDouble(column -> column.value(row)).toArray();
    }

    private static byte[] bytes(Encoder encoder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            encoder.write(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new AssertionError("memory is always writable", impossible);
        }
        return bytes.toByteArray();
    }

    private static Encoder read(byte[] bytes) throws IOException {
        return Encoder.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
