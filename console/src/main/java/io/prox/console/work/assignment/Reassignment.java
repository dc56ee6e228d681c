package io.prox.console.work.assignment;

import io.prox.console.work.Rows;
import io.prox.console.work.Status;
import io.prox.console.work.acts.Owners;
import io.prox.console.work.acts.WorkState;
import io.prox.console.work.acts.WorkStates;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves the leads of someone who leaves to someone else, or to nobody.
public final class Reassignment {
    private static final String OWNED =
            """
            SELECT lead_id FROM console.work WHERE workspace_id = :workspace AND owner = :owner
            """;

    private final Database database;
    private final ShownModels models;
    private final Ranking ranking;
    private final AssignmentStore store;
    private final Owners owners;
    private final WorkStates states;
    private final Changes changes;
    private final AuditLog audit;
    private final Clock clock;

    public Reassignment(
            Database database,
            ShownModels models,
            Ranking ranking,
            Owners owners,
            Changes changes,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.models = models;
        this.ranking = ranking;
        this.store = new AssignmentStore(database);
        this.owners = owners;
        this.states = new WorkStates(database);
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// Moves all leads of a user whose outcome is not known; those that are won or lost stay under
    /// the name of who won or lost them.
    ///
    /// To be called in the transaction that deactivates the user, after it has done so: then nobody
    /// can give them a lead that would be left behind.
    ///
    /// @param caller who does it
    /// @param from whose leads they are
    /// @param to who gets them; empty: nobody
    /// @return how many were moved
    /// @throws ProblemException if `to` may own no leads
    public int reassign(Caller caller, String from, Optional<String> to) {
        WorkspaceId workspace = caller.workspace();
        return database.within(
                workspace,
                () -> {
                    models.hold(workspace);
                    store.holdAny(workspace);
                    owners.holdAlone(workspace, from);
                    if (to.isPresent()
                            && (to.get().equals(from) || !owners.hold(workspace, to.get()))) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "%s may own no leads: that takes another active user with a role that works the list."
                                        .formatted(to.get()));
                    }
                    List<LeadId> leads = ranking.lock(workspace, owned(workspace, from));
                    Instant now = Rows.kept(clock.instant());
                    Map<LeadId, WorkState> moved = new LinkedHashMap<>();
                    states.read(workspace, leads)
                            .forEach(
                                    (lead, state) -> {
                                        if (state.outcome().isEmpty() && state.isOwnedBy(from)) {
                                            moved.put(lead, moved(state, to, now));
                                        }
                                    });
                    if (!moved.isEmpty()) {
                        states.write(workspace, moved);
                        ranking.refresh(workspace, moved.keySet());
                        changes.tell(workspace, moved.keySet());
                        audit.append(
                                caller,
                                "work.reassigned",
                                from,
                                Map.of(
                                        "to",
                                        to.orElse(""),
                                        "leads",
                                        Integer.toString(moved.size())));
                    }
                    return moved.size();
                });
    }

    private static WorkState moved(WorkState state, Optional<String> to, Instant now) {
        WorkState next = state.ownedBy(to, now);
        return to.isEmpty() && next.status() == Status.CLAIMED
                ? next.as(Status.NEW, Optional.empty(), now)
                : next;
    }

    private List<LeadId> owned(WorkspaceId workspace, String owner) {
        return database.sql()
                .sql(OWNED)
                .param("workspace", workspace.value())
                .param("owner", owner)
                .query((row, number) -> new LeadId(row.getString("lead_id")))
                .list();
    }
}
