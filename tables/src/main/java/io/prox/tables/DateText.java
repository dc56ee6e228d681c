package io.prox.tables;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One walk over the text of one date.
final class DateText {
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NONE = Integer.MIN_VALUE;

    /// Names of months, each folded, with their number.
    private static final Map<String, Integer> MONTHS = months();

    private static final Set<String> WEEKDAYS =
            Set.of(
                    "mon",
                    "tue",
                    "tues",
                    "wed",
                    "thu",
                    "thur",
                    "thurs",
                    "fri",
                    "sat",
                    "sun",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "mo",
                    "di",
                    "mi",
                    "do",
                    "fr",
                    "sa",
                    "so",
                    "montag",
                    "dienstag",
                    "mittwoch",
                    "donnerstag",
                    "freitag",
                    "samstag",
                    "sonntag");

    /// Offsets from UTC, in hours, of the zones that exports abbreviate.
    private static final Map<String, Integer> ZONES =
            Map.ofEntries(
                    Map.entry("z", 0),
                    Map.entry("utc", 0),
                    Map.entry("gmt", 0),
                    Map.entry("est", -5),
                    Map.entry("edt", -4),
                    Map.entry("cst", -6),
                    Map.entry("cdt", -5),
                    Map.entry("mst", -7),
                    Map.entry("mdt", -6),
                    Map.entry("pst", -8),
                    Map.entry("pdt", -7),
                    Map.entry("cet", 1),
                    Map.entry("cest", 2),
                    Map.entry("bst", 1));

    private final String text;
    private final int end;
    private int at;

    DateText(String text) {
        this.text = text;
        this.at = Blanks.start(text);
        this.end = Blanks.end(text);
    }

    /// @return seconds since 1970-01-01T00Z, NaN where the text is no date in this order
    double seconds(DatePattern.Order order) {
        double day =
                switch (order) {
                    case YEAR_MONTH_DAY, DAY_MONTH_YEAR, MONTH_DAY_YEAR -> threeParts(order);
                    case YEAR_MONTH, MONTH_YEAR -> twoParts(order);
                    case COMPACT -> compactDay();
                    case EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                            throw new IllegalArgumentException("a count is no text: " + order);
                };
        if (Double.isNaN(day)) {
            return Double.NaN;
        }
        double time = 0;
        if (at < end) {
            time = order == DatePattern.Order.COMPACT ? compactTime() : time();
        }
        return day * SECONDS_OF_DAY + time;
    }

    private double threeParts(DatePattern.Order order) {
        skipWeekday();
        Part first = part();
        if (first == null || !separator()) {
            return Double.NaN;
        }
        Part second = part();
        if (second == null || !separator()) {
            return Double.NaN;
        }
        Part third = part();
        if (third == null) {
            return Double.NaN;
        }
        return switch (order) {
            case YEAR_MONTH_DAY ->
                    first.length == 4 && !third.named ? day(first, second, third) : Double.NaN;
            case DAY_MONTH_YEAR -> first.named ? Double.NaN : day(third, second, first);
            case MONTH_DAY_YEAR -> second.named ? Double.NaN : day(third, first, second);
            default -> Double.NaN;
        };
    }

    private double twoParts(DatePattern.Order order) {
        Part first = part();
        if (first == null || !separator()) {
            return Double.NaN;
        }
        Part second = part();
        if (second == null || at != end) {
            return Double.NaN;
        }
        Part year = order == DatePattern.Order.YEAR_MONTH ? first : second;
        Part month = order == DatePattern.Order.YEAR_MONTH ? second : first;
        if (year.named || (year.length != 4 && !month.named)) {
            return Double.NaN;
        }
        return day(year, month, new Part(1, 1, false));
    }

