package io.prox.tables.writing;

/// Text that a spreadsheet shows and does not run.
///
/// A cell that begins with one of `= + - @`, their full-width twins, a tabulator, a line end or NUL
/// may be taken for a formula when a CSV file is opened, and whoever filled in the form that it
/// came from wrote that formula. An apostrophe in front makes it text. Numbers such as `-5` and
/// `+3.2` are no formula and stay as they are, so that the file can still be calculated with.
///
/// Source: OWASP, "CSV Injection".
public final class FormulaGuard {
    private FormulaGuard() {}

    /// @return the text, with an apostrophe in front if a spreadsheet might run it
    public static String neutral(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /// @return the text as it was before [#neutral] put an apostrophe in front
    public static String restored(String text) {
        return text.startsWith("'") && isFormula(text.substring(1)) ? text.substring(1) : text;
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return switch (text.charAt(0)) {
            case '=', '@', '\0', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> true;
            case '+', '-' -> !isPlainNumber(text);
            // Spreadsheets strip blanks in front before they look for a formula.
            case ' ', '\u00A0', '\uFEFF' -> isFormula(text.substring(1));
            default -> false;
        };
    }

    /// A sign and digits, with at most one mark between digits: nothing that could be calculated.
    private static boolean isPlainNumber(String text) {
        int marks = 0;
        for (int index = 1; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean digit = character >= '0' && character <= '9';
            boolean mark = character == '.' || character == ',';
            marks += mark ? 1 : 0;
            if (!digit && !(mark && index > 0 && index < text.length() - 1)) {
                return false;
            }
        }
        return text.length() > 1 && marks <= 1;
    }
}
