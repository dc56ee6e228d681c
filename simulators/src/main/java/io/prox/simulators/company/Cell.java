package io.prox.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;

/// What stands in one cell of an export, before it is written in the file's way.
sealed interface Cell {
    /// Nothing stands there.
    record Missing() implements Cell {}

    /// Words, or anything that stands in the file as it is here.
    record Text(String text) implements Cell {}

    /// A quantity; a whole one has no fraction digits.
    record Quantity(BigDecimal value) implements Cell {}

    /// When something happened.
    record Moment(Instant instant) implements Cell {}

    /// Yes or no.
    record YesNo(boolean yes) implements Cell {}
}
