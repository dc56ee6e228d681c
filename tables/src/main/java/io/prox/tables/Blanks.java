package io.prox.tables;

/// Which characters count as empty space: those of Unicode, and with them the spaces that do not
/// break a line, which spreadsheets put between thousands and web pages around names.
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char character) {
        return character <= ' '
                || (character >= '\u0080'
                        && (Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || character == '\uFEFF'
                                || character == '\u200B'));
    }

    /// @return the index of the first character of `text` that is not blank; its length if none
    static int start(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /// @return the index after the last character of `text` that is not blank; 0 if none
    static int end(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static String strip(String text) {
        int start = start(text);
        return start == text.length() ? "" : text.substring(start, end(text));
    }
}
