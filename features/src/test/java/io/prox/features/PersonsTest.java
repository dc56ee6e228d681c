package io.prox.features;

import static io.prox.features.Columns.numbers;
import static io.prox.features.Columns.table;
import static io.prox.features.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonsTest {

    @Test
    void rowsOfOneAddressAreOnePerson() {
        int[] groups =
                Persons.groups(
                        table(
                                text(
                                        "Email",
                                        Kind.EMAIL,
                                        "ada@acme.de",
                                        "grace@acme.de",
                                        "Ada <ADA+news@acme.de>",
                                        "",
                                        "")));

        assertThat(groups).containsExactly(0, 1, 0, 2, 3);
    }

    @Test
    void rowsOfOneNumberAreOnePersonHoweverItIsWritten() {
        int[] groups =
                Persons.groups(
                        table(
                                text(
                                        "Phone",
                                        Kind.PHONE,
                                        "+49 171 123-4567",
                                        "0049 171 1234567",
                                        "+49 171 1234568",
                                        "00000000",
                                        "00000000",
                                        "12 34",
                                        "12 34")));

        assertThat(groups).containsExactly(0, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void sharingIsTransitiveAcrossColumns() {
        int[] groups =
                Persons.groups(
                        table(
                                text("mail", Kind.EMAIL, "a@x.de", "b@x.de", "b@x.de", "c@x.de"),
                                text(
                                        "phone",
                                        Kind.PHONE,
                                        "0171 1234567",
                                        "0171 1234567",
                                        "0171 7654321",
                                        "0171 7654321")));

        assertThat(groups).containsExactly(0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id",
                "CustomerID",
                "Contact Id",
                "lead key",
                "userid",
                "Kunden-Nr"
            })
    void rowsOfOneKeyAreOnePersonWhereTheNameSaysSo(String name) {
        assertThat(Persons.groups(table(text(name, Kind.IDENTIFIER, "7", "8", "7"))))
                .containsExactly(0, 1, 0);
        assertThat(Persons.groups(table(numbers(name, 7, 8, 7)))).containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order id", "campaign_id", "Leads", "number of contacts", "idle", "paid"})
    void otherNamesAreNoKey(String name) {
        assertThat(Persons.groups(table(text(name, Kind.IDENTIFIER, "7", "8", "7"))))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aPlaceholderBindsNobody() {
        String[] addresses = new String[100];
        Arrays.setAll(addresses, row -> row < 30 ? "test@test.com" : "p" + row / 2 + "@acme.de");

        int[] groups = Persons.groups(table(text("Email", Kind.EMAIL, addresses)));

        assertThat(Arrays.stream(groups, 0, 30).distinct().count()).isEqualTo(30);
        assertThat(groups[30]).isEqualTo(groups[31]).isNotEqualTo(groups[32]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fineRowsThatOccurTwiceAreOneRowExportedTwice(long seed) {
        var random = new SplittableRandom(seed);
        int rows = 2_000;
        var columns = new double[6][rows];
        for (double[] column : columns) {
            Arrays.setAll(column, row -> random.nextInt(500));
            for (int copy = 0; copy < 100; copy++) {
                column[1_900 + copy] = column[copy];
            }
        }

        int[] groups = Persons.groups(numberTable(columns));

        for (int copy = 0; copy < 100; copy++) {
            assertThat(groups[1_900 + copy]).isEqualTo(groups[copy]);
        }
        assertThat(Arrays.stream(groups).distinct().count()).isEqualTo(1_900);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void coarseRowsHaveHonestTwins(long seed) {
        var random = new SplittableRandom(seed);
        var columns = new double[5][2_000];
        for (double[] column : columns) {
            Arrays.setAll(column, row -> random.nextInt(4));
        }

        int[] groups = Persons.groups(numberTable(columns));

        assertThat(Arrays.stream(groups).distinct().count()).isGreaterThan(1_990);
    }

    /// Thirty columns that all follow one hidden state: independence would call each twin a
    /// miracle.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void columnsThatSayTheSameDoNotMakeTwinsImplausible(long seed) {
        var random = new SplittableRandom(seed);
        int rows = 2_000;
        int[] state = IntStream.range(0, rows).map(row -> random.nextInt(100)).toArray();
        var columns = new double[33][rows];
        for (double[] coarse : Arrays.copyOf(columns, 3)) {
            Arrays.setAll(coarse, row -> random.nextInt(5));
        }
        for (double[] column : Arrays.copyOfRange(columns, 3, 33)) {
            double[] valueOfState = random.doubles(100).toArray();
            Arrays.setAll(column, row -> valueOfState[state[row]]);
        }

        int[] groups = Persons.groups(numberTable(columns));

        assertThat(Arrays.stream(groups).distinct().count()).isGreaterThan(1_980);
    }

    @Test
    void identifiersDoNotHideARowExportedTwice() {
        var random = new SplittableRandom(1);
        String[] ids = IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);
        double[] amounts = random.doubles(500).toArray();
        double[] times = random.doubles(500).toArray();
        amounts[499] = amounts[3];
        times[499] = times[3];

        int[] groups =
                Persons.groups(
                        table(
                                text("export line", Kind.IDENTIFIER, ids),
                                numbers("amount", amounts),
                                numbers("time", times)));

        assertThat(groups[499]).isEqualTo(groups[3]);
        assertThat(Arrays.stream(groups).distinct().count()).isEqualTo(499);
    }

    @Test
    void anUnknownLevelIsNobodysKey() {
        var schema =
                new ColumnSchema(
                        "customer_id",
                        Kind.MANY_VALUED,
                        "test",
                        new CellFormat.Levels(List.of("a"), Set.of()));
        ValueColumn keys =
                ValueColumn.of(schema, new double[] {CellFormat.NEW_LEVEL, 0, 0, -1, Double.NaN});

        assertThat(Persons.groups(table(keys))).containsExactly(0, 1, 1, 2, 3);
    }

    @Test
    void numbersGroupsInOrderOfAppearance() {
        assertThat(Persons.groups(new Table(3, List.<Column>of()))).containsExactly(0, 1, 2);
        assertThat(Persons.groups(new Table(0, List.<Column>of()))).isEmpty();
    }

    private static Table numberTable(double[][] columns) {
        return table(
                IntStream.range(0, columns.length)
                        .mapToObj(index -> numbers("n" + index, columns[index]))
                        .toArray(Column[]::new));
    }
}