    private double compactDay() {
        if (end - at < 8) {
            return Double.NaN;
        }
        int year = digits(at, 4);
        int month = digits(at + 4, 2);
        int day = digits(at + 6, 2);
        if (year < 0 || month < 0 || day < 0) {
            return Double.NaN;
        }
        at += 8;
        return day(new Part(year, 4, false), new Part(month, 2, false), new Part(day, 2, false));
    }

    private double compactTime() {
        accept('T');
        if (end - at != 6 || digits(at, 6) < 0) {
            return Double.NaN;
        }
        int hour = digits(at, 2);
        int minute = digits(at + 2, 2);
        int second = digits(at + 4, 2);
        return hour < 24 && minute < 60 && second < 60
                ? hour * 3600 + minute * 60 + second
                : Double.NaN;
    }

    /// @return days since 1970-01-01, NaN where there is no such day
    private static double day(Part yearPart, Part monthPart, Part dayPart) {
        if (yearPart.named || dayPart.named || dayPart.length > 2 || monthPart.length > 2) {
            return Double.NaN;
        }
        int year = yearPart.number;
        if (yearPart.length == 2) {
            year += year < 69 ? 2000 : 1900;
        } else if (yearPart.length != 4 || year < 1000) {
            return Double.NaN;
        }
        int month = monthPart.number;
        int day = dayPart.number;
        if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return Double.NaN;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    /// A number of at most four digits, or the name of a month.
    private @Nullable Part part() {
        if (at >= end) {
            return null;
        }
        int start = at;
        if (isDigit(text.charAt(at))) {
            int number = 0;
            while (at < end && isDigit(text.charAt(at)) && at - start < 5) {
                number = number * 10 + text.charAt(at) - '0';
                at++;
            }
            int length = at - start;
            skipOrdinal();
            return length > 4 ? null : new Part(number, length, false);
        }
        String word = word();
        Integer month = MONTHS.get(word);
        if (month == null) {
            return null;
        }
        if (at < end && text.charAt(at) == '.') {
            at++;
        }
        return new Part(month, 2, true);
    }

    private void skipOrdinal() {
        if (at + 2 <= end) {
            String suffix = text.substring(at, at + 2).toLowerCase(Locale.ROOT);
            boolean ends = at + 2 == end || !Character.isLetter(text.charAt(at + 2));
            if (ends
                    && (suffix.equals("st")
                            || suffix.equals("nd")
                            || suffix.equals("rd")
                            || suffix.equals("th"))) {
                at += 2;
            }
        }
    }

    private void skipWeekday() {
        int start = at;
        if (WEEKDAYS.contains(word())) {
            while (at < end && !Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
        } else {
            at = start;
        }
    }

    /// The letters from here on, folded; moves behind them.
    private String word() {
        int start = at;
        while (at < end && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /// One of `-`, `/`, `.`, or blanks, perhaps after a comma.
    private boolean separator() {
        int start = at;
        if (at < end && text.charAt(at) == ',') {
            at++;
        }
        while (at < end && Blanks.isBlank(text.charAt(at))) {
            at++;
        }
        if (at == start
                && at < end
                && (text.charAt(at) == '-' || text.charAt(at) == '/' || text.charAt(at) == '.')) {
            at++;
            while (at < end && Blanks.isBlank(text.charAt(at))) {
                at++;
            }
        }
        return at > start;
    }

    /// What follows the date: `T10:15`, ` 10:15:30.5 PM`, ` 10:15 +02:00`, `T10:15Z`.
    ///
    /// @return seconds to add, NaN where it is no time
    private double time() {
        char mark = text.charAt(at);
        if (mark == 'T' || mark == 't') {
            at++;
        } else if (!separator()) {
            return Double.NaN;
        }
        int hour = number(2);
        if (hour == NONE || !accept(':')) {
            return Double.NaN;
        }
        int minute = number(2);
        double second = 0;
        if (minute != NONE && accept(':')) {
            int whole = number(2);
            if (whole == NONE) {
                return Double.NaN;
            }
            second = whole + secondFraction();
        }
        skipBlanks();
        int start = at;
        String half = word();
        if ((half.equals("am") || half.equals("pm")) && hour >= 1 && hour <= 12) {
            hour = hour % 12 + (half.equals("pm") ? 12 : 0);
            skipBlanks();
        } else {
            at = start;
        }
        if (minute == NONE || hour > 24 || minute > 59 || second >= 61) {
            return Double.NaN;
        }
        return hour * 3600 + minute * 60 + second - offsetSeconds();
    }

    private double secondFraction() {
        if (!(at < end && (text.charAt(at) == '.' || text.charAt(at) == ','))) {
            return 0;
        }
        at++;
        double fraction = 0;
        double scale = 0.1;
        while (at < end && isDigit(text.charAt(at))) {
            fraction += (text.charAt(at) - '0') * scale;
            scale /= 10;
            at++;
        }
        return fraction;
    }

    /// @return the offset from UTC in seconds, 0 if none is stated, NaN if what stands here is none
    private double offsetSeconds() {
        if (at < end && Character.isLetter(text.charAt(at))) {
            Integer hours = ZONES.get(word());
            if (hours == null) {
                return Double.NaN;
            }
            return at == end || hours != 0 ? endOr(hours * 3600) : signedOffset();
        }
        return at == end ? 0 : signedOffset();
    }

    private double signedOffset() {
        if (at >= end || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            return endOr(0);
        }
        int sign = text.charAt(at) == '-' ? -1 : 1;
        at++;
        int hours = number(2);
        accept(':');
        int minutes = number(2);
        if (hours == NONE || hours > 18) {
            return Double.NaN;
        }
        return endOr(sign * (hours * 3600 + (minutes == NONE ? 0 : minutes * 60)));
    }

    /// The offset, if the text ends here or only names the zone in brackets.
    private double endOr(int offset) {
        if (at < end && text.charAt(at) == '[' && text.charAt(end - 1) == ']') {
            at = end;
        }
        return at == end ? offset : Double.NaN;
    }

    private void skipBlanks() {
        while (at < end && Blanks.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char character) {
        if (at < end && text.charAt(at) == character) {
            at++;
            return true;
        }
        return false;
    }

    private int number(int maxDigits) {
        int start = at;
        int number = 0;
        while (at < end && at - start < maxDigits && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at) - '0';
            at++;
        }
        return at == start ? NONE : number;
    }

    /// @return the digits from an index on, -1 where one of them is none
    private int digits(int from, int count) {
        int number = 0;
        for (int index = from; index < from + count; index++) {
            if (!isDigit(text.charAt(index))) {
                return -1;
            }
            number = number * 10 + text.charAt(index) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        for (String names :
                List.of(
                        "jan feb mar apr may jun jul aug sep oct nov dec",
                        "january february march april may june july august september october"
                                + " november december",
                        "jan feb mär apr mai juni juli aug sept okt nov dez",
                        "januar februar märz april mai juni juli august september oktober november"
                                + " dezember",
                        "janv févr mars avr mai juin juil août sept oct nov déc",
                        "janvier février mars avril mai juin juillet août septembre octobre"
                                + " novembre décembre",
                        "ene feb mar abr may jun jul ago sep oct nov dic",
                        "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
                                + " noviembre diciembre",
                        "gen feb mar apr mag giu lug ago set ott nov dic",
                        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre"
                                + " ottobre novembre dicembre",
                        "jan fev mar abr mai jun jul ago set out nov dez")) {
            String[] inOrder = names.split(" ", -1);
            for (int month = 0; month < inOrder.length; month++) {
                months.putIfAbsent(inOrder[month], month + 1);
            }
        }
        return Map.copyOf(months);
    }

    /// @param number the day, month or year
    /// @param length how many digits it has
    /// @param named whether it is a month written as a word
    private record Part(int number, int length, boolean named) {}
}
