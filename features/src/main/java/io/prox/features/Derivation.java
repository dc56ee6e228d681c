package io.prox.features;

import io.prox.tables.CellFormat;
import io.prox.tables.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a column of one kind or a field, which may identify a person, becomes values that do not.
///
/// What comes out is fixed per kind and never depends on the data: no text of a cell can become a
/// level. Lists of levels only grow at their end, because a stored model knows levels by their
/// place.
sealed interface Derivation
        permits CompanySizeDerivation,
                EmailDerivation,
                JobTitleDerivation,
                NoDerivation,
                PhoneDerivation,
                RememberingDerivation,
                TextDerivation,
                UrlDerivation {

    /// What comes out, in this order.
    List<Feature> features();

    /// Computes the features of one cell.
    ///
    /// @param cell as it stands in the file, not missing
    /// @param values one for each of [#features], filled with NaN before: a quantity or the place
    ///   of a level; left NaN where the cell does not say
    void derive(String cell, double[] values);

    /// One derived value.
    ///
    /// @param words what it says, appended to the name of its source: `Email: kind of address`
    /// @param levels empty for a number
    record Feature(String words, Kind kind, String reason, List<String> levels) {
        /// How a cell of this value is written and read.
        CellFormat format() {
            return levels.isEmpty()
                    ? new CellFormat.Numbers('.', '\0', Set.of())
                    : new CellFormat.Levels(levels, Set.of());
        }

        /// A value of this feature as a cell, which [#format] reads back to the same value; none
        /// for NaN.
        Optional<String> cell(double value) {
            if (Double.isNaN(value)) {
                return Optional.empty();
            }
            if (!levels.isEmpty()) {
                return Optional.of(levels.get((int) value));
            }
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return Optional.of(whole ? Long.toString((long) value) : Double.toString(value));
        }

        static Feature number(String words, String reason) {
            return new Feature(words, Kind.NUMBER, reason, List.of());
        }

        /// @param no and yes in words that follow the source's name, as `is given` does in `Email
        ///   is given`; the places are 0 and 1
        static Feature yesOrNo(String words, String reason, String no, String yes) {
            return new Feature(words, Kind.BOOLEAN, reason, List.of(no, yes));
        }

        static Feature category(String words, String reason, List<String> levels) {
            return new Feature(words, Kind.CATEGORY, reason, levels);
        }

        /// @param levels lowest first
        static Feature ordered(String words, String reason, List<String> levels) {
            return new Feature(words, Kind.ORDERED, reason, levels);
        }

        static Feature manyValued(String words, String reason, List<String> levels) {
            return new Feature(words, Kind.MANY_VALUED, reason, levels);
        }
    }

    static double yesOrNo(boolean yes) {
        return yes ? 1 : 0;
    }
}
