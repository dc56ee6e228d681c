package io.prox.console.work.folding;

import io.prox.console.work.Rows;
import io.prox.console.work.assignment.HandOff;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModel;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.ScoreFact.ModelPromoted;
import io.prox.contracts.ScoreFact.ScoreChanged;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Folds facts about scores into the console's own tables: of each lead and model the score with
/// the highest entry counts, and a promoted model is shown once its promotion was met on every
/// partition.
public final class ScoreFolding implements BatchHandler<ScoreFact> {
    /// Of so many days (UTC), that of the newest score of a lead included, its last score is kept.
    public static final int DAYS = 14;

    private final Database database;
    private final ShownModels models;
    private final Ranking ranking;
    private final HandOff handOff;
    private final Changes changes;
    private final Items items;
    private final Scores scores;

    public ScoreFolding(
            Database database,
            ShownModels models,
            Ranking ranking,
            HandOff handOff,
            Changes changes) {
        this.database = database;
        this.models = models;
        this.ranking = ranking;
        this.handOff = handOff;
        this.changes = changes;
        this.items = new Items(database);
        this.scores = new Scores(database);
    }

    @Override
    public List<Outcome> handle(List<Received<ScoreFact>> batch) {
        SortedMap<WorkspaceId, Part> parts = new TreeMap<>();
        for (Received<ScoreFact> received : batch) {
            Part part = parts.computeIfAbsent(received.fact().workspace(), workspace -> new Part());
            switch (received.fact()) {
                case ScoreChanged changed -> part.scores.add(changed);
                case ModelPromoted promoted ->
                        part.promotions.add(new Met(promoted, received.partition()));
            }
        }
        parts.forEach((workspace, part) -> database.within(workspace, () -> fold(workspace, part)));
        return batch.stream().<Outcome>map(received -> Outcome.DONE).toList();
    }

    private void fold(WorkspaceId workspace, Part part) {
        if (part.promotions.isEmpty()) {
            models.hold(workspace);
        } else {
            models.holdAlone(workspace);
        }
        HandOff.Rules rules = handOff.hold(workspace);
        if (!part.scores.isEmpty()) {
            handOff.take(rules, keepScores(workspace, part.scores));
        }
        part.promotions.forEach(met -> models.mark(met.promotion(), met.partition()));
        if (!part.promotions.isEmpty()) {
            ranking.goOver(workspace).ifPresent(change -> goOver(workspace, change, rules));
        }
    }

    private void goOver(WorkspaceId workspace, Ranking.Change change, HandOff.Rules rules) {
        rules.threshold()
                .ifPresent(
                        threshold ->
                                handOff.take(rules, ranking.reached(workspace, change, threshold)));
        ranking.tidy(workspace, change.after());
        changes.tell(workspace, change.after().model());
    }

    /// @return how leads moved on the list
    private List<Ranking.Move> keepScores(WorkspaceId workspace, List<ScoreChanged> facts) {
        var leads = new TreeSet<LeadId>();
        facts.forEach(fact -> leads.add(fact.lead()));
        Map<LeadId, Items.State> states = items.lock(workspace, leads);
        ShownModel shown = models.read(workspace);
        Set<ModelVersion> retired = models.retired(workspace, shown);
        List<ScoreChanged> wanted =
                facts.stream()
                        .filter(fact -> !Objects.requireNonNull(states.get(fact.lead())).deleted())
                        .filter(
                                fact ->
                                        !retired.contains(fact.model())
                                                || Rows.kept(fact.computedAt())
                                                        .isAfter(shown.promotedAt()))
                        .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<LeadId> changed = scores.write(workspace, wanted);
        changes.tell(
                workspace,
                wanted.stream()
                        .filter(fact -> fact.model().equals(shown.model()))
                        .map(ScoreChanged::lead)
                        .filter(changed::contains)
                        .distinct()
                        .toList());
        return ranking.refresh(workspace, changed);
    }

    /// What of a batch concerns one workspace.
    private static final class Part {
        private final List<ScoreChanged> scores = new ArrayList<>();
        private final List<Met> promotions = new ArrayList<>();
    }

    private record Met(ModelPromoted promotion, int partition) {}
}
