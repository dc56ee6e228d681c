package io.prox.console.work;

import io.prox.contracts.WorkspaceId;

/// What scores are called in each workspace: as it has set, where there is something by which it
/// can, else as usual.
public final class Grading {
    private final Thresholds thresholds;

    Grading(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    public Grades of(WorkspaceId workspace) {
        return thresholds.of(workspace);
    }
}
