package io.prox.tables;

import java.util.Locale;
import java.util.Set;

/// Numbers as people write them: `1,234.50`, `1.234,5`, `1 234`, `1'234`, `12,34,567`, `(500)`,
/// `500-`, `€ 3`, `3 USD`, `12 %`, `1.5e-3`, `20k`.
///
/// Strict where a slip would change the size of a number: thousands must stand in groups of three
/// (or in the Indian way), one mark must not serve twice, and a word that is no currency makes the
/// cell text.
final class NumberText {
    private static final Set<String> CURRENCIES =
            Set.of(
                    "usd", "eur", "gbp", "chf", "jpy", "cny", "rmb", "inr", "rs", "rs.", "brl",
                    "aud", "cad", "nzd", "sgd", "hkd", "sek", "nok", "dkk", "kr", "kr.", "pln",
                    "zł", "czk", "kč", "huf", "ft", "ron", "mxn", "zar", "krw", "try", "tl", "ils",
                    "aed", "sar", "us$", "a$", "c$", "ca$", "au$", "r$", "hk$", "s$", "nz$", "mx$",
                    "euro", "euros", "dollar", "dollars");

    /// Powers of ten that a double holds exactly.
    private static final double[] EXACT_POWERS = exactPowers();

    /// With at most this many digits a whole number is exact in a double.
    private static final int EXACT_DIGITS = 15;

    /// As many digits as a long surely holds; those after them only scale the number, which moves
    /// it by less than the last place of a double holds.
    private static final int LONG_DIGITS = 18;

    private NumberText() {}

    static double parse(String cell, char decimalMark, char groupMark, Set<String> missingWords) {
        double value = parse(cell, decimalMark, groupMark);
        return Double.isNaN(value) || missingWords.contains(CellFormat.fold(cell))
                ? Double.NaN
                : value;
    }

    /// @return the number, NaN where the text is none
    static double parse(String text, char decimalMark, char groupMark) {
        double number = new Scan(text, decimalMark, groupMark).number();
        return Double.isNaN(number) && text.indexOf(':') > 0 ? span(text) : number;
    }

    /// A span of time or a time of day such as `0:05:30`, as a count of its smallest part.
    private static double span(String text) {
        String bare = Blanks.strip(text);
        double total = 0;
        int digits = 0;
        int parts = 1;
        int part = 0;
        for (int index = 0; index < bare.length(); index++) {
            char character = bare.charAt(index);
            if (character >= '0' && character <= '9' && digits < 5) {
                part = part * 10 + character - '0';
                digits++;
            } else if (character == ':' && digits > 0 && (parts == 1 || digits == 2)) {
                total = (total + part) * 60;
                part = 0;
                digits = 0;
                parts++;
            } else {
                return Double.NaN;
            }
            if (parts > 1 && part > 59) {
                return Double.NaN;
            }
        }
        return digits == 2 && (parts == 2 || parts == 3) ? total + part : Double.NaN;
    }

    private static double[] exactPowers() {
        var powers = new double[23];
        powers[0] = 1;
        for (int exponent = 1; exponent < powers.length; exponent++) {
            powers[exponent] = powers[exponent - 1] * 10;
        }
        return powers;
    }

    /// One walk over the characters of one cell.
    private static final class Scan {
        private final String text;
        private final char decimalMark;
        private final char groupMark;
        private int at;
        private int end;
        private boolean negative;
        private boolean signed;
        private long mantissa;
        private boolean anyDigit;
        private int significant;
        private int exponent;

        Scan(String text, char decimalMark, char groupMark) {
            this.text = text;
            this.decimalMark = decimalMark;
            this.groupMark = groupMark;
            this.at = Blanks.start(text);
            this.end = Blanks.end(text);
        }

        double number() {
            if (at >= end) {
                return Double.NaN;
            }
            if (text.charAt(at) == '(' && text.charAt(end - 1) == ')') {
                at++;
                end--;
                negative = true;
                signed = true;
            }
            return prefix() && wholePart() && fraction() && tail() && anyDigit
                    ? value()
                    : Double.NaN;
        }

        /// A sign and a currency, in either order, each at most once.
        private boolean prefix() {
            boolean currency = false;
            while (at < end) {
                char character = text.charAt(at);
                if (isDigit(character) || character == decimalMark) {
                    return true;
                }
                if (Blanks.isBlank(character)) {
                    at++;
                } else if (isSign(character)) {
                    if (signed) {
                        return false;
                    }
                    signed = true;
                    negative = character != '+';
                    at++;
                } else {
                    int length = currencyAt(at);
                    if (currency || length == 0) {
                        return false;
                    }
                    currency = true;
                    at += length;
                }
            }
            return false;
        }

