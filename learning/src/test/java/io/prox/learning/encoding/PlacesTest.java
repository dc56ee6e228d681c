package io.prox.learning.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.learning.Leads;
import io.prox.tables.ValueColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int ROWS = 400;

    @Test
    void poolsSeldomAndNewLevelsAndGivesMissingAPlace() {
        // 200, 120, 75 and 5 rows of the levels 2, 0, 1 and 3
        Places places =
                places(
                        Leads.of(ROWS, 1)
                                .category(
                                        "source",
                                        4,
                                        (row, _) ->
                                                row < 200 ? 2 : row < 320 ? 0 : row < 395 ? 1 : 3));

        assertThat(of(places, 2, 0, 1)).containsExactly(2, 3, 4);
        assertThat(of(places, 3, 7, -1)).containsOnly(0);
        assertThat(places.of(Double.NaN)).isEqualTo(1);
        assertThat(places.count()).isEqualTo(5);
    }

    @Test
    void keepsTheMostFrequentOfManyLevels() {
        Places places =
                places(
                        Leads.of(ROWS, 1)
                                .category("city", 20, (row, _) -> row < 220 ? row % 11 : row % 20));

        assertThat(places.count()).isEqualTo(14);
        assertThat(of(places, 0, 5, 10)).doesNotContain(0, 1).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 20).filter(level -> places.of(level) == 0)).hasSize(8);
    }

    @Test
    void givesEachOfFewQuantitiesAPlace() {
        Places places = places(Leads.of(ROWS, 1).number("visits", (row, _) -> 10 * (row % 3)));

        assertThat(of(places, 0, 10, 20)).containsExactly(1, 2, 3);
        assertThat(of(places, -1e300, 9.9, 19.9, 1e300)).containsExactly(1, 1, 2, 3);
        assertThat(places.of(Double.NaN)).isZero();
    }

    @Test
    void cutsManyQuantitiesIntoRangesOfAsManyRows() {
        ValueColumn column =
                Leads.of(ROWS, 1).number("amount", (row, _) -> row * row).column("amount");
        Places places = Places.fit(column, rows()).orElseThrow();

        int[] counts = new int[places.count()];
        for (int row = 0; row < ROWS; row++) {
            counts[places.of(column.value(row))]++;
        }

        assertThat(counts).hasSize(9);
        assertThat(counts[0]).isZero();
        assertThat(Arrays.stream(counts).skip(1)).allMatch(count -> Math.abs(count - 50) <= 1);
    }

    @Test
    void hasNoPlacesForDates() {
        assertThat(
                        Places.fit(
                                Leads.of(ROWS, 1)
                                        .date("created", (row, _) -> row)
                                        .column("created"),
                                rows()))
                .isEmpty();
    }

    @Test
    void comesBackFromItsBytesAndRefusesOthers() throws IOException {
        for (Leads leads :
                new Leads[] {
                    Leads.of(ROWS, 1).category("c", 4, (row, _) -> row % 4),
                    Leads.of(ROWS, 1).number("c", (row, _) -> row)
                }) {
            Places places = places(leads);
            byte[] written = bytes(places);

            Places read = read(written);

            assertThat(bytes(read)).isEqualTo(written);
            for (double value : new double[] {-1, 0, 1, 2.5, 3, 399, Double.NaN}) {
                assertThat(read.of(value)).isEqualTo(places.of(value));
            }
            for (int length = 0; length < written.length; length++) {
                byte[] cut = Arrays.copyOf(written, length);
                assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
            }
        }
        byte[] odd = bytes(places(Leads.of(ROWS, 1).category("c", 4, (row, _) -> row % 4)));
        odd[8] = 9; // the place of the first level, of which there are six
        assertThatThrownBy(() -> read(odd)).hasMessage("level outside of its places");
    }

    private static Places places(Leads leads) {
        return Places.fit(leads.columns().getFirst(), rows()).orElseThrow();
    }

    private static int[] of(Places places, double... values) {
        return Arrays.stream(values).mapToInt(places::of).toArray();
    }

    private static int[] rows() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static byte[] bytes(Places places) throws IOException {
        var bytes = new ByteArrayOutputStream();
        places.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Places read(byte[] bytes) throws IOException {
        return Places.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
