package io.prox.ingestion.imports;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.DatePattern;
import io.prox.tables.DatePattern.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How the cells of a column are read, as it was told from all of them, in a form that can be kept.
///
/// @param type whether they are numbers, dates, values of a list or none of these
/// @param decimalMark of numbers
/// @param groupMark of numbers, NUL for none
/// @param dateOrder of dates
/// @param statesTime whether some of the dates state a time of day
/// @param levels values of a list
/// @param missingWords words that stand for a missing value, folded
record CellReading(
        Type type,
        char decimalMark,
        char groupMark,
        Optional<Order> dateOrder,
        boolean statesTime,
        List<String> levels,
        Set<String> missingWords) {

    /// Larger whole numbers are not all exact in a double, so they stay as they are written.
    private static final double EXACT = 1L << 53;

    enum Type {
        NUMBER,
        DATE,
        LEVEL,
        TEXT
    }

    CellReading {
        levels = List.copyOf(levels);
        missingWords = Set.copyOf(missingWords);
    }

    static CellReading of(ColumnSchema schema) {
        return switch (schema.format()) {
            case CellFormat.Numbers numbers ->
                    new CellReading(
                            Type.NUMBER,
                            numbers.decimalMark(),
                            numbers.groupMark(),
                            Optional.empty(),
                            false,
                            List.of(),
                            new TreeSet<>(numbers.missingWords()));
            case CellFormat.Dates dates ->
                    new CellReading(
                            Type.DATE,
                            '.',
                            '\0',
                            Optional.of(dates.pattern().order()),
                            dates.pattern().hasTime(),
                            List.of(),
                            new TreeSet<>(dates.missingWords()));
            case CellFormat.Levels levels ->
                    new CellReading(
                            Type.LEVEL,
                            '.',
                            '\0',
                            Optional.empty(),
                            false,
                            levels.levels(),
                            new TreeSet<>(levels.missingWords()));
            case CellFormat.Verbatim verbatim ->
                    new CellReading(
                            Type.TEXT,
                            '.',
                            '\0',
                            Optional.empty(),
                            false,
                            List.of(),
                            new TreeSet<>(verbatim.missingWords()));
        };
    }

    /// The reading of a column that is to hold dates, though its cells were not all taken for such:
    /// in the order that reads most of them.
    ///
    /// @param preferred of orders that read as many
    CellReading asDates(List<String> samples, Optional<Order> preferred) {
        if (type == Type.DATE) {
            return this;
        }
        Order best = preferred.orElse(Order.YEAR_MONTH_DAY);
        for (Order order : Order.values()) {
            best = count(samples, dates(order)) > count(samples, dates(best)) ? order : best;
        }
        return count(samples, dates(best)) == 0 ? this : dates(best);
    }

    private CellReading dates(Order order) {
        return new CellReading(
                Type.DATE, '.', '\0', Optional.of(order), true, List.of(), missingWords);
    }

    /// The reading of a column that is to hold amounts, likewise.
    CellReading asNumbers(List<String> samples) {
        if (type == Type.NUMBER) {
            return this;
        }
        CellReading points = numbers('.', ',');
        CellReading commas = numbers(',', '.');
        return count(samples, commas) > count(samples, points) ? commas : points;
    }

    private CellReading numbers(char decimal, char group) {
        return new CellReading(
                Type.NUMBER, decimal, group, Optional.empty(), false, List.of(), missingWords);
    }

    private static long count(List<String> samples, CellReading reading) {
        Reader reader = reading.reader();
        return samples.stream()
                .filter(
                        sample ->
                                reader.time(sample).isPresent()
                                        || reader.number(sample).isPresent())
                .count();
    }

    /// The same, with days and months in another order, if that is what the column's dates are
    /// about.
    CellReading withDateOrder(Order order) {
        boolean fits =
                dateOrder
                        .filter(own -> own == Order.DAY_MONTH_YEAR || own == Order.MONTH_DAY_YEAR)
                        .isPresent();
        return fits
                ? new CellReading(
                        type,
                        decimalMark,
                        groupMark,
                        Optional.of(order),
                        statesTime,
                        levels,
                        missingWords)
                : this;
    }

    /// To be made once for many cells.
    Reader reader() {
        return new Reader(this);
    }

    /// Reads cells, each into the one spelling that ProX has for it.
    static final class Reader {
        private final CellReading reading;
        private final CellFormat format;

        private Reader(CellReading reading) {
            this.reading = reading;
            this.format =
                    switch (reading.type) {
                        case NUMBER ->
                                new CellFormat.Numbers(
                                        reading.decimalMark,
                                        reading.groupMark,
                                        reading.missingWords);
                        case DATE ->
                                new CellFormat.Dates(
                                        new DatePattern(
                                                reading.dateOrder.orElseThrow(),
                                                reading.statesTime),
                                        reading.missingWords);
                        case LEVEL -> new CellFormat.Levels(reading.levels, reading.missingWords);
                        case TEXT -> new CellFormat.Verbatim(reading.missingWords);
                    };
        }

        /// The cell as it stands, without outer blanks; empty where it is missing.
        String text(String cell) {
            return format.isMissing(cell) ? "" : cell.strip();
        }

        /// The cell with numbers and dates as all sources write them, and values of a list in the
        /// spelling that most cells have; what cannot be read so stays as it stands.
        String normal(String cell) {
            String text = text(cell);
            if (text.isEmpty()) {
                return text;
            }
            return switch (reading.type) {
                case NUMBER -> number(text).map(BigDecimal::toPlainString).orElse(text);
                case DATE -> time(text).map(this::written).orElse(text);
                case LEVEL -> {
                    double code = format.parse(text);
                    yield code >= 0 ? reading.levels.get((int) code) : text;
                }
                case TEXT -> text;
            };
        }

        Optional<BigDecimal> number(String cell) {
            if (reading.type != Type.NUMBER) {
                return Optional.empty();
            }
            double number = format.parse(cell);
            if (Double.isNaN(number) || Math.abs(number) > EXACT) {
                return Optional.empty();
            }
            BigDecimal decimal = BigDecimal.valueOf(number);
            return Optional.of(
                    decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros());
        }

        Optional<Instant> time(String cell) {
            if (reading.type != Type.DATE) {
                return Optional.empty();
            }
            double seconds = format.parse(cell);
            return Double.isNaN(seconds)
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
        }

        private String written(Instant time) {
            return reading.statesTime
                    ? time.toString()
                    : time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
    }
}
