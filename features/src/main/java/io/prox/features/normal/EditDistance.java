package io.prox.features.normal;

/// How many slips of the hand lie between two words: a letter too many, too few, wrong, or two
/// neighbours swapped (optimal string alignment).
final class EditDistance {
    private EditDistance() {}

    /// Time grows with the product of the lengths.
    static int between(String one, String other) {
        int columns = other.length() + 1;
        var twoAgo = new int[columns];
        var before = new int[columns];
        var row = new int[columns];
        for (int column = 0; column < columns; column++) {
            before[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            row[0] = line;
            for (int column = 1; column < columns; column++) {
                char a = one.charAt(line - 1);
                char b = other.charAt(column - 1);
                int replaced = before[column - 1] + (a == b ? 0 : 1);
                row[column] = Math.min(replaced, 1 + Math.min(before[column], row[column - 1]));
                if (line > 1
                        && column > 1
                        && a == other.charAt(column - 2)
                        && b == one.charAt(line - 2)) {
                    row[column] = Math.min(row[column], twoAgo[column - 2] + 1);
                }
            }
            int[] free = twoAgo;
            twoAgo = before;
            before = row;
            row = free;
        }
        return before[columns - 1];
    }
}
