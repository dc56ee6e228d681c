package io.prox.tables.kinds;

import static io.prox.tables.DatePattern.Order.DAY_MONTH_YEAR;
import static io.prox.tables.DatePattern.Order.MONTH_DAY_YEAR;
import static io.prox.tables.DatePattern.Order.MONTH_YEAR;
import static io.prox.tables.DatePattern.Order.YEAR_MONTH;
import static io.prox.tables.DatePattern.Order.YEAR_MONTH_DAY;

import io.prox.tables.DatePattern;
import io.prox.tables.DatePattern.Order;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How the cells of a column read as dates, in each order of the parts.
final class DateTally {
    private static final List<Order> TEXT_ORDERS =
            List.of(YEAR_MONTH_DAY, DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH, MONTH_YEAR);
    private static final DatePattern COMPACT = new DatePattern(Order.COMPACT, false);

    private final Map<Order, Long> dates = new EnumMap<>(Order.class);
    private long onlyDayFirst;
    private long onlyMonthFirst;
    private long eitherFirst;
    private long times;
    private long compact;
    private boolean slash;

    /// Days of the month as the first and as the second part, where both could be the month.
    private int firstParts;

    private int secondParts;

    /// Tries the text as a date whose parts are parted.
    void add(String text, int cells) {
        if (!couldBeDate(text)) {
            return;
        }
        boolean any = false;
        for (Order order : TEXT_ORDERS) {
            if (!Double.isNaN(new DatePattern(order, false).parse(text))) {
                dates.merge(order, (long) cells, Long::sum);
                any = true;
            }
        }
        if (any) {
            times += DatePattern.statesTime(text) ? cells : 0;
            slash |= text.indexOf('/') >= 0;
            addParts(text, cells);
        }
    }

    /// Tries digits without anything between them as year, month and day.
    void addDigits(String text, int cells) {
        if (!Double.isNaN(COMPACT.parse(text))) {
            compact += cells;
        }
    }

    private void addParts(String text, int cells) {
        double dayFirst = new DatePattern(DAY_MONTH_YEAR, false).parse(text);
        double monthFirst = new DatePattern(MONTH_DAY_YEAR, false).parse(text);
        if (Double.isNaN(dayFirst) && Double.isNaN(monthFirst)) {
            return;
        }
        if (Double.isNaN(monthFirst)) {
            onlyDayFirst += cells;
        } else if (Double.isNaN(dayFirst)) {
            onlyMonthFirst += cells;
        } else {
            eitherFirst += cells;
            firstParts |= partBit(text, 0);
            secondParts |= partBit(text, 1);
        }
    }

    /// The number at a position among those of the text, as a bit; at most 12 where day and month
    /// could change places.
    private static int partBit(String text, int position) {
        int part = -1;
        int number = 0;
        boolean inNumber = false;
        for (int index = 0; index <= text.length(); index++) {
            char character = index < text.length() ? text.charAt(index) : ' ';
            boolean digit = character >= '0' && character <= '9';
            if (digit) {
                part += inNumber ? 0 : 1;
                number = (inNumber ? number * 10 : 0) + character - '0';
            } else if (inNumber && part == position) {
                return 1 << number;
            }
            inNumber = digit;
        }
        return 0;
    }

    /// Spares most text the trouble: a date has two digits, and no letter touches a digit in it but
    /// those of `T`, `Z`, `AM`, `PM`, `1st` and the like.
    private static boolean couldBeDate(String text) {
        int length = text.length();
        if (length < 6 || length > 48) {
            return false;
        }
        int digits = 0;
        char before = ' ';
        for (int index = 0; index < length; index++) {
            char character = text.charAt(index);
            if (isDigit(character)) {
                digits++;
                if (isLetter(before) && before != 'T' && before != 't') {
                    return false;
                }
            } else if (character == '@' || character == '_' || character == '$') {
                return false;
            } else if (isDigit(before)
                    && isLetter(character)
                    && "TtZzAaPpSsNnRr".indexOf(character) < 0) {
                return false;
            }
            before = character;
        }
        return digits >= 2;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return (character | ' ') >= 'a' && (character | ' ') <= 'z';
    }

    long dates(Order order) {
        return dates.getOrDefault(order, 0L);
    }

    /// Cells with a day and a month, either first.
    long dayAndMonth() {
        return onlyDayFirst + onlyMonthFirst + eitherFirst;
    }

    /// Cells that are dates only with the day first, such as `31/3/2024`.
    long onlyDayFirst() {
        return onlyDayFirst;
    }

    /// Cells that are dates only with the month first, such as `3/31/2024`.
    long onlyMonthFirst() {
        return onlyMonthFirst;
    }

    /// Cells that are dates either way, such as `3/4/2024`.
    long eitherFirst() {
        return eitherFirst;
    }

    /// Whether the first part is the same in all cells that could be read either way, and the
    /// second is not: the first of every month, say, whose fixed part is the day.
    boolean firstPartIsFixed() {
        return Integer.bitCount(firstParts) == 1 && Integer.bitCount(secondParts) > 1;
    }

    boolean secondPartIsFixed() {
        return Integer.bitCount(secondParts) == 1 && Integer.bitCount(firstParts) > 1;
    }

    boolean hasTime() {
        return times > 0;
    }

    boolean hasSlash() {
        return slash;
    }

    /// Cells of digits alone that are year, month and day.
    long compact() {
        return compact;
    }
}
