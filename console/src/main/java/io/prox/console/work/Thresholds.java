package io.prox.console.work;

import io.prox.contracts.WorkspaceId;

/// From which score on a lead has which grade, as each workspace sets it.
@FunctionalInterface
public interface Thresholds {
    Grades of(WorkspaceId workspace);
}
