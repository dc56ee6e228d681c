package io.prox.console.work;

import io.prox.contracts.WorkspaceId;
import java.util.Optional;

/// In which currency each workspace counts.
@FunctionalInterface
public interface Currencies {
    /// @return three capital letters, ISO 4217; empty where the workspace has not said
    Optional<String> of(WorkspaceId workspace);
}
