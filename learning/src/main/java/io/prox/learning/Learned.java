package io.prox.learning;

import java.util.List;

/// What learning gives.
///
/// @param proof how well it works
/// @param model trained on all rows with an outcome
/// @param outOfFold one prediction for each row with an outcome, in the order of the table
/// @param leading the predictions that the [leading measurement][Proof#leading] is of, in the order
///   of the table: those, or where it is the one in time, one for each row that it was tested on
public record Learned(
        Proof proof, Model model, List<OutOfFold> outOfFold, List<OutOfFold> leading) {

    /// A prediction by a model that had not seen the row.
    ///
    /// @param row of the table, from 0
    /// @param converted the outcome
    /// @param fold in which the row was tested, from 0
    /// @param probability calibrated, in (0, 1)
    public record OutOfFold(int row, boolean converted, int fold, double probability) {}

    public Learned {
        outOfFold = List.copyOf(outOfFold);
        leading = List.copyOf(leading);
    }
}
