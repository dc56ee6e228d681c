package io.prox.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/// What became of a lead.
///
/// @param kind won or lost
/// @param at when it happened at the source
/// @param knownAt when ProX learnt of it
/// @param value what a won lead is worth
public record LeadOutcome(Kind kind, Instant at, Instant knownAt, Optional<Money> value) {
    public LeadOutcome {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(knownAt, "knownAt");
        requireNonNull(value, "value");
    }

    public enum Kind {
        @JsonProperty("won")
        WON,
        @JsonProperty("lost")
        LOST
    }
}
