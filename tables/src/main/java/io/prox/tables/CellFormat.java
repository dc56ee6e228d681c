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

    /// Trimmed and in lower case: how levels and missing words are compared.
    static String fold(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    /// Numbers, with whatever marks, currency signs and per cent signs people write.
    ///
    /// @param decimalMark the mark before the fraction, `.` or `,`
    /// @param groupMark the mark between thousands, or a NUL character for none
    /// @param missingWords see [CellFormat#missingWords]
    record Numbers(char decimalMark, char groupMark, Set<String> missingWords)
            implements CellFormat {
        public Numbers {
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

    /// Values from a list. Case and outer blanks do not matter.
    ///
    /// @param levels the values as they are most often written; in order, lowest first, where the
    ///   kind has an order
    /// @param missingWords see [CellFormat#missingWords]
    /// @param codes folded value to index in `levels`; derived, pass an empty map
    record Levels(List<String> levels, Set<String> missingWords, Map<String, Integer> codes)
            implements CellFormat {
        public Levels {
            levels = List.copyOf(levels);
            missingWords = Set.copyOf(missingWords);
            var index = new HashMap<String, Integer>();
            for (int code = 0; code < levels.size(); code++) {
                index.putIfAbsent(fold(levels.get(code)), code);
            }
            codes = Map.copyOf(index);
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
            Integer code = codes.get(folded);
            return code == null ? NEW_LEVEL : code;
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
