package io.prox.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// What one run had to reach. Used by one thread.
public final class Goals {
    /// Exit code: every goal held.
    public static final int HELD = 0;

    /// Exit code: a fault of ours.
    public static final int FAULT = 1;

    /// Exit code: a goal was missed.
    public static final int MISSED = 3;

    private final List<Goal> goals = new ArrayList<>();

    public void add(Goal goal) {
        goals.add(goal);
    }

    public List<Goal> all() {
        return List.copyOf(goals);
    }

    /// The last line of a run: `check truth: all 12 goals held`.
    ///
    /// @param run its name: `check truth`
    public String verdict(String run) {
        List<Goal> missed = missed();
        if (missed.isEmpty()) {
            return "%s: all %d goals held".formatted(run, goals.size());
        }
        return "%s: %d of %d goals missed: %s"
                .formatted(
                        run,
                        missed.size(),
                        goals.size(),
                        String.join("; ", missed.stream().map(Goal::name).toList()));
    }

    /// [#HELD] or [#MISSED]; a run without goals proved nothing.
    public int exitCode() {
        return missed().isEmpty() && !goals.isEmpty() ? HELD : MISSED;
    }

    private List<Goal> missed() {
        return goals.stream().filter(goal -> !goal.held()).toList();
    }
}
