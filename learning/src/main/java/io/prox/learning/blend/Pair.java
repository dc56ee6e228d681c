package io.prox.learning.blend;

import io.prox.learning.encoding.Places;

/// Two columns that may have an effect together beyond the effects that each has alone, cut into
/// places: what both hold is a cell, numbered row by row.
///
/// @param left index of a column
/// @param right index of a later column
record Pair(int left, int right, Places leftPlaces, Places rightPlaces) {
    int cells() {
        return leftPlaces.count() * rightPlaces.count();
    }

    /// The cell of a row.
    ///
    /// @param leftValue of the left column, NaN where missing
    int cell(double leftValue, double rightValue) {
        return leftPlaces.of(leftValue) * rightPlaces.count() + rightPlaces.of(rightValue);
    }
}
