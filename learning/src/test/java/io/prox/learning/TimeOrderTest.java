package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {
    private static final int ROWS = 60;

    @Test
    void followsADate() {
        TimeOrder order = TimeOrder.by(table(dates("Created")), "Created");

        assertThat(order.name()).isEqualTo("Created");
        assertThat(order.position(0)).isLessThan(order.position(1));
    }

    @Test
    void followsTheRowsOnRequest() {
        TimeOrder order = TimeOrder.by(table(dates("Created")), TimeOrder.FILE_ORDER);

        assertThat(order.name()).isEqualTo("row order");
        assertThat(order.position(0)).isZero();
        assertThat(order.position(ROWS - 1)).isEqualTo(ROWS - 1.0);
    }

    @Test
    void followsAnIdentifierOfDigits() {
        TimeOrder order = TimeOrder.by(table(identifiers(numbers())), "Lead Number");

        assertThat(order.position(3)).isEqualTo(100_003);
    }

    @Test
    void refusesAColumnThatIsNotThere() {
        assertThatThrownBy(() -> TimeOrder.by(table(dates("Created")), "Creatd"))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("no column 'Creatd'");
    }

    @Test
    void refusesTextAndConstants() {
        Column names =
                Leads.text("Name", Kind.IDENTIFIER, Collections.nCopies(ROWS, "Ada Lovelace"));
        Column still = Leads.numbers("Still", new double[ROWS]);

        assertThatThrownBy(() -> TimeOrder.by(table(names), "Name"))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("'Name' (identifier) gives no order in time: 0 of 60 rows")
                .hasMessageContaining(TimeOrder.FILE_ORDER);
        assertThatThrownBy(() -> TimeOrder.by(table(still), "Still"))
                .isInstanceOf(LearningException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CATEGORY", "MANY_VALUED", "BOOLEAN"})
    void refusesLevelsWithoutAnOrder(Kind kind) {
        Column months =
                Leads.levels(
                        "Month",
                        kind,
                        3,
                        IntStream.range(0, ROWS).mapToDouble(row -> row % 3).toArray());

        assertThatThrownBy(() -> TimeOrder.by(table(months), "Month"))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("gives no order in time");
    }

    @Test
    void refusesADateThatIsMostlyMissing() {
        double[] days = IntStream.range(0, ROWS).asDoubleStream().toArray();
        for (int row = 0; row < ROWS; row += 4) {
            days[row] = Double.NaN;
        }

        assertThatThrownBy(() -> TimeOrder.by(table(Leads.days("Created", days)), "Created"))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("45 of 60 rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Created Date",
                "created_at",
                "Lead Created",
                "first_contact_date",
                "engage_date",
                "Registration date",
                "Date",
                "Inquiry date",
                "Eingang",
            })
    void recognisesADateThatSaysWhenALeadCame(String name) {
        assertThat(TimeOrder.recognise(table(dates(name))).map(TimeOrder::name)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close_date",
                "Date won",
                "Converted Date",
                "Last Modified Date",
                "Birth date",
                "Order date",
                "End date",
                "Next contact date",
            })
    void passesOverADateOfWhatCameLater(String name) {
        assertThat(TimeOrder.recognise(table(dates(name)))).isEmpty();
    }

    @Test
    void prefersTheStrongestName() {
        Table table = table(dates("Contact date"), dates("Created"));

        assertThat(TimeOrder.recognise(table).map(TimeOrder::name)).contains("Created");
    }

    @Test
    void passesOverADateWithGapsOrWithFewDays() {
        double[] gaps = IntStream.range(0, ROWS).asDoubleStream().toArray();
        for (int row = 0; row < ROWS; row += 10) {
            gaps[row] = Double.NaN;
        }
        double[] few = IntStream.range(0, ROWS).mapToDouble(row -> Math.floor(row / 6.0)).toArray();

        assertThat(TimeOrder.recognise(table(Leads.days("Created", gaps)))).isEmpty();
        assertThat(TimeOrder.recognise(table(Leads.days("Created", few)))).isEmpty();
    }

    @Test
    void recognisesAnIdentifierGivenInSequence() {
        List<String> falling = numbers().reversed();
        List<String> shuffled = numbers().stream().collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(1));

        assertThat(TimeOrder.recognise(table(identifiers(numbers()))).map(TimeOrder::name))
                .contains("Lead Number");
        assertThat(TimeOrder.recognise(table(identifiers(falling)))).isPresent();
        assertThat(TimeOrder.recognise(table(identifiers(shuffled)))).isEmpty();
    }

    @Test
    void findsNoOrderInOrdinaryColumns() {
        double[] rising = IntStream.range(0, ROWS).asDoubleStream().toArray();

        assertThat(TimeOrder.recognise(table(Leads.numbers("Visits", rising)))).isEmpty();
    }

    private static Table table(Column... columns) {
        return new Table(ROWS, List.of(columns));
    }

    private static ValueColumn dates(String name) {
        return Leads.days(name, IntStream.range(0, ROWS).asDoubleStream().toArray());
    }

    private static Column identifiers(List<String> cells) {
        return Leads.text("Lead Number", Kind.IDENTIFIER, cells);
    }

    private static List<String> numbers() {
        return IntStream.range(0, ROWS).mapToObj(row -> "" + (100_000 + row)).toList();
    }
}
