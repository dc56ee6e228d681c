package io.prox.learning.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.DatePattern;
import io.prox.tables.DatePattern.Order;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnSummaryTest {
    private static final ColumnSchema TIME = number("Time Spent");

    @Test
    void aNumberStandsBesideWhatIsUsual() {
        ColumnSummary times = summary(TIME, IntStream.rangeClosed(0, 496).asDoubleStream());

        assertThat(times.sentence(TIME, 1428))
                .isEqualTo("Time Spent is 1,428, far above the usual 248");
        assertThat(times.sentence(TIME, 400)).isEqualTo("Time Spent is 400, above the usual 248");
        assertThat(times.sentence(TIME, 248)).isEqualTo("Time Spent is 248, as usual");
        assertThat(times.sentence(TIME, 60)).isEqualTo("Time Spent is 60, below the usual 248");
        assertThat(times.sentence(TIME, -9)).isEqualTo("Time Spent is -9, far below the usual 248");
    }

    @Test
    void aNumberOfTheMiddleHalfIsNotCalledNearWhenItIsHalfTheUsual() {
        ColumnSummary times = summary(TIME, IntStream.rangeClosed(0, 496).asDoubleStream());

        assertThat(times.sentence(TIME, 130))
                .isEqualTo("Time Spent is 130, within the usual 124 to 372");
    }

    @Test
    void aBoundThatManyShareIsFarOutWhenItIsFarFromTheMiddle() {
        ColumnSummary rates =
                summary(TIME, IntStream.range(0, 100).mapToDouble(i -> i < 90 ? i % 4 : 50));

        assertThat(rates.sentence(TIME, 50)).isEqualTo("Time Spent is 50, far above the usual 2");
    }

    @Test
    void absenceAndNoveltyAreSaid() {
        var schema = levels("Source", "Source", Kind.CATEGORY, "Web", "Fair");
        ColumnSummary sources = summary(schema, IntStream.range(0, 9).mapToDouble(i -> i % 2));

        assertThat(sources.sentence(schema, Double.NaN)).isEqualTo("Source is not given");
        assertThat(sources.sentence(schema, CellFormat.NEW_LEVEL))
                .isEqualTo("Source is a value not seen before");
        assertThat(sources.sentence(schema, 1)).isEqualTo("Source is Fair");
    }

    @Test
    void aValueThatWouldRunIntoTheWordsAfterItIsQuotedAndALongOneIsCut() {
        var schema = levels("Note", "Note", Kind.CATEGORY, "called, no answer", "x".repeat(90));
        ColumnSummary notes = summary(schema, IntStream.range(0, 9).mapToDouble(i -> i % 2));

        assertThat(notes.sentence(schema, 0)).isEqualTo("Note is “called, no answer”");
        assertThat(notes.sentence(schema, 1)).isEqualTo("Note is " + "x".repeat(59) + "…");
    }

    @Test
    void aDerivedYesOrNoReadsAsASentenceAboutItsSource() {
        var schema = levels("Email: given", "Email", Kind.BOOLEAN, "is not given", "is given");
        ColumnSummary given = summary(schema, IntStream.range(0, 9).mapToDouble(i -> i % 2));

        assertThat(given.sentence(schema, 0)).isEqualTo("Email is not given");
        assertThat(given.sentence(schema, 1)).isEqualTo("Email is given");
    }

    @Test
    void aDateIsEarlyOrLate() {
        var schema =
                new ColumnSchema(
                        "Created",
                        Kind.DATE,
                        "dates",
                        new CellFormat.Dates(
                                new DatePattern(Order.YEAR_MONTH_DAY, false), Set.of()));
        ColumnSummary days =
                summary(schema, IntStream.range(0, 100).mapToDouble(day -> seconds(2024, day + 1)));

        assertThat(days.sentence(schema, seconds(2023, 60)))
                .isEqualTo("Created is 1 Mar 2023, earlier than usual");
        assertThat(days.sentence(schema, seconds(2024, 60))).isEqualTo("Created is 29 Feb 2024");
        assertThat(days.sentence(schema, seconds(2025, 1)))
                .isEqualTo("Created is 1 Jan 2025, later than usual");
    }

    @Test
    void aSummaryThatWasStoredSaysTheSame() throws IOException {
        ColumnSummary times = summary(TIME, IntStream.rangeClosed(0, 496).asDoubleStream());
        var bytes = new ByteArrayOutputStream();
        times.write(new DataOutputStream(bytes));

        ColumnSummary read =
                ColumnSummary.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (double value : new double[] {-1, 7, 200, 248, 300, 480, 1000}) {
            assertThat(read.sentence(TIME, value)).isEqualTo(times.sentence(TIME, value));
        }
    }

    private static ColumnSummary summary(ColumnSchema schema, DoubleStream values) {
        double[] cells = values.toArray();
        return ColumnSummary.of(
                ValueColumn.of(schema, cells), IntStream.range(0, cells.length).toArray());
    }

    private static ColumnSchema number(String name) {
        return new ColumnSchema(
                name, Kind.NUMBER, "numbers", new CellFormat.Numbers('.', ',', Set.of()));
    }

    private static ColumnSchema levels(String name, String source, Kind kind, String... levels) {
        return new ColumnSchema(
                name, source, kind, "levels", new CellFormat.Levels(List.of(levels), Set.of()));
    }

    private static double seconds(int year, int dayOfYear) {
        return LocalDate.ofYearDay(year, dayOfYear).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
