package io.prox.simulators.company;

/// Why a row must be refused.
enum Defect {
    NONE,
    /// Neither key nor name, address or number.
    NO_IDENTITY,
    /// An address that is none, and no other way to tell who it is but the name.
    BROKEN_ADDRESS,
    /// It came on a day that no calendar has.
    IMPOSSIBLE_DATE
}
