package io.prox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueColumnTest {
    private static final CellFormat.Numbers NUMBERS = new CellFormat.Numbers('.', ',', Set.of());
    private static final ColumnSchema SCHEMA =
            new ColumnSchema("amount", Kind.NUMBER, "numbers", NUMBERS);
    private static final SplittableRandom RANDOM = new SplittableRandom(11);

    static Stream<Named<DoubleSupplier>> ranges() {
        return Stream.of(
                Named.of("bytes", () -> RANDOM.nextInt(-127, 128)),
                Named.of("the lowest byte", () -> RANDOM.nextInt(-128, 128)),
                Named.of("shorts", () -> RANDOM.nextInt(-32_768, 32_768)),
                Named.of("ints", () -> RANDOM.nextInt()),
                Named.of("the lowest int", () -> Integer.MIN_VALUE),
                Named.of("beyond ints", () -> RANDOM.nextLong(-1L << 50, 1L << 50)),
                Named.of("floats", () -> RANDOM.nextInt(1_000) / 8.0),
                Named.of("cents", () -> RANDOM.nextInt(10_000) / 100.0),
                Named.of("minus zero", () -> RANDOM.nextBoolean() ? -0.0 : 0.0),
                Named.of("any double", () -> RANDOM.nextDouble()),
                Named.of("infinity", () -> Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void losesNoBit(DoubleSupplier range) {
        var values = new double[20_000];
        for (int row = 0; row < values.length; row++) {
            values[row] = RANDOM.nextInt(10) == 0 ? Double.NaN : range.getAsDouble();
        }

        ValueColumn column = ValueColumn.of(SCHEMA, values);

        assertThat(column.rows()).isEqualTo(values.length);
        for (int row = 0; row < values.length; row++) {
            assertThat(Double.doubleToLongBits(column.value(row)))
                    .isEqualTo(Double.doubleToLongBits(values[row]));
            assertThat(column.isMissing(row)).isEqualTo(Double.isNaN(values[row]));
        }
        assertThat(column.toArray()).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void readsCellsAsItsFormatDoes(DoubleSupplier range) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < 30_000; row++) {
            double value = range.getAsDouble();
            texts.add(RANDOM.nextInt(10) == 0 ? "" : Double.toString(value));
        }

        ValueColumn column = ValueColumn.of(SCHEMA, Cells.of(texts));

        for (int row = 0; row < texts.size(); row++) {
            assertThat(column.value(row)).isEqualTo(Double.valueOf(NUMBERS.parse(texts.get(row))));
        }
    }

    @Test
    void doesNotShareTheCallersArray() {
        double[] values = {0.1, 0.2};

        ValueColumn column = ValueColumn.of(SCHEMA, values);
        values[0] = 9;

        assertThat(column.value(0)).isEqualTo(0.1);
    }
}
