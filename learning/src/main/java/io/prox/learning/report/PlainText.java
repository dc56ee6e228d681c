package io.prox.learning.report;

import java.text.BreakIterator;
import java.util.Locale;

/// Strings from a stranger's file, made harmless to look at. A name may hold line breaks, the
/// control characters that steer a terminal, or marks that turn the direction of all text after
/// them; none of these is worth showing.
///
/// Width is counted in columns of a terminal: most characters take one, those of East Asian scripts
/// and emoji two, accents that join the letter before none (Unicode Standard Annex #11; the blocks
/// here are its wide and full-width ranges, coarsely).
final class PlainText {
    private static final String ELLIPSIS = "…";

    /// First and last of each block that takes two columns.
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, // Hangul that leads a syllable
        {0x2E80, 0x303E}, // radicals, CJK punctuation
        {0x3041, 0xA4CF}, // kana, CJK, Yi
        {0xA960, 0xA97F}, // Hangul, extended
        {0xAC00, 0xD7A3}, // Hangul syllables
        {0xF900, 0xFAFF}, // CJK, compatibility
        {0xFE30, 0xFE6F}, // vertical and small forms
        {0xFF01, 0xFF60}, // full-width forms
        {0xFFE0, 0xFFE6}, // full-width signs
        {0x1F300, 0x1F64F}, // pictographs
        {0x1F900, 0x1F9FF}, // more pictographs
        {0x20000, 0x3FFFD}, // CJK, supplementary planes
    };

    /// First and last of the marks that embed, override, isolate or hint a direction.
    private static final int[][] DIRECTION = {
        {0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}
    };

    /// Halves of characters, and the two that XML does not know.
    private static final int[][] NO_CHARACTER = {{0xD800, 0xDFFF}, {0xFFFE, 0xFFFF}};

    private PlainText() {}

    /// The text on one line: every run of white space, line breaks and controls becomes one blank,
    /// marks that override the direction go, halves of characters become U+FFFD.
    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        character -> {
                            if (isBlank(character)) {
                                if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                                    plain.append(' ');
                                }
                            } else if (isIn(NO_CHARACTER, character)) {
                                plain.append('\uFFFD');
                            } else if (!isIn(DIRECTION, character)) {
                                plain.appendCodePoint(character);
                            }
                        });
        return plain.toString().strip();
    }

    /// As [#of], for a name or a level that must not vanish: `(empty)` where nothing is left.
    static String name(String text) {
        String plain = of(text);
        return plain.isEmpty() ? "(empty)" : plain;
    }

    /// As [#of], with each number held to its per cent sign, and what stands between backticks, a
    /// programmer's quotes, in quotation marks.
    static String sentence(String text) {
        return of(text).replaceAll("(?<=\\d) (?=%)", Numbers.NO_BREAK)
                .replaceAll("`([^`]+)`", "“$1”");
    }

    /// The text in at most `columns` columns; where it is longer, its middle gives way to an
    /// ellipsis, because names of one family differ at their ends.
    static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int head = columns / 2;
        int tail = columns - 1 - head;
        return start(text, head).strip() + ELLIPSIS + end(text, tail).strip();
    }

    /// Columns that the text takes.
    static int width(String text) {
        int width = 0;
        BreakIterator letters = letters(text);
        int from = 0;
        for (int to = letters.next(); to != BreakIterator.DONE; to = letters.next()) {
            width += letterWidth(text, from, to);
            from = to;
        }
        return width;
    }

    private static String start(String text, int columns) {
        BreakIterator letters = letters(text);
        int taken = 0;
        int from = 0;
        for (int to = letters.next(); to != BreakIterator.DONE; to = letters.next()) {
            taken += letterWidth(text, from, to);
            if (taken > columns) {
                break;
            }
            from = to;
        }
        return text.substring(0, from);
    }

    private static String end(String text, int columns) {
        BreakIterator letters = letters(text);
        int taken = 0;
        int to = letters.last();
        for (int from = letters.previous(); from != BreakIterator.DONE; from = letters.previous()) {
            taken += letterWidth(text, from, to);
            if (taken > columns) {
                break;
            }
            to = from;
        }
        return text.substring(to);
    }

    private static BreakIterator letters(String text) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        return letters;
    }

    /// Width of what a reader sees as one letter: its widest character, so that a family of four
    /// joined emoji counts as one of them.
    private static int letterWidth(String text, int from, int to) {
        int width = 0;
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            width = Math.max(width, characterWidth(text.codePointAt(at)));
        }
        return width;
    }

    private static int characterWidth(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT ->
                    character == 0xFE0F ? 2 : 0; // asks for the emoji form of the character before
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        return Character.isEmojiPresentation(character) || isIn(WIDE, character);
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    /// Whether a character may stand in text that a person looks at.
    static boolean isHarmless(int character) {
        return !Character.isISOControl(character)
                && !isIn(DIRECTION, character)
                && !isIn(NO_CHARACTER, character);
    }

    private static boolean isIn(int[][] ranges, int character) {
        for (int[] range : ranges) {
            if (range[0] <= character && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
