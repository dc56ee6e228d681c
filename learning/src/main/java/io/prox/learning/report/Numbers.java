package io.prox.learning.report;

import io.prox.learning.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as people read them, never with more digits than are known. The blank before `%` does
/// not break.
final class Numbers {
    /// Keeps a number and its unit on one line.
    static final String NO_BREAK = "\u00A0";

    private static final String MINUS = "−";
    private static final String TO = "–";

    private Numbers() {}

    /// `9,240`
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// A fraction as whole per cent, with one decimal below 10: `64 %`, `6.4 %`. What is not quite
    /// nothing or not quite all does not read as such: `<0.1 %`, `>99 %`.
    static String percent(double fraction) {
        if (fraction > 0 && fraction < 0.0005) {
            return "<0.1" + NO_BREAK + "%";
        }
        if (fraction < 1 && fraction >= 0.995) {
            return ">99" + NO_BREAK + "%";
        }
        return perCent(fraction, percentDecimals(fraction)) + NO_BREAK + "%";
    }

    /// A share that was chosen, not measured: `1 %`, `0.5 %`.
    static String share(double fraction) {
        double perCent = fraction * 100;
        boolean whole = Math.abs(perCent - Math.rint(perCent)) < 1e-9;
        return decimal(perCent, whole ? 0 : 1) + NO_BREAK + "%";
    }

    /// `61 % to 67 %`
    static String percentRange(Estimate estimate) {
        return percent(estimate.low()) + " to " + percent(estimate.high());
    }

    /// `64 % (61–67)`, both ends with as many digits as the value
    static String percentWithInterval(Estimate estimate) {
        int decimals = percentDecimals(estimate.value());
        return "%s (%s%s%s)"
                .formatted(
                        percent(estimate.value()),
                        perCent(estimate.low(), decimals),
                        TO,
                        perCent(estimate.high(), decimals));
    }

    /// Whole cases in a round number of leads: `28 of 100`, below 10 % `41 of 1,000`.
    static String outOf(double fraction) {
        return fraction < 0.0995
                ? count(Math.round(fraction * 1000)) + " of 1,000"
                : count(Math.round(fraction * 100)) + " of 100";
    }

    /// `0.879`
    static String figure(Estimate estimate) {
        return decimal(estimate.value(), decimals(estimate));
    }

    /// `0.872–0.886`
    static String interval(Estimate estimate) {
        int decimals = decimals(estimate);
        return decimal(estimate.low(), decimals) + TO + decimal(estimate.high(), decimals);
    }

    /// `0.879 (0.872–0.886)`
    static String figureWithInterval(Estimate estimate) {
        return "%s (%s)".formatted(figure(estimate), interval(estimate));
    }

    /// A figure beside others of its kind, all with three decimals: measured on the same leads,
    /// they differ by less than the interval of each would suggest.
    static String compared(double value) {
        return decimal(value, 3);
    }

    /// `0.860 (0.851–0.868)`
    static String comparedWithInterval(Estimate estimate) {
        return "%s (%s%s%s)"
                .formatted(
                        compared(estimate.value()),
                        compared(estimate.low()),
                        TO,
                        compared(estimate.high()));
    }

    /// `2.5×`
    static String factor(double factor) {
        return decimal(factor, factor < 10 ? 1 : 0) + "×";
    }

    /// `2.5× (2.4–2.6)`
    static String factorWithInterval(Estimate factor) {
        int decimals = factor.value() < 10 ? 1 : 0;
        return "%s (%s%s%s)"
                .formatted(
                        factor(factor.value()),
                        decimal(factor.low(), decimals),
                        TO,
                        decimal(factor.high(), decimals));
    }

    /// A plain decimal with a real minus sign; what rounds to nothing has no sign.
    static String decimal(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", rounded.abs());
        return rounded.signum() < 0 ? MINUS + text : text;
    }

    /// With its sign, whichever: `+0.42`, `−0.10`.
    static String signed(double value) {
        String text = decimal(value, 2);
        return value >= 0 ? "+" + text : text;
    }

    /// For a machine: up to six significant digits, no separators.
    static String raw(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static int percentDecimals(double fraction) {
        return fraction > 0 && fraction < 0.0995 ? 1 : 0;
    }

    private static String perCent(double fraction, int decimals) {
        return decimal(fraction * 100, decimals);
    }

    /// Decimals down to the first that the interval leaves open: an interval of 0.02 knows two, one
    /// of 0.004 three. At least two, so that figures in a column resemble each other, at most four.
    private static int decimals(Estimate estimate) {
        double half = (estimate.high() - estimate.low()) / 2;
        if (half <= 0) {
            return 3;
        }
        return Math.clamp((int) Math.ceil(-Math.log10(half)), 2, 4);
    }
}
