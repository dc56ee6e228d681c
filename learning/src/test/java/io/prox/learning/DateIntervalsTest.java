package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.DateIntervals.Pair;
import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DateIntervalsTest {
    private static final int ROWS = 40;

    @Test
    void countsTheDaysFromTheEarlierToTheLaterDate() {
        Table table = table(days("asked", row -> row), days("answered", row -> row + row % 5));

        DateIntervals intervals = DateIntervals.in(table);
        Table whole = intervals.addTo(table);

        assertThat(intervals.pairs()).containsExactly(new Pair("asked", "answered"));
        ValueColumn added = (ValueColumn) whole.column("Days from asked to answered").orElseThrow();
        assertThat(added.value(13)).isEqualTo(3);
        assertThat(added.schema().kind()).isEqualTo(Kind.NUMBER);
        assertThat(added.schema().source()).isEqualTo("answered");
        assertThat(intervals.earlierDates("Days from asked to answered")).containsExactly("asked");
        assertThat(intervals.earlierDates("asked")).isEmpty();
    }

    @Test
    void hasNoDaysWhereADateIsMissing() {
        Table table =
                table(
                        days("asked", row -> row),
                        days("answered", row -> row % 2 == 0 ? Double.NaN : row + row % 5));

        ValueColumn added =
                (ValueColumn)
                        DateIntervals.in(table)
                                .addTo(table)
                                .column("Days from asked to answered")
                                .orElseThrow();

        assertThat(added.isMissing(4)).isTrue();
        assertThat(added.value(3)).isEqualTo(3);
    }

    @Test
    void passesOverDatesWithoutASequence() {
        Table unordered =
                table(days("one", row -> row * 7 % ROWS), days("other", row -> row * 11 % ROWS));
        Table equal = table(days("one", row -> row), days("other", row -> row));
        Table seldom =
                table(
                        days("one", row -> row),
                        days("other", row -> row % 10 == 0 ? row + 2 : Double.NaN));

        assertThat(DateIntervals.in(unordered).pairs()).isEmpty();
        assertThat(DateIntervals.in(equal).pairs()).isEmpty();
        assertThat(DateIntervals.in(seldom).pairs()).isEmpty();
    }

    @Test
    void addsNothingToATableWithoutTheDates() {
        DateIntervals intervals = new DateIntervals(List.of(new Pair("asked", "answered")));
        Table table = table(days("asked", row -> row));

        assertThat(intervals.addTo(table).columns()).hasSize(1);
    }

    private interface Day {
        double of(int row);
    }

    private static ValueColumn days(String name, Day day) {
        return Leads.days(name, IntStream.range(0, ROWS).mapToDouble(day::of).toArray());
    }

    private static Table table(Column... columns) {
        return new Table(ROWS, List.of(columns));
    }
}
