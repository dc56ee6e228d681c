package io.prox.scoring.ledger;

/// What a column did to a score that moved.
///
/// @param from and to the contribution of the column before and after
record Move(String column, double from, double to, String words) {}
