package io.prox.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How the text of a cell becomes a value. Decided once from a whole column, kept with the model,
/// and applied unchanged to every later file, so that a cell means the same when it is learnt from
/// and when it is scored.
public sealed interface CellFormat {

    /// A value that was not among the levels when the format was decided.
    double NEW_LEVEL = -1;

    /// The words, beside the empty cell, that stand for a missing value in this column, folded as
    /// by [#fold].
    Set<String> missingWords();

    /// The value of one cell.
    ///
    /// @return a quantity (number), seconds since 1970-01-01T00Z (date), the index of a level
    ///   (levels), NaN where the cell is missing or cannot be read, [#NEW_LEVEL] for an unknown
    ///   level
    double parse(String cell);

    /// Whether the cell is empty or one of the words for missing.
    default boolean isMissing(String cell) {
        return Blanks.strip(cell).isEmpty()
                || (!missingWords().isEmpty() && missingWords().contains(fold(cell)));
    }

    /// Without outer blanks and in lower case: how levels and missing words are compared.
    static String fold(String cell) {
        return Blanks.strip(cell).toLowerCase(Locale.ROOT);
    }

    /// Numbers, with whatever marks, currency signs and per cent signs people write. A per cent
    /// value is read as it is written: `12 %` is 12. A span of time is read in its smallest part:
    /// `0:05:30` is 330.
    ///
    /// @param decimalMark the mark before the fraction, `.` or `,`
    /// @param groupMark the mark between thousands beside blanks and apostrophes, which are always
    ///   understood: `.` or `,`, or a NUL character for none
    /// @param missingWords see [CellFormat#missingWords]
    record Numbers(char decimalMark, char groupMark, Set<String> missingWords)
            implements CellFormat {
        public Numbers {
            if (decimalMark == groupMark) {
                throw new IllegalArgumentException(
                        "decimal mark and group mark are the same: " + decimalMark);
            }
            missingWords = Set.copyOf(missingWords);
        }

        @Override
        public double parse(String cell) {
            return NumberText.parse(cell, decimalMark, groupMark, missingWords);
        }
    }

    /// Days and instants.
    ///
    /// @param pattern how the column writes them
    /// @param missingWords see [CellFormat#missingWords]
    record Dates(DatePattern pattern, Set<String> missingWords) implements CellFormat {
        public Dates {
            missingWords = Set.copyOf(missingWords);
        }

        @Override
        public double parse(String cell) {
            return pattern.parse(cell, missingWords);
        }
    }

    /// Values from a list. Case, outer blanks and an idle `.0` after a whole number do not matter,
    /// nor does the language of yes and no where the levels are just these two.
    ///
    /// @param levels the values as they are most often written; in order, lowest first, where the
    ///   kind has an order; `no` before `yes` where they are these
    /// @param missingWords see [CellFormat#missingWords]
    /// @param codes key of a value, as by [#key], to index in `levels`; derived, pass an empty map
    record Levels(List<String> levels, Set<String> missingWords, Map<String, Integer> codes)
            implements CellFormat {
        public Levels {
            levels = List.copyOf(levels);
            missingWords = Set.copyOf(missingWords);
            codes = Map.copyOf(index(levels));
        }

        public Levels(List<String> levels, Set<String> missingWords) {
            this(levels, missingWords, Map.of());
        }

        @Override
        public double parse(String cell) {
            String folded = fold(cell);
            if (folded.isEmpty() || missingWords.contains(folded)) {
                return Double.NaN;
            }
            Integer code = codes.get(withoutIdleFraction(folded));
            return code == null ? NEW_LEVEL : code;
        }

        /// What two spellings of one value have in common.
        public static String key(String cell) {
            return withoutIdleFraction(fold(cell));
        }

        private static Map<String, Integer> index(List<String> levels) {
            var index = HashMap.<String, Integer>newHashMap(levels.size());
            for (int code = 0; code < levels.size(); code++) {
                index.putIfAbsent(key(levels.get(code)), code);
            }
            if (levels.size() == 2
                    && BooleanWords.isNo(key(levels.get(0)))
                    && BooleanWords.isYes(key(levels.get(1)))) {
                BooleanWords.no().forEach(word -> index.putIfAbsent(word, 0));
                BooleanWords.yes().forEach(word -> index.putIfAbsent(word, 1));
            }
            return index;
        }

        /// Programs that keep a column with gaps as floating point write the code 3 as `3.0`.
        private static String withoutIdleFraction(String folded) {
            int end = folded.length();
            if (end < 3 || folded.charAt(end - 1) != '0' || folded.charAt(end - 2) != '.') {
                return folded;
            }
            int start = folded.charAt(0) == '-' ? 1 : 0;
            for (int index = start; index < end - 2; index++) {
                char character = folded.charAt(index);
                if (character < '0' || character > '9') {
                    return folded;
                }
            }
            return start == end - 2 ? folded : folded.substring(0, end - 2);
        }
    }

    /// Text kept as it is.
    ///
    /// @param missingWords see [CellFormat#missingWords]
    record Verbatim(Set<String> missingWords) implements CellFormat {
        public Verbatim {
            missingWords = Set.copyOf(missingWords);
        }

        @Override
        public double parse(String cell) {
            throw new IllegalStateException(
                    "text has no numeric value: this column is a TextColumn");
        }
    }
}
