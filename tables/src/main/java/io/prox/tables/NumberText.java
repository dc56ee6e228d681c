package io.prox.tables;

import java.util.Set;

/// Numbers as people write them.
final class NumberText {
    private NumberText() {}

    static double parse(String cell, char decimalMark, char groupMark, Set<String> missingWords) {
        var digits = new StringBuilder(cell.length());
        String folded = CellFormat.fold(cell);
        if (folded.isEmpty() || missingWords.contains(folded)) {
            return Double.NaN;
        }
        for (int index = 0; index < folded.length(); index++) {
            char character = folded.charAt(index);
            if (character == decimalMark) {
                digits.append('.');
            } else if (character != groupMark) {
                digits.append(character);
            }
        }
        try {
            return Double.parseDouble(digits.toString());
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
