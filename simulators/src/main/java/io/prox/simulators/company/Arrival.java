package io.prox.simulators.company;

import java.time.Instant;

/// A lead comes: nothing is known of it yet but this.
record Arrival(Source source, Country country, Instant at) {}
