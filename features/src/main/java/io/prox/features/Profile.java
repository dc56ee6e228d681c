package io.prox.features;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/// What a lead is, as known at some instant, in values that identify nobody.
///
/// @param createdAt when the lead came to be, by its source
/// @param values by name: labels of [standard fields][io.prox.features.fields.StandardField], names
///   of [derived cells][DerivedCells], and names of the customer's own columns; a value that is
///   blank counts as missing
public record Profile(Instant createdAt, Map<String, String> values) {
    public Profile {
        requireNonNull(createdAt, "createdAt");
        values = Map.copyOf(values);
    }
}
