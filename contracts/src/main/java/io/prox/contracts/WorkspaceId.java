package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A workspace, which is a tenant: all of one customer's data, apart from everyone else's.
public record WorkspaceId(@JsonValue String value) implements Comparable<WorkspaceId> {
    public static final String PREFIX = "ws";

    @JsonCreator
    public WorkspaceId {
        Identifier.check(PREFIX, value);
    }

    @Override
    public int compareTo(WorkspaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
