package io.prox.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;

/// How a lead ends; a lead that nobody ever closes has no ending.
sealed interface Ending {
    /// When it became known.
    Instant at();

    /// @param value of the contract in euros, with cents
    record Won(Instant at, BigDecimal value) implements Ending {}

    /// The sales team gave up.
    record Lost(Instant at, LostReason reason) implements Ending {}
}
