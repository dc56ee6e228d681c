package io.prox.console.work.assignment;

import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.Ranking.Move;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The rules by which leads are handed off, as people set them.
final class Assignment {
    /// Free leads at or above a threshold, which reached it before the rules were as they are.
    private static final String WAITING =
            """
            FROM console.ranked LEFT JOIN console.work USING (workspace_id, lead_id)
            WHERE ranked.workspace_id = :workspace AND ranked.score >= :threshold
                AND ranked.status = 'new' AND ranked.owner = '' AND work.handed_off_at IS NULL
                AND ranked.model =
            """
                    + ShownModels.SHOWN;

    private final Database database;
    private final ShownModels models;
    private final Ranking ranking;
    private final AssignmentStore store;
    private final HandOff handOff;
    private final Changes changes;
    private final AuditLog audit;

    Assignment(
            Database database,
            ShownModels models,
            Ranking ranking,
            HandOff handOff,
            Changes changes,
            AuditLog audit) {
        this.database = database;
        this.models = models;
        this.ranking = ranking;
        this.store = new AssignmentStore(database);
        this.handOff = handOff;
        this.changes = changes;
        this.audit = audit;
    }

    /// Rules, and what they leave.
    ///
    /// @param version counts how often they were changed
    /// @param waiting free leads at or above the threshold
    record View(AssignmentRules rules, long version, long waiting) {}

    View read(WorkspaceId workspace) {
        return database.within(workspace, () -> view(workspace, store.read(workspace)));
    }

    /// Sets the rules.
    ///
    /// @param existing whether leads that are at or above the threshold already are handed off now;
    ///   else only those are that reach it from here on
    /// @param seen version of the rules that the caller has looked at; if they are of another by
    ///   now, nothing is done
    View set(Caller caller, AssignmentRules rules, boolean existing, OptionalLong seen) {
        WorkspaceId workspace = caller.workspace();
        return database.within(
                workspace,
                () -> {
                    models.hold(workspace);
                    long version = store.holdAny(workspace).version();
                    if (seen.isPresent() && seen.getAsLong() != version) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "Somebody changed these rules meanwhile. Look at them again; nothing was changed.");
                    }
                    store.write(workspace, rules);
                    if (existing && rules.threshold().isPresent()) {
                        List<LeadId> waiting = waiting(workspace, rules.threshold().get());
                        ranking.lock(workspace, waiting);
                        changes.tell(
                                workspace,
                                handOff.take(handOff.hold(workspace), moves(workspace, waiting)));
                    }
                    audit.append(caller, "assignment.changed", "", detail(rules));
                    return view(workspace, store.read(workspace));
                });
    }

    private List<LeadId> waiting(WorkspaceId workspace, int threshold) {
        return database.sql()
                .sql("SELECT ranked.lead_id " + WAITING)
                .param("workspace", workspace.value())
                .param("threshold", threshold)
                .query((row, number) -> new LeadId(row.getString("lead_id")))
                .list();
    }

    /// As if the leads had just reached the score that they have.
    private List<Move> moves(WorkspaceId workspace, List<LeadId> leads) {
        return database.sql()
                .sql(
                        """
                        SELECT lead_id, score FROM console.ranked
                        WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
                            AND model =
                        """
                                + ShownModels.SHOWN)
                .param("workspace", workspace.value())
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .query(
                        (row, number) ->
                                new Move(
                                        new LeadId(row.getString("lead_id")),
                                        -1,
                                        row.getInt("score")))
                .list();
    }

    private View view(WorkspaceId workspace, AssignmentStore.Stored stored) {
        AssignmentRules rules = stored.rules();
        long waiting =
                rules.threshold()
                        .map(
                                threshold ->
                                        database.sql()
                                                .sql("SELECT count(*) " + WAITING)
                                                .param("workspace", workspace.value())
                                                .param("threshold", threshold)
                                                .query((row, number) -> row.getLong(1))
                                                .single())
                        .orElse(0L);
        return new View(rules, stored.version(), waiting);
    }

    private static Map<String, String> detail(AssignmentRules rules) {
        return Map.of(
                "threshold",
                rules.threshold().map(String::valueOf).orElse("none"),
                "mode",
                rules.mode().word(),
                "members",
                String.join(" ", rules.members()),
                "regions",
                String.join(
                        ", ",
                        rules.regions().entrySet().stream()
                                .map(region -> region.getKey() + ": " + region.getValue())
                                .toList()));
    }
}
