package io.prox.console.work.acts;

import io.prox.console.work.LeadIds;
import io.prox.console.work.Rows;
import io.prox.console.work.acts.Deciding.Decision;
import io.prox.console.work.list.Item;
import io.prox.console.work.list.WorkList;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Does what people ask for with leads: each act one transaction, audited.
///
/// Leads are locked first, so of two people who want the same one the second sees what the first
/// did, and is told.
final class Acts {
    private final Database database;
    private final ShownModels models;
    private final Ranking ranking;
    private final WorkStates states;
    private final Owners owners;
    private final Feedback feedback;
    private final WorkList list;
    private final Changes changes;
    private final AuditLog audit;
    private final Clock clock;

    Acts(
            Database database,
            ShownModels models,
            Ranking ranking,
            Owners owners,
            Feedback feedback,
            WorkList list,
            Changes changes,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.models = models;
        this.ranking = ranking;
        this.states = new WorkStates(database);
        this.owners = owners;
        this.feedback = feedback;
        this.list = list;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// Does something with one lead.
    ///
    /// @param version of its work that the caller has seen; if it is another by now, nothing is
    ///   done
    /// @throws ProblemException if there is no such lead, or it cannot be done with it
    Item act(Caller caller, LeadId lead, OptionalLong version, Act act) {
        return database.within(
                caller.workspace(),
                () -> {
                    Map<LeadId, WorkState> found = begin(caller, List.of(lead), act);
                    WorkState state = found.get(lead);
                    if (state == null) {
                        throw LeadIds.noSuchLead();
                    }
                    if (version.isPresent() && version.getAsLong() != state.version()) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "Somebody did something with this lead meanwhile. Look at it again; nothing was changed.");
                    }
                    switch (decide(state, act, caller)) {
                        case Decision.Changed(WorkState next) -> {
                            finish(caller, Map.of(lead, next), act);
                            audit.append(caller, act.action(), lead.value(), detail(act));
                        }
                        case Decision.Unchanged() -> {}
                        case Decision.Refused(String detail) ->
                                throw new ProblemException(ProblemType.CONFLICT, detail);
                    }
                    return list.find(caller.workspace(), lead).orElseThrow(LeadIds::noSuchLead);
                });
    }

    /// What came of an act on several leads.
    ///
    /// @param changed of them; those that were so already are neither changed nor refused
    /// @param items what was made of those that were changed, so that whoever takes it back can
    ///   tell whether somebody did anything with them since
    record Done(int changed, List<Item> items, List<Refused> refused) {
        Done {
            items = List.copyOf(items);
            refused = List.copyOf(refused);
        }
    }

    /// @param detail why nothing was done with it
    record Refused(LeadId lead, String detail) {}

    /// Does the same with several leads, where it can be done.
    Done act(Caller caller, Collection<LeadId> leads, Act act) {
        return database.within(
                caller.workspace(),
                () -> {
                    Map<LeadId, WorkState> found = begin(caller, leads, act);
                    Map<LeadId, WorkState> changed = new LinkedHashMap<>();
                    var refused = new ArrayList<Refused>();
                    for (LeadId lead : leads) {
                        WorkState state = found.get(lead);
                        if (state == null) {
                            refused.add(new Refused(lead, "There is no such lead."));
                            continue;
                        }
                        switch (decide(state, act, caller)) {
                            case Decision.Changed(WorkState next) -> changed.put(lead, next);
                            case Decision.Unchanged() -> {}
                            case Decision.Refused(String detail) ->
                                    refused.add(new Refused(lead, detail));
                        }
                    }
                    if (!changed.isEmpty()) {
                        finish(caller, changed, act);
                        Map<String, String> detail = new TreeMap<>(detail(act));
                        detail.put(
                                "leads",
                                String.join(
                                        " ",
                                        changed.keySet().stream().map(LeadId::value).toList()));
                        audit.append(caller, act.action(), "", detail);
                    }
                    return new Done(
                            changed.size(),
                            changed.isEmpty()
                                    ? List.of()
                                    : list.find(caller.workspace(), changed.keySet()),
                            refused);
                });
    }

    /// What was said of a lead, which is audited as notes may name people.
    List<Feedback.Said> feedback(Caller caller, LeadId lead) {
        return database.within(
                caller.workspace(),
                () -> {
                    List<Feedback.Said> said = feedback.read(caller.workspace(), lead);
                    if (said.isEmpty() && list.find(caller.workspace(), lead).isEmpty()) {
                        throw LeadIds.noSuchLead();
                    }
                    audit.append(caller, "personal.read", lead.value(), Map.of("what", "feedback"));
                    return said;
                });
    }

    private Map<LeadId, WorkState> begin(Caller caller, Collection<LeadId> leads, Act act) {
        WorkspaceId workspace = caller.workspace();
        models.hold(workspace);
        String owner =
                switch (act) {
                    case Act.Assign(String given) -> given;
                    case Act.Claim() -> user(caller);
                    case Act.SetStatus set -> user(caller);
                    case Act.Release() -> "";
                };
        if (!owner.isEmpty() && !owners.hold(workspace, owner)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%s may own no leads: that takes an active user with a role that works the list."
                            .formatted(owner));
        }
        return states.read(workspace, ranking.lock(workspace, leads));
    }

    /// Who would own a lead that this caller takes.
    private static String user(Caller caller) {
        return caller.isUser() ? caller.id() : "";
    }

    private Decision decide(WorkState state, Act act, Caller caller) {
        return Deciding.decide(state, act, Actor.of(caller), Rows.kept(clock.instant()));
    }

    private void finish(Caller caller, Map<LeadId, WorkState> changed, Act act) {
        WorkspaceId workspace = caller.workspace();
        states.write(workspace, changed);
        if (act instanceof Act.SetStatus said) {
            changed.forEach(
                    (lead, state) -> feedback.keep(workspace, lead, state, said, caller.id()));
        }
        ranking.refresh(workspace, changed.keySet());
        changes.tell(workspace, changed.keySet());
    }

    private static Map<String, String> detail(Act act) {
        return switch (act) {
            case Act.Claim() -> Map.of();
            case Act.Release() -> Map.of();
            case Act.Assign(String owner) -> Map.of("owner", owner);
            case Act.SetStatus set ->
                    set.reason()
                            .map(
                                    reason ->
                                            Map.of(
                                                    "status",
                                                    set.status().word(),
                                                    "reason",
                                                    reason.word()))
                            .orElseGet(() -> Map.of("status", set.status().word()));
        };
    }
}
