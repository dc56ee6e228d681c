package io.prox.console.work.folding;

import io.prox.console.work.assignment.HandOff;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadDeleted;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Folds facts about leads into the console's own tables: of each lead the fact with the highest
/// revision counts.
public final class LeadFolding implements BatchHandler<LeadFact> {
    private final Database database;
    private final ShownModels models;
    private final Ranking ranking;
    private final HandOff handOff;
    private final Changes changes;
    private final Items items;

    public LeadFolding(
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
    }

    @Override
    public List<Outcome> handle(List<Received<LeadFact>> batch) {
        SortedMap<WorkspaceId, List<LeadFact>> byWorkspace = new TreeMap<>();
        batch.forEach(
                received ->
                        byWorkspace
                                .computeIfAbsent(
                                        received.fact().workspace(), first -> new ArrayList<>())
                                .add(received.fact()));
        byWorkspace.forEach(
                (workspace, facts) -> database.within(workspace, () -> fold(workspace, facts)));
        return batch.stream().<Outcome>map(received -> Outcome.DONE).toList();
    }

    /// How much of what was published is folded. Deleted leads keep their revision.
    public FoldedLeads folded(WorkspaceId workspace) {
        return database.within(workspace, () -> items.folded(workspace));
    }

    private void fold(WorkspaceId workspace, List<LeadFact> facts) {
        models.hold(workspace);
        HandOff.Rules rules = handOff.hold(workspace);
        var touched = new TreeSet<LeadId>();
        for (LeadFact fact : facts) {
            touched.add(fact.lead());
            if (fact instanceof LeadDeleted deletion) {
                deletion.mergedInto().ifPresent(touched::add);
            }
        }
        Map<LeadId, Items.State> before = items.lock(workspace, touched);
        List<LeadFact> news =
                facts.stream()
                        .filter(fact -> fact.revision() > state(before, fact.lead()).revision())
                        .sorted(Comparator.comparingLong(LeadFact::revision))
                        .toList();
        if (news.isEmpty()) {
            return;
        }
        var newest = new TreeMap<LeadId, LeadFact>();
        var changed = new TreeSet<LeadId>();
        for (LeadFact fact : news) {
            newest.put(fact.lead(), fact);
            changed.add(fact.lead());
            if (fact instanceof LeadDeleted deletion && deletion.mergedInto().isPresent()) {
                LeadId heir = deletion.mergedInto().get();
                if (!state(before, heir).deleted()) {
                    items.bequeath(workspace, deletion.lead(), heir);
                    changed.add(heir);
                }
            }
        }
        items.write(workspace, newest.values());
        List<LeadId> gone =
                newest.values().stream()
                        .filter(LeadDeleted.class::isInstance)
                        .map(LeadFact::lead)
                        .toList();
        if (!gone.isEmpty()) {
            ranking.drop(workspace, gone);
        }
        changes.tell(workspace, changed);
        changed.removeAll(gone);
        handOff.take(rules, ranking.refresh(workspace, changed));
    }

    private static Items.State state(Map<LeadId, Items.State> states, LeadId lead) {
        return Objects.requireNonNull(states.get(lead), "locked");
    }
}