        private boolean wholePart() {
            int group = 0;
            int groups = 0;
            char mark = 0;
            boolean indian = false;
            boolean leadingZero = at < end && text.charAt(at) == '0';
            while (at < end) {
                char character = text.charAt(at);
                if (isDigit(character)) {
                    digit(character);
                    group++;
                    at++;
                } else if (isGroupMark(character) && at + 1 < end && isDigit(text.charAt(at + 1))) {
                    boolean first = groups == 0;
                    if (!first && !sameMark(character, mark)) {
                        return false;
                    }
                    if (first ? group < 1 || group > 3 || leadingZero : group != 3) {
                        if (first || group != 2 || character != ',') {
                            return false;
                        }
                        indian = true;
                    }
                    mark = character;
                    groups++;
                    group = 0;
                    at++;
                } else {
                    break;
                }
            }
            return groups == 0 || (group == 3 && (!indian || groups > 1));
        }

        private boolean fraction() {
            if (at < end && text.charAt(at) == decimalMark) {
                at++;
                while (at < end && isDigit(text.charAt(at))) {
                    digit(text.charAt(at));
                    exponent--;
                    at++;
                }
            }
            return true;
        }

        /// What may follow the digits: an exponent, a magnitude, per cent, a currency, a minus.
        private boolean tail() {
            if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                int mark = at;
                if (!exponent()) {
                    at = mark;
                }
            }
            boolean magnitude = false;
            boolean unit = false;
            while (at < end) {
                char character = text.charAt(at);
                if (Blanks.isBlank(character)) {
                    at++;
                } else if (character == '%' && !unit) {
                    unit = true;
                    at++;
                } else if ((character == '-' || character == '\u2212')
                        && at == end - 1
                        && !signed) {
                    negative = true;
                    at++;
                } else {
                    int length = unit ? 0 : currencyAt(at);
                    if (length > 0) {
                        unit = true;
                        at += length;
                    } else if (magnitude || unit || !magnitude()) {
                        return false;
                    } else {
                        magnitude = true;
                    }
                }
            }
            return true;
        }

        private boolean exponent() {
            int index = at + 1;
            boolean below = false;
            if (index < end && (text.charAt(index) == '-' || text.charAt(index) == '+')) {
                below = text.charAt(index) == '-';
                index++;
            }
            int start = index;
            int power = 0;
            while (index < end && isDigit(text.charAt(index)) && index - start < 4) {
                power = power * 10 + text.charAt(index) - '0';
                index++;
            }
            if (index == start) {
                return false;
            }
            exponent += below ? -power : power;
            at = index;
            return true;
        }

        private boolean magnitude() {
            int wordEnd = at;
            while (wordEnd < end && Character.isLetter(text.charAt(wordEnd))) {
                wordEnd++;
            }
            switch (text.substring(at, wordEnd)) {
                case "k", "K" -> exponent += 3;
                case "m", "M", "mn", "Mn", "mio", "Mio", "MM", "mm" -> exponent += 6;
                case "bn", "Bn", "BN", "mrd", "Mrd" -> exponent += 9;
                default -> {
                    return false;
                }
            }
            at = wordEnd;
            return true;
        }

        private void digit(char character) {
            anyDigit = true;
            if (significant == 0 && character == '0') {
                return;
            }
            significant++;
            if (significant <= LONG_DIGITS) {
                mantissa = mantissa * 10 + (character - '0');
            } else {
                exponent++;
            }
        }

        private double value() {
            double magnitude;
            if (significant <= EXACT_DIGITS && Math.abs(exponent) < EXACT_POWERS.length) {
                // Both operands are exact, so that one rounding gives the nearest double.
                // Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990.
                magnitude =
                        exponent < 0
                                ? mantissa / EXACT_POWERS[-exponent]
                                : mantissa * EXACT_POWERS[exponent];
            } else {
                magnitude = Double.parseDouble(mantissa + "e" + exponent);
            }
            if (Double.isInfinite(magnitude)) {
                return Double.NaN;
            }
            return negative ? -magnitude : magnitude;
        }

        private boolean isGroupMark(char character) {
            return (character == groupMark && groupMark != 0)
                    || character == '\''
                    || character == '\u2019'
                    || Blanks.isBlank(character);
        }

        private static boolean sameMark(char one, char other) {
            return one == other || (Blanks.isBlank(one) && Blanks.isBlank(other));
        }

        /// @return the length of the currency sign or code at an index, 0 if none stands there
        private int currencyAt(int index) {
            if (Character.getType(text.charAt(index)) == Character.CURRENCY_SYMBOL) {
                return 1;
            }
            int wordEnd = index;
            while (wordEnd < end
                    && (Character.isLetter(text.charAt(wordEnd))
                            || text.charAt(wordEnd) == '$'
                            || text.charAt(wordEnd) == '.')) {
                wordEnd++;
            }
            return CURRENCIES.contains(text.substring(index, wordEnd).toLowerCase(Locale.ROOT))
                    ? wordEnd - index
                    : 0;
        }

        private static boolean isSign(char character) {
            return character == '-' || character == '+' || character == '\u2212';
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }
    }
}
