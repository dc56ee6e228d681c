package io.prox.scoring.models;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Workspaces;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Jobs;
import io.prox.scoring.ScoringProperties;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Counts;
import io.prox.scoring.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Goes round the workspaces: begins the first training where outcomes have become enough, unless a
/// model has ever counted, and looks at scores again whose hour has come: an open lead's chance
/// changes with its age, and what it did fades.
///
/// Any number of processes may go round; what one began the others find begun.
final class Rounds {
    /// After a training that led to no model, as long as none ever counted and there are not many
    /// more outcomes to learn from.
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// Times as many mature leads are many more: a training may have begun in the midst of a
    /// company's first files.
    private static final int MANY_MORE = 2;

    /// By one in so many may what there is to learn from grow from one look to the next when it has
    /// settled: leads keep coming, but no file of them is on its way.
    private static final int FEW = 100;

    private static final int AT_ONCE = 500;

    private final ScoringProperties properties;
    private final Workspaces workspaces;
    private final LeadHistory history;
    private final Ledger ledger;
    private final Champions champions;
    private final ModelStore models;
    private final Rescoring rescoring;
    private final Trainings trainings;
    private final Jobs jobs;
    private final Clock clock;
    private final Map<WorkspaceId, Counts> before = new HashMap<>();

    /// What there was to learn from when this process last began a training.
    private final Map<WorkspaceId, Counts> begun = new HashMap<>();

    Rounds(
            ScoringProperties properties,
            Workspaces workspaces,
            LeadHistory history,
            Ledger ledger,
            Champions champions,
            ModelStore models,
            Rescoring rescoring,
            Trainings trainings,
            Jobs jobs,
            Clock clock) {
        this.properties = properties;
        this.workspaces = workspaces;
        this.history = history;
        this.ledger = ledger;
        this.champions = champions;
        this.models = models;
        this.rescoring = rescoring;
        this.trainings = trainings;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// What is due in all workspaces.
    void visit() {
        workspaces.all().forEach(this::visit);
    }

    /// What is due in one workspace.
    void visit(WorkspaceId workspace) {
        Champions.Standing standing = champions.now(workspace);
        if (standing.number() == 0 && standing.coming().isEmpty()) {
            beginFirst(workspace);
        }
        refresh(workspace, standing);
    }

    private void beginFirst(WorkspaceId workspace) {
        Counts counts = history.count(workspace, properties.horizon(), clock.instant());
        Counts last = before.put(workspace, counts);
        if (last != null
                && isSettled(last, counts)
                && Readiness.of(counts).isReady()
                && isTime(workspace, counts)) {
            begun.put(workspace, counts);
            trainings.begin(workspace, Promoting.PROX, "");
        }
    }

    private static boolean isSettled(Counts last, Counts now) {
        return isSettled(last.leads(), now.leads())
                && isSettled(last.won(), now.won())
                && isSettled(last.lost(), now.lost());
    }

    private static boolean isSettled(long last, long now) {
        return Math.abs(now - last) <= now / FEW;
    }

    private boolean isTime(WorkspaceId workspace, Counts counts) {
        Counts last = begun.get(workspace);
        boolean manyMore = last != null && counts.mature() >= MANY_MORE * last.mature();
        return jobs.latest(workspace, Training.KIND, 1).stream()
                .map(Job::endedAt)
                .allMatch(ended -> ended.map(at -> manyMore || isLongAgo(at)).orElse(false));
    }

    private boolean isLongAgo(Instant ended) {
        return ended.plus(PATIENCE).isBefore(clock.instant());
    }

    private void refresh(WorkspaceId workspace, Champions.Standing standing) {
        List<LeadId> old;
        do {
            old =
                    ledger.due(
                            workspace,
                            standing.champion(),
                            clock.instant(),
                            properties.refresh(),
                            AT_ONCE);
            if (!old.isEmpty()) {
                rescoring.score(
                        workspace,
                        models.ranking(workspace, standing.champion()),
                        old,
                        Cause.of(Cause.Kind.TIME));
            }
        } while (old.size() == AT_ONCE && !Thread.currentThread().isInterrupted());
    }
}
