package io.prox.features;

import io.prox.tables.Kind;
import java.util.List;

/// How a column of one kind, which may identify a person, becomes values that do not.
///
/// What comes out is fixed per kind and never depends on the data: no text of a cell can become a
/// level. Lists of levels only grow at their end, because a stored model knows levels by their
/// place.
sealed interface Derivation
        permits EmailDerivation, PhoneDerivation, TextDerivation, UrlDerivation {

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

        static Feature manyValued(String words, String reason, List<String> levels) {
            return new Feature(words, Kind.MANY_VALUED, reason, levels);
        }
    }

    static double yesOrNo(boolean yes) {
        return yes ? 1 : 0;
    }
}
