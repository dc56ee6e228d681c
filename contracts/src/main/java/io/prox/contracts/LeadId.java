package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A lead. Says nothing about the person; it outlives changes of name and address.
public record LeadId(@JsonValue String value) implements Comparable<LeadId> {
    public static final String PREFIX = "lead";

    @JsonCreator
    public LeadId {
        Identifier.check(PREFIX, value);
    }

    @Override
    public int compareTo(LeadId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
