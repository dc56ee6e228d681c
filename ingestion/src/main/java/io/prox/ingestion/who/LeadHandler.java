package io.prox.ingestion.who;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.who.Activities.Move;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Publishes what somebody did before they were a lead, when a file or a program has made them one.
/// It waits for the facts of leads, so that it locks visitors before leads as events do.
public final class LeadHandler implements BatchHandler<LeadFact> {
    private final Database database;
    private final Visitors visitors;
    private final Activities activities;
    private final Intake intake;
    private final Clock clock;

    LeadHandler(
            Database database,
            Visitors visitors,
            Activities activities,
            Intake intake,
            Clock clock) {
        this.database = database;
        this.visitors = visitors;
        this.activities = activities;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public List<Outcome> handle(List<Received<LeadFact>> batch) {
        SortedMap<WorkspaceId, Set<LeadId>> leads = new TreeMap<>();
        for (Received<LeadFact> received : batch) {
            leads.computeIfAbsent(received.fact().workspace(), first -> new TreeSet<>())
                    .add(received.fact().lead());
        }
        leads.forEach(
                (workspace, changed) ->
                        database.within(workspace, () -> publish(workspace, changed)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    private void publish(WorkspaceId workspace, Collection<LeadId> leads) {
        Set<String> persons = intake.identities(workspace, leads);
        Set<String> waiting =
                new TreeSet<>(activities.waiting(workspace, visitors.behind(workspace, persons)));
        if (waiting.isEmpty()) {
            return;
        }
        visitors.lock(workspace, waiting);
        Owners owners = Owners.of(workspace, waiting, visitors, intake);
        activities.move(
                workspace,
                activities.of(workspace, waiting).stream()
                        .map(done -> new Move(done, owners.lead(done.visitor(), done.deed().at())))
                        .toList(),
                Cause.of(Cause.Kind.EVENT),
                clock.instant());
    }
}
