package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import java.util.Set;

/// How the cells of a column read as numbers, with the point and with the comma before the
/// fraction.
final class NumberTally {
    private final Reading point = new Reading('.', ',');
    private final Reading comma = new Reading(',', '.');
    private long onlyPoint;
    private long onlyComma;
    private long ambiguous;
    private long plainDigits;
    private long leadingZeros;
    private int leastDigits = Integer.MAX_VALUE;
    private int mostDigits;

    /// @return whether the text is a number, either way
    boolean add(String text, int cells) {
        double asPoint = point.format.parse(text);
        double asComma =
                text.indexOf('.') < 0 && text.indexOf(',') < 0 ? asPoint : comma.format.parse(text);
        boolean isPoint = !Double.isNaN(asPoint);
        boolean isComma = !Double.isNaN(asComma);
        if (isPoint) {
            point.add(asPoint, cells);
            onlyPoint += isComma ? 0 : cells;
        }
        if (isComma) {
            comma.add(asComma, cells);
            onlyComma += isPoint ? 0 : cells;
        }
        if (isPoint && isComma) {
            ambiguous += asPoint == asComma ? 0 : cells;
            addDigits(text, cells);
        }
        return isPoint || isComma;
    }

    private void addDigits(String text, int cells) {
        String stripped = text.strip();
        for (int index = 0; index < stripped.length(); index++) {
            if (stripped.charAt(index) < '0' || stripped.charAt(index) > '9') {
                return;
            }
        }
        plainDigits += cells;
        leastDigits = Math.min(leastDigits, stripped.length());
        mostDigits = Math.max(mostDigits, stripped.length());
        leadingZeros += stripped.length() > 2 && stripped.charAt(0) == '0' ? cells : 0;
    }

    /// Whether some cells can be read one way only, and more of them with the point or the comma.
    boolean isDecided() {
        return onlyPoint != onlyComma;
    }

    /// The mark that [is decided][#isDecided].
    char decidedMark() {
        return onlyComma > onlyPoint ? ',' : '.';
    }

    /// Cells that read as different numbers with the point and with the comma, such as `1.234`.
    long ambiguous() {
        return ambiguous;
    }

    /// Cells that mean a number only under the mark that lost.
    long against(char mark) {
        return mark == ',' ? onlyPoint : onlyComma;
    }

    Reading under(char mark) {
        return mark == ',' ? comma : point;
    }

    /// Cells of digits alone.
    long plainDigits() {
        return plainDigits;
    }

    /// Cells of three digits or more of which the first is 0.
    long leadingZeros() {
        return leadingZeros;
    }

    int leastDigits() {
        return leastDigits;
    }

    int mostDigits() {
        return mostDigits;
    }

    /// The cells as they read under one decimal mark.
    static final class Reading {
        private final CellFormat.Numbers format;
        private long numbers;
        private long whole;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        Reading(char decimalMark, char groupMark) {
            this.format = new CellFormat.Numbers(decimalMark, groupMark, Set.of());
        }

        private void add(double number, int cells) {
            numbers += cells;
            whole += number == Math.rint(number) ? cells : 0;
            least = Math.min(least, number);
            most = Math.max(most, number);
        }

        /// Cells that are numbers.
        long numbers() {
            return numbers;
        }

        /// Whether no number has a fraction.
        boolean isWhole() {
            return whole == numbers;
        }

        double least() {
            return least;
        }

        double most() {
            return most;
        }
    }
}
