package io.prox.tables;

import static io.prox.tables.DatePattern.Order.COMPACT;
import static io.prox.tables.DatePattern.Order.DAY_MONTH_YEAR;
import static io.prox.tables.DatePattern.Order.EPOCH_MILLISECONDS;
import static io.prox.tables.DatePattern.Order.EPOCH_SECONDS;
import static io.prox.tables.DatePattern.Order.MONTH_DAY_YEAR;
import static io.prox.tables.DatePattern.Order.YEAR_MONTH_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.DatePattern.Order;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YEAR_MONTH_DAY | 2024-03-31 | 2024-03-31T00:00:00Z",
                "YEAR_MONTH_DAY | 2024/3/1 | 2024-03-01T00:00:00Z",
                "YEAR_MONTH_DAY | 2024-Mar-31 | 2024-03-31T00:00:00Z",
                "YEAR_MONTH_DAY | 2024-03-31 10:15 | 2024-03-31T10:15:00Z",
                "YEAR_MONTH_DAY | 2024-03-31T10:15:30.250Z | 2024-03-31T10:15:30.250Z",
                "YEAR_MONTH_DAY | 2024-03-31T10:15:30+02:00 | 2024-03-31T08:15:30Z",
                "YEAR_MONTH_DAY | 2024-03-31T10:15:30-0530 | 2024-03-31T15:45:30Z",
                "YEAR_MONTH_DAY | 2024-03-31 10:15:30 UTC | 2024-03-31T10:15:30Z",
                "YEAR_MONTH_DAY | 2024-03-31T10:15+01:00[Europe/Berlin] | 2024-03-31T09:15:00Z",
                "DAY_MONTH_YEAR | 31.03.2024 | 2024-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31.3.24 | 2024-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31/03/69 | 1969-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31/03/68 | 2068-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31-Mar-2024 | 2024-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31. März 2024 | 2024-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | 31st March 2024 | 2024-03-31T00:00:00Z",
                "DAY_MONTH_YEAR | Sun, 31 Mar 2024 10:15:30 GMT | 2024-03-31T10:15:30Z",
                "MONTH_DAY_YEAR | 3/31/2024 | 2024-03-31T00:00:00Z",
                "MONTH_DAY_YEAR | Mar 31, 2024 | 2024-03-31T00:00:00Z",
                "MONTH_DAY_YEAR | March 31, 2024 12:05 AM | 2024-03-31T00:05:00Z",
                "MONTH_DAY_YEAR | 3/31/2024 1:05:09 PM | 2024-03-31T13:05:09Z",
                "YEAR_MONTH | 2024-03 | 2024-03-01T00:00:00Z",
                "MONTH_YEAR | 03/2024 | 2024-03-01T00:00:00Z",
                "MONTH_YEAR | Mar 2024 | 2024-03-01T00:00:00Z",
                "COMPACT | 20240331 | 2024-03-31T00:00:00Z",
                "COMPACT | 20240331101530 | 2024-03-31T10:15:30Z",
                "EPOCH_SECONDS | 1711843200 | 2024-03-31T00:00:00Z",
                "EPOCH_MILLISECONDS | 1711843200250 | 2024-03-31T00:00:00.250Z",
            })
    void readsUsualWritings(Order order, String cell, Instant instant) {
        double seconds = new DatePattern(order, true).parse(cell);

        assertThat(seconds).isEqualTo(instant.toEpochMilli() / 1000.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YEAR_MONTH_DAY | 2024-02-30",
                "YEAR_MONTH_DAY | 2023-02-29",
                "YEAR_MONTH_DAY | 31-03-2024",
                "YEAR_MONTH_DAY | 2024-03-31 25:00",
                "YEAR_MONTH_DAY | 2024-03-31 10",
                "YEAR_MONTH_DAY | 2024-03-31x",
                "YEAR_MONTH_DAY | 0000-00-00",
                "DAY_MONTH_YEAR | 3/31/2024",
                "DAY_MONTH_YEAR | 31/03/2024/5",
                "DAY_MONTH_YEAR | 1.2.3",
                "MONTH_DAY_YEAR | 31/3/2024",
                "MONTH_DAY_YEAR | 555-12-3456",
                "MONTH_YEAR | 10-49",
                "COMPACT | 20241331",
                "COMPACT | 2024033",
                "COMPACT | 202403311",
            })
    void refusesWhatIsNoDate(Order order, String cell) {
        assertThat(new DatePattern(order, true).parse(cell)).isNaN();
    }

    @ParameterizedTest
    @EnumSource(names = {"YEAR_MONTH_DAY", "DAY_MONTH_YEAR", "MONTH_DAY_YEAR", "COMPACT"})
    void readsBackWhatIsWritten(Order order) {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            long seconds = random.nextLong(-30_000_000_000L, 60_000_000_000L);
            LocalDateTime instant = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            String text = format(order).format(instant);

            assertThat(new DatePattern(order, true).parse(text))
                    .as(text)
                    .isEqualTo((double) seconds);
        }
    }

    private static DateTimeFormatter format(Order order) {
        String pattern =
                switch (order) {
                    case YEAR_MONTH_DAY -> "yyyy-MM-dd'T'HH:mm:ss";
                    case DAY_MONTH_YEAR -> "d.M.yyyy HH:mm:ss";
                    case MONTH_DAY_YEAR -> "M/d/yyyy hh:mm:ss a";
                    case COMPACT -> "yyyyMMddHHmmss";
                    case YEAR_MONTH, MONTH_YEAR, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                            throw new IllegalArgumentException("loses the day: " + order);
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
