package io.prox.console.work;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Workspaces;
import io.prox.platform.access.Workspaces.Thresholds;

/// What scores are called in each workspace, as its settings are at that moment: a change of them
/// holds for the next answer.
public final class Grading {
    private final Workspaces workspaces;

    Grading(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    public Grades of(WorkspaceId workspace) {
        return workspaces
                .find(workspace)
                .map(found -> grades(found.thresholds()))
                .orElse(Grades.USUAL);
    }

    private static Grades grades(Thresholds set) {
        return new Grades(set.a(), set.b(), set.c());
    }
}
