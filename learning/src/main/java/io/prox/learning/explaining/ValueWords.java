package io.prox.learning.explaining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Values as people read them.
public final class ValueWords {
    private static final Pattern QUOTED = Pattern.compile("[,;()]");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// Longer values are cut, since a reason is read at a glance.
    private static final int LONGEST = 60;

    private ValueWords() {}

    /// A value that is a word or text; in quotes where it would run into the words after it.
    public static String level(String text) {
        int[] points = text.strip().codePoints().toArray();
        String shown =
                points.length <= LONGEST
                        ? text.strip()
                        : new String(points, 0, LONGEST - 1).strip() + "…";
        return QUOTED.matcher(shown).find() ? "“" + shown + "”" : shown;
    }

    /// Whole above a hundred, else at most three digits: `1,428`, `2.5`, `0.037`.
    public static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded =
                Math.abs(value) >= 100
                        ? BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_EVEN)
                        : new BigDecimal(value, new MathContext(3));
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(rounded);
    }

    /// The day of an instant.
    ///
    /// @param seconds since 1970-01-01T00Z
    public static String date(double seconds) {
        return DAY.format(Instant.ofEpochSecond((long) seconds).atOffset(ZoneOffset.UTC));
    }
}
