package io.prox.console.work;

import io.prox.contracts.WorkspaceId;

/// In which currency each workspace counts.
@FunctionalInterface
public interface Currencies {
    /// @return three capital letters, ISO 4217
    String of(WorkspaceId workspace);
}
