package io.prox.engagement.folding;

import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes note of leads, and forgets what those did that are gone.
public final class LeadHandler implements BatchHandler<LeadFact> {
    private final Database database;
    private final Engagements engagements;
    private final Timeline timeline;

    public LeadHandler(Database database, Engagements engagements, Timeline timeline) {
        this.database = database;
        this.engagements = engagements;
        this.timeline = timeline;
    }

    @Override
    public List<Outcome> handle(List<Received<LeadFact>> batch) {
        SortedMap<WorkspaceId, TreeSet<LeadId>> known = new TreeMap<>();
        SortedMap<WorkspaceId, TreeSet<LeadId>> gone = new TreeMap<>();
        for (Received<LeadFact> received : batch) {
            LeadFact fact = received.fact();
            (fact instanceof LeadFact.LeadDeleted ? gone : known)
                    .computeIfAbsent(fact.workspace(), first -> new TreeSet<>())
                    .add(fact.lead());
        }
        known.forEach(
                (workspace, leads) ->
                        database.within(workspace, () -> engagements.meet(workspace, leads)));
        gone.forEach(
                (workspace, leads) -> database.within(workspace, () -> forget(workspace, leads)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    private void forget(WorkspaceId workspace, Collection<LeadId> leads) {
        engagements.lock(workspace, leads);
        engagements.forget(workspace, leads);
        timeline.forget(workspace, leads);
    }
}
