package io.prox.features.machines;

import static java.util.Objects.requireNonNull;

/// That something was done by a machine.
///
/// @param machine what kind of one
/// @param evidence by which it was told
public record Verdict(Machine machine, Evidence evidence) {
    public Verdict {
        requireNonNull(machine, "machine");
        requireNonNull(evidence, "evidence");
    }
}
