package io.prox.tables.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import io.prox.tables.Kind;
import io.prox.tables.TableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnKindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // name | cells, repeated ten times | kind | levels
                "opted in | Yes;No | BOOLEAN | No;Yes",
                "aktiv | ja;nein;Ja | BOOLEAN | nein;ja",
                "abonné | oui;non | BOOLEAN | non;oui",
                "cliente | si;no | BOOLEAN | no;si",
                "flag | TRUE;FALSE; | BOOLEAN | FALSE;TRUE",
                "flag | 0;1;1 | BOOLEAN | 0;1",
                "flag | on;off | BOOLEAN | off;on",
                "flag | y;n;Y;yes | BOOLEAN | n;y",
                "default | yes;no;unknown | BOOLEAN | no;yes",
                "experience | <1;1;2;10;20;>20 | ORDERED | <1;1;2;10;20;>20",
                "last job | never;1;2;4;>4 | ORDERED | never;1;2;4;>4",
                "size | 50-99;10-49;5000+;<10;100-4999 | ORDERED | <10;10-49;50-99;100-4999;5000+",
                "size | 50-99;10/49;5000+;<10;100-4999 | ORDERED | <10;10/49;50-99;100-4999;5000+",
                "stock | 5-20;unknown;1-5;200+ | ORDERED | 1-5;5-20;200+",
                "revenue | $1M - $5M;under $1M;over $5M | ORDERED | under $1M;$1M - $5M;over $5M",
                "tenure | 10+ years;< 1 year;2 years | ORDERED | < 1 year;2 years;10+ years",
                "span | 3-6 months;0-3 months;12+ months | ORDERED | 0-3 months;3-6 months;12+ months",
                "budget | 10k-50k;<5k;>50k;5k-10k | ORDERED | <5k;5k-10k;10k-50k;>50k",
                "interest | high;low;Medium | ORDERED | low;Medium;high",
                "interest | high;low;none | ORDERED | none;low;high",
                "company | large;small;medium | ORDERED | small;medium;large",
                "heat | Hot;Cold;Warm | ORDERED | Cold;Warm;Hot",
                "index | 01.High;02.Medium;03.Low; | ORDERED | 03.Low;02.Medium;01.High",
                "step | 1. New;2. Called;3. Met | ORDERED | 1. New;2. Called;3. Met",
                "segment | Tier 2;Tier 1;Tier 3 | ORDERED | Tier 1;Tier 2;Tier 3",
                "lead grade | B;A;C;A+ | ORDERED | C;B;A;A+",
                "option | B;A;C | CATEGORY | A;B;C",
                "store | Store 1;Store 2;Store 3 | CATEGORY | store 1;store 2;store 3",
                "month | Jan;Feb;Mar | CATEGORY | Feb;Jan;Mar",
                "day | mon;tue;wed | CATEGORY | mon;tue;wed",
                "job | admin;unknown;none | CATEGORY | admin;none;unknown",
                "city | Select;Mumbai;Thane;? | CATEGORY | Mumbai;Thane",
                "region | EMEA;APAC;NA | CATEGORY | APAC;EMEA;NA",
                "answer | blue;NA;red | CATEGORY | blue;red",
                "stage | CONVERTED;converted;converted;open | CATEGORY | converted;open",
                "gift | given;; | CATEGORY | given",
            })
    void findsLevels(String name, String cells, Kind kind, String levels) {
        Decision decision = decide(name, repeated(10, cells));

        assertThat(decision.schema().kind()).as(decision.schema().reason()).isEqualTo(kind);
        assertThat(decision.schema().levels())
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactly(levels.split(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // name | cells, repeated ten times | last cell of them as a number
                "visits | 3;5;12 | 12",
                "price | 1.234,50;7,5 | 7.5",
                "price | 1,234.50;7.5 | 7.5",
                "price | $1,000;$2,500 | 2500",
                "rate | 12 %;7.5 % | 7.5",
                "call duration | 00:01:30;00:12:05 | 725",
                "margin | (500);1200 | 1200",
                "amount | 1 234,5;12,25 | 12.25",
                "visits | 3;NA;none;-;12 | 12",
                "campaign | 1;2;3;4 | 4",
                "year founded | 1996;2003;2011 | 2011",
                "score | 1;2;3;4;5 | 5",
                "month of year | 01;02;12 | 12",
            })
    void findsNumbers(String name, String cells, double last) {
        List<String> column = repeated(10, cells);

        Decision decision = decide(name, column);

        assertThat(decision.schema().kind()).as(decision.schema().reason()).isEqualTo(Kind.NUMBER);
        assertThat(decision.schema().format().parse(column.getLast())).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // name | cells, repeated ten times | the last of them as an instant
                "seen | 2024-03-31;2024-04-01 | 2024-04-01T00:00:00Z",
                "seen | 31.03.2024;01.04.2024 | 2024-04-01T00:00:00Z",
                "seen | 3/31/2024;4/1/2024 | 2024-04-01T00:00:00Z",
                "seen | 31/03/24;01/04/24 | 2024-04-01T00:00:00Z",
                "seen | 31-Mar-2024;1-Apr-2024 | 2024-04-01T00:00:00Z",
                "seen | Mar 31, 2024;Apr 1, 2024 | 2024-04-01T00:00:00Z",
                "seen | 2024-03-31T10:00:00Z;2024-04-01T12:30:00+02:00 | 2024-04-01T10:30:00Z",
                "seen | 2024-03;2024-04 | 2024-04-01T00:00:00Z",
                "seen | Mar 2024;Apr 2024 | 2024-04-01T00:00:00Z",
                "birthday | 20240331;20240401 | 2024-04-01T00:00:00Z",
                "created at | 1711843200;1711929600 | 2024-04-01T00:00:00Z",
                "created at | 1711843200000;1711929600000 | 2024-04-01T00:00:00Z",
                "closed | 2024-03-31;;n/a;0000-00-00;2024-04-01 | 2024-04-01T00:00:00Z",
            })
    void findsDates(String name, String cells, Instant last) {
        List<String> column = repeated(10, cells);

        Decision decision = decide(name, column);

        assertThat(decision.schema().kind()).as(decision.schema().reason()).isEqualTo(Kind.DATE);
        assertThat(decision.schema().format().parse(column.getLast()))
                .isEqualTo((double) last.getEpochSecond());
    }

    @Test
    void findsKeysAndNames() {
        assertThat(kind("Prospect ID", row -> "7927b2df-8bba-" + row)).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("Lead Number", row -> "" + (660_737 - row * 7))).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("n", row -> "" + row)).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("user_id", row -> "" + (row % 300 * 31))).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("account", row -> "Company " + word(row))).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("first name", row -> word(row % 12))).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("company", row -> word(row % 400))).isEqualTo(Kind.IDENTIFIER);
        assertThat(kind("name", row -> word(row % 12))).isEqualTo(Kind.CATEGORY);
        assertThat(kind("national code", row -> "00" + (1000 + row))).isEqualTo(Kind.IDENTIFIER);
    }

    @Test
    void keepsQuantitiesThatHappenToDiffer() {
        assertThat(kind("revenue", row -> (row * 97 + 3) + ".25")).isEqualTo(Kind.NUMBER);
        assertThat(kind("employees", row -> "" + (row * 97 + 3))).isEqualTo(Kind.NUMBER);
    }

    @Test
    void takesNumbersForCodesByTheirName() {
        assertThat(kind("OperatingSystems", row -> "" + (1 + row % 8))).isEqualTo(Kind.CATEGORY);
        assertThat(kind("TrafficType", row -> "" + (1 + row % 20))).isEqualTo(Kind.CATEGORY);
        assertThat(kind("region", row -> "" + (1 + row % 9))).isEqualTo(Kind.CATEGORY);
        assertThat(kind("zip", row -> "" + (10_000 + row % 150))).isEqualTo(Kind.MANY_VALUED);
        assertThat(kind("plz", row -> "0" + (1_000 + row % 150))).isEqualTo(Kind.MANY_VALUED);
        assertThat(kind("visits", row -> "" + (1 + row % 8))).isEqualTo(Kind.NUMBER);
    }

    @Test
    void findsAddressesByContent() {
        assertThat(kind("x", row -> "u" + row + "@example.com")).isEqualTo(Kind.EMAIL);
        assertThat(kind("x", row -> row % 2 == 0 ? "u" + row + "@example.com" : ""))
                .isEqualTo(Kind.EMAIL);
        assertThat(kind("x", row -> "+49 30 " + (1_000_000 + row))).isEqualTo(Kind.PHONE);
        assertThat(kind("x", row -> "(555) 010-" + (1000 + row))).isEqualTo(Kind.PHONE);
        assertThat(kind("phone", row -> "555" + (1_000_000 + row))).isEqualTo(Kind.PHONE);
        assertThat(kind("x", row -> "https://example.com/" + row)).isEqualTo(Kind.URL);
        assertThat(kind("x", row -> word(row) + ".com")).isEqualTo(Kind.URL);
        assertThat(kind("page", row -> "https://example.com/" + row % 5)).isEqualTo(Kind.CATEGORY);
    }

    @Test
    void tellsTextFromManyValues() {
        assertThat(kind("comment", row -> "called on day " + row + " and left a message"))
                .isEqualTo(Kind.TEXT);
        assertThat(kind("landing page", row -> "page-" + word(row % 150)))
                .isEqualTo(Kind.MANY_VALUED);
        assertThat(kind("country", row -> word(row % 38))).isEqualTo(Kind.CATEGORY);
    }

    @Test
    void findsConstants() {
        assertThat(decide("x", repeated(10, "No")).schema().kind()).isEqualTo(Kind.CONSTANT);
        assertThat(decide("x", repeated(10, ";")).schema().kind()).isEqualTo(Kind.CONSTANT);
        assertThat(decide("x", repeated(10, "NA;-")).schema().kind()).isEqualTo(Kind.CONSTANT);
    }

    @Test
    void takesTheValuesOfASingleRowForWhatTheyAre() {
        assertThat(decide("x", List.of("ada@acme.example")).schema().kind()).isEqualTo(Kind.EMAIL);
        assertThat(decide("x", List.of("2026-03-02")).schema().kind()).isEqualTo(Kind.DATE);
        assertThat(decide("x", List.of("17.5")).schema().kind()).isEqualTo(Kind.NUMBER);
        assertThat(decide("Name", List.of("Ada")).schema().kind()).isEqualTo(Kind.IDENTIFIER);
        assertThat(decide("x", List.of("")).schema().kind()).isEqualTo(Kind.CONSTANT);
    }

    @Test
    void findsColumnsThatRepeatAnother() {
        List<String> country = repeated(20, "Germany;France;Spain;");
        List<String> code = repeated(20, "de;fr;es;");
        List<String> shouted = repeated(20, "GERMANY;france;Spain;");
        List<String> other = repeated(20, "de;fr;de;es");

        List<Decision> decisions =
                ColumnKinds.decide(
                                List.of("country", "code", "shouted", "other"),
                                List.of(
                                        Cells.of(country),
                                        Cells.of(code),
                                        Cells.of(shouted),
                                        Cells.of(other)),
                                Map.of(),
                                Set.of(),
                                Set.of(),
                                ',')
                        .columns();

        assertThat(decisions)
                .extracting(decision -> decision.schema().kind())
                .containsExactly(Kind.CATEGORY, Kind.DUPLICATE, Kind.DUPLICATE, Kind.CATEGORY);
        assertThat(decisions.get(1).schema().reason()).contains("country");
    }

    @Test
    void whatAPersonKeepsBecomesWhatItsValuesAre() {
        assertThat(keep("Lead Number", columnOf(600, row -> "" + (1000 + row))).schema())
                .satisfies(
                        schema -> {
                            assertThat(schema.kind()).isEqualTo(Kind.NUMBER);
                            assertThat(schema.reason()).startsWith("kept on request; ");
                            assertThat(schema.format().parse("1,007")).isEqualTo(1007);
                        });
        assertThat(keep("Key", columnOf(600, row -> "a" + row * 7919 + "x")).schema().kind())
                .isEqualTo(Kind.MANY_VALUED);
        assertThat(keep("x", repeated(10, "No")).schema().levels()).containsExactly("No");
        assertThat(keep("Age", columnOf(600, row -> "" + row % 50)).schema())
                .isEqualTo(decide("Age", columnOf(600, row -> "" + row % 50)).schema());
    }

    @Test
    void namesOfPeopleThatAreKeptGiveNoWordAway() {
        Decision names = keep("First Name", columnOf(600, row -> "Ada" + row + " Lovelace"));

        assertThat(names.schema().kind()).isEqualTo(Kind.TEXT);
        assertThat(names.schema().reason()).contains("only length and form");
    }

    @Test
    void aKeptColumnIsNoDuplicate() {
        List<String> values = repeated(20, "Germany;France;Spain");

        List<Decision> decisions =
                ColumnKinds.decide(
                                List.of("one", "two"),
                                List.of(Cells.of(values), Cells.of(values)),
                                Map.of(),
                                Set.of("two"),
                                Set.of(),
                                ',')
                        .columns();

        assertThat(decisions.get(1).schema().kind()).isEqualTo(Kind.CATEGORY);
    }

    @Test
    void noColumnIsADuplicateOfOneKeptVerbatim() {
        List<String> outcome = repeated(20, "yes;no;no");

        List<Decision> decisions =
                ColumnKinds.decide(
                                List.of("outcome", "copy"),
                                List.of(Cells.of(outcome), Cells.of(outcome)),
                                Map.of(),
                                Set.of(),
                                Set.of("outcome"),
                                ',')
                        .columns();

        assertThat(decisions.get(0).schema().format()).isInstanceOf(CellFormat.Verbatim.class);
        assertThat(decisions.get(1).schema().kind()).isEqualTo(Kind.BOOLEAN);
    }

    @Test
    void aFewOddCellsLeaveANumberANumber() {
        Decision few = decide("age", columnOf(1_000, row -> row < 3 ? "x" + row : "" + row % 50));
        Decision many = decide("age", columnOf(1_000, row -> row < 30 ? "x" + row : "" + row % 50));

        assertThat(few.schema().kind()).isEqualTo(Kind.NUMBER);
        assertThat(few.notes()).singleElement().asString().contains("3 of 1,000");
        assertThat(many.schema().kind()).isIn(Kind.CATEGORY, Kind.MANY_VALUED);
    }

    @Test
    void anotherColumnSettlesADoubt() {
        List<String> doubtful = repeated(20, "01/02/2024;03/04/2024;05/02/2024");
        List<String> clear = repeated(20, "31/01/2024;01/02/2024;02/03/2024");
        List<String> thousands = repeated(20, "1.234;2.345;3.456");
        List<String> comma = repeated(20, "0,5;1,25;2,5");

        List<Decision> decisions =
                ColumnKinds.decide(
                                List.of("doubtful", "clear", "thousands", "comma"),
                                List.of(
                                        Cells.of(doubtful),
                                        Cells.of(clear),
                                        Cells.of(thousands),
                                        Cells.of(comma)),
                                Map.of(),
                                Set.of(),
                                Set.of(),
                                ',')
                        .columns();

        assertThat(decisions.get(0).schema().format().parse("03/04/2024"))
                .isEqualTo((double) Instant.parse("2024-04-03T00:00:00Z").getEpochSecond());
        assertThat(decisions.get(0).notes()).anyMatch(note -> note.contains("no cell shows"));
        assertThat(decisions.get(1).notes()).anyMatch(note -> note.contains("day first"));
        assertThat(decisions.get(2).schema().format().parse("1.234")).isEqualTo(1234);
    }

    @Test
    void saysWhatNothingSettles() {
        Decision date = decide("seen", repeated(20, "01/02/2024;03/04/2024;05/02/2024"));
        Decision number = decide("amount", repeated(20, "1.234;2.345;3.456"));

        assertThat(date.notes()).anyMatch(note -> note.contains("nothing in the file shows"));
        assertThat(number.schema().format().parse("1.234")).isEqualTo(1.234);
        assertThat(number.notes()).anyMatch(note -> note.contains("can mean two numbers"));
    }

    @Test
    void takesThePartThatNeverChangesForTheDay() {
        Decision decision = decide("month", repeated(20, "01/01/2024;01/02/2024;01/03/2024"));

        assertThat(decision.schema().format().parse("01/03/2024"))
                .isEqualTo((double) Instant.parse("2024-03-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void mixedOrdersAreNoDates() {
        Decision decision = decide("seen", repeated(20, "31/01/2024;01/31/2024;02/03/2024"));

        assertThat(decision.schema().kind()).isNotEqualTo(Kind.DATE);
        assertThat(decision.notes()).anyMatch(note -> note.contains("others the month"));
    }

    @Test
    void aPersonsChoiceIsNotQuestioned() {
        List<String> codes = repeated(20, "1;2;3");

        assertThat(decideAs(Kind.CATEGORY, "n", codes).schema().levels())
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(decideAs(Kind.NUMBER, "region", codes).schema().format().parse("3"))
                .isEqualTo(3);
        assertThat(decideAs(Kind.ORDERED, "n", codes).schema().levels())
                .containsExactly("1", "2", "3");
        assertThat(decideAs(Kind.TEXT, "n", codes).schema().format())
                .isInstanceOf(CellFormat.Verbatim.class);
        assertThat(decideAs(Kind.BOOLEAN, "n", repeated(9, "won;lost")).schema().levels())
                .containsExactly("lost", "won");
        assertThatThrownBy(() -> decideAs(Kind.BOOLEAN, "n", codes))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("3 values");
        assertThatThrownBy(() -> decideAs(Kind.DATE, "n", repeated(9, "a;b")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("dates");
        assertThatThrownBy(() -> decideAs(Kind.NUMBER, "n", repeated(9, "a;b")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("none of its 18 cells is one");
    }

    @Test
    void noChoiceBringsPersonalValuesIntoLevels() {
        List<String> addresses = columnOf(40, row -> "p" + row % 4 + "@example.org");
        List<String> phones = columnOf(40, row -> "+49 30 55500" + row % 4);
        List<String> names = repeated(20, "Ada;Grace");

        assertThatThrownBy(() -> decideAs(Kind.CATEGORY, "owner", addresses))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("e-mail addresses");
        assertThatThrownBy(() -> decideAs(Kind.MANY_VALUED, "phone", phones))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("phone numbers");
        assertThatThrownBy(() -> decideAs(Kind.CATEGORY, "First name", names))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("names of people");
    }

    @Test
    void fewAddressesAmongTheValuesOfACategoryHaveNoLevel() {
        Decision decision =
                decide(
                        "owner",
                        columnOf(60, row -> row % 6 == 0 ? "p@example.org" : "team " + row % 3));

        assertThat(decision.schema().kind()).isEqualTo(Kind.CATEGORY);
        assertThat(decision.schema().levels())
                .containsExactlyInAnyOrder("team 0", "team 1", "team 2");
        assertThat(decision.notes())
                .anyMatch(note -> note.contains("e-mail addresses among the values (1)"));
    }

    @Test
    void decidesTheSameForAnyOrderOfTheRows() {
        List<String> column = columnOf(5_000, row -> row % 7 == 0 ? "" : "v" + row % 321);
        List<String> reversed = new ArrayList<>(column).reversed();

        assertThat(decide("page", column).schema()).isEqualTo(decide("page", reversed).schema());
    }

    @Test
    void boundsTheLevelsOfAColumnOfVeryManyValues() {
        List<String> column =
                columnOf(300_000, row -> row % 3 == 0 ? "top " + row % 300 : "v" + row % 120_000);

        Decision decision = decide("keyword", column);

        assertThat(decision.schema().kind()).isEqualTo(Kind.MANY_VALUED);
        assertThat(decision.schema().levels()).hasSizeLessThanOrEqualTo(LevelList.MOST);
        assertThat(decision.schema().format().parse("top 3")).isNotNegative();
        assertThat(decision.notes()).anyMatch(note -> note.contains("most frequent values"));
    }

    private static Kind kind(String name, IntFunction<String> cell) {
        return decide(name, columnOf(600, cell)).schema().kind();
    }

    private static Decision decide(String name, List<String> column) {
        return ColumnKinds.decide(
                        List.of(name), List.of(Cells.of(column)), Map.of(), Set.of(), Set.of(), ',')
                .columns()
                .getFirst();
    }

    private static Decision keep(String name, List<String> column) {
        return ColumnKinds.decide(
                        List.of(name),
                        List.of(Cells.of(column)),
                        Map.of(),
                        Set.of(name),
                        Set.of(),
                        ',')
                .columns()
                .getFirst();
    }

    private static Decision decideAs(Kind kind, String name, List<String> column) {
        return ColumnKinds.decide(
                        List.of(name),
                        List.of(Cells.of(column)),
                        Map.of(name, kind),
                        Set.of(),
                        Set.of(),
                        ',')
                .columns()
                .getFirst();
    }

    private static List<String> columnOf(int rows, IntFunction<String> cell) {
        return IntStream.range(0, rows).mapToObj(cell).toList();
    }

    private static List<String> repeated(int times, String cells) {
        var column = new ArrayList<String>();
        for (int time = 0; time < times; time++) {
            column.addAll(List.of(cells.strip().split(";", -1)));
        }
        return column;
    }

    /// A made-up word that differs for each number.
    private static String word(int number) {
        var word = new StringBuilder();
        for (int rest = number + 26 * 26; rest > 0; rest /= 26) {
            word.append((char) ((word.isEmpty() ? 'A' : 'a') + rest % 26));
        }
        return word.toString();
    }
}
