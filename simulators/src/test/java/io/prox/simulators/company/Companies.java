package io.prox.simulators.company;

import java.time.Instant;

/// Companies that several tests look at, each lived through once.
final class Companies {
    static final Instant NOW = Instant.parse("2026-03-17T10:30:00Z");

    /// As the demo has it.
    static final Company USUAL = Company.simulate(CompanySettings.usual(7, NOW));

    /// For what does not need many leads.
    static final Company SMALL = Company.simulate(new CompanySettings(8, NOW, 3_000, 18));

    private Companies() {}
}
