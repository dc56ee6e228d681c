package io.prox.learning.blend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How far a predicted log-odds may lie from the truth.
///
/// Two things are known: how much the model still changes when it learns from twice as many rows (measured once, by
/// training again on halves), which tells the size of the error on the whole, bias included, as long as quality still grows
/// with data; and how far the members of the blend lie apart on this lead, which tells where it is larger. The standard
/// error of a lead is
///
///     change · sqrt(COMMON + (1 - COMMON) · (apart / usualApart)²)
///
/// times [#GROWTH]: how much of the way is still to go after the last doubling, found on generated leads whose true
/// probability is known.
///
/// @param change root mean square of what the last doubling of the rows changed, in log-odds
/// @param usualApart root mean square of the members' distances
record Spread(double change, double usualApart) {
    private static final double COMMON = 0.75;
    private static final double GROWTH = 1.8;

    /// Two-sided 90 % of a normal distribution.
    private static final double NOMINAL = 1.645;

    /// Half the width of the interval, in log-odds.
    ///
    /// @param apart standard deviation of the members' log-odds for this lead
    double halfWidth(double apart) {
        double relative = usualApart > 0 ? Math.min(4, apart / usualApart) : 1;
        return NOMINAL * GROWTH * change * Math.sqrt(COMMON + (1 - COMMON) * relative * relative);
    }

    void write(DataOutput output) throws IOException {
        output.writeDouble(change);
        output.writeDouble(usualApart);
    }

    static Spread read(DataInput input) throws IOException {
        return new Spread(input.readDouble(), input.readDouble());
    }
}
