package io.prox.console.work.ranking;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows that lists are filtered and sorted by.
///
/// A lead has one for the model that is shown and one for each model whose scores are on the way,
/// which are those computed after the shown one was promoted. So going over to another model means
/// to name it: nothing is rewritten while people look on.
///
/// The rows follow from the tables of items, scores and work alone; whoever changes one of those
/// calls [#refresh] in the same transaction. That transaction holds the [shown
/// model][ShownModels#hold] and has [locked][#lock] the leads, in this order.
public final class Ranking {
    private static final String FIND =
            """
            SELECT lead_id FROM console.item
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
                AND revision > 0 AND NOT deleted
            ORDER BY lead_id FOR UPDATE
            """;

    private static final String DERIVED =
            """
            SELECT item.workspace_id, item.lead_id, alive.model, coalesce(score.score, -1), score.fit,
                item.created_at, greatest(item.known_at, work.changed_at),
                coalesce(item.company, ''), coalesce(item.country, ''), item.sources,
                coalesce(item.outcome, 'open'),
                CASE item.outcome WHEN 'won' THEN 'converted' WHEN 'lost' THEN 'lost'
                    ELSE coalesce(work.status, 'new') END,
                coalesce(work.owner, '')
            FROM console.item
            CROSS JOIN LATERAL (
                SELECT CAST(:shown AS text) AS model
                UNION
                SELECT other.model FROM console.score AS other
                WHERE other.workspace_id = item.workspace_id AND other.lead_id = item.lead_id
                    AND other.computed_at > :promoted) AS alive
            LEFT JOIN console.score ON score.workspace_id = item.workspace_id
                AND score.lead_id = item.lead_id AND score.model = alive.model
            LEFT JOIN console.work ON work.workspace_id = item.workspace_id
                AND work.lead_id = item.lead_id
            WHERE item.workspace_id = :workspace AND item.revision > 0 AND NOT item.deleted
            """;

    private static final String INSERT =
            """
            INSERT INTO console.ranked (workspace_id, lead_id, model, score, fit, created_at,
                changed_at, company, country, sources, outcome, status, owner)
            """;

    private static final String REFRESH =
            INSERT
                    + DERIVED
                    + """
                    AND item.lead_id = ANY (:leads)
                    ON CONFLICT (workspace_id, lead_id, model) DO UPDATE
                    SET score = excluded.score, fit = excluded.fit,
                        created_at = excluded.created_at, changed_at = excluded.changed_at,
                        company = excluded.company, country = excluded.country,
                        sources = excluded.sources, outcome = excluded.outcome,
                        status = excluded.status, owner = excluded.owner
                    WHERE (ranked.score, ranked.fit, ranked.created_at, ranked.changed_at,
                            ranked.company, ranked.country, ranked.sources, ranked.outcome,
                            ranked.status, ranked.owner)
                        IS DISTINCT FROM (excluded.score, excluded.fit, excluded.created_at,
                            excluded.changed_at, excluded.company, excluded.country,
                            excluded.sources, excluded.outcome, excluded.status, excluded.owner)
                    RETURNING WITH (OLD AS before, NEW AS after)
                        after.lead_id, after.model, coalesce(before.score, -1) AS score_before,
                        after.score AS score_after
                    """;

    /// Leads without a row for the model that is to be shown: it has no scores for them yet, or had
    /// them before.
    private static final String COMPLETE =
            INSERT
                    + DERIVED
                    + """
                    AND NOT EXISTS (
                        SELECT FROM console.ranked AS there
                        WHERE there.workspace_id = item.workspace_id
                            AND there.lead_id = item.lead_id AND there.model = :shown)
                    ON CONFLICT (workspace_id, lead_id, model) DO NOTHING
                    """;

    /// Free leads whose score reaches a threshold under one model and did not under the other.
    private static final String REACHED =
            """
            SELECT after.lead_id, coalesce(before.score, -1) AS score_before,
                after.score AS score_after
            FROM console.ranked AS after
            LEFT JOIN console.ranked AS before ON before.workspace_id = after.workspace_id
                AND before.lead_id = after.lead_id AND before.model = :before
            WHERE after.workspace_id = :workspace AND after.model = :after
                AND after.score >= :threshold AND coalesce(before.score, -1) < :threshold
                AND after.status = 'new' AND after.owner = ''
            """;

    private static final String DROP =
            "DELETE FROM console.ranked WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";

    private static final String DROP_PASSED =
            """
            DELETE FROM console.ranked
            WHERE workspace_id = :workspace AND model <> :shown AND NOT EXISTS (
                SELECT FROM console.score
                WHERE score.workspace_id = ranked.workspace_id
                    AND score.lead_id = ranked.lead_id AND score.model = ranked.model
                    AND score.computed_at > :promoted)
            """;
    private static final String DROP_SCORES =
            """
            DELETE FROM console.score
            WHERE workspace_id = :workspace AND model = ANY (:retired) AND computed_at <= :promoted
            """;
    private static final String DROP_EARLIER_SCORES =
            """
            DELETE FROM console.earlier_score
            WHERE workspace_id = :workspace AND model = ANY (:retired) AND computed_at <= :promoted
            """;

    private final Database database;
    private final ShownModels models;

    public Ranking(Database database, ShownModels models) {
        this.database = database;
        this.models = models;
    }

    /// How a lead's score under the shown model moved.
    ///
    /// @param before -1 where there was none
    /// @param after -1 where there is none
    public record Move(LeadId lead, int before, int after) {}

    /// Locks leads in an order that keeps two transactions from waiting for one another.
    ///
    /// @return those that are there
    public List<LeadId> lock(WorkspaceId workspace, Collection<LeadId> leads) {
        return sql(FIND, workspace)
                .param("leads", ids(leads))
                .query((row, number) -> new LeadId(row.getString("lead_id")))
                .list();
    }

    /// Brings the rows of leads up to date.
    ///
    /// @return the leads whose row for the shown model is new or different now
    public List<Move> refresh(WorkspaceId workspace, Collection<LeadId> leads) {
        if (leads.isEmpty()) {
            return List.of();
        }
        ShownModel shown = models.read(workspace);
        var moves = new ArrayList<Move>();
        derived(REFRESH, workspace, shown)
                .param("leads", ids(leads))
                .query(
                        (row, number) -> {
                            if (row.getString("model").equals(shown.model().value())) {
                                moves.add(
                                        new Move(
                                                new LeadId(row.getString("lead_id")),
                                                row.getInt("score_before"),
                                                row.getInt("score_after")));
                            }
                            return true;
                        })
                .list();
        return moves;
    }

    /// Takes leads off all lists.
    public void drop(WorkspaceId workspace, Collection<LeadId> leads) {
        sql(DROP, workspace).param("leads", ids(leads)).update();
    }

    /// One promotion is shown instead of another.
    public record Change(ShownModel before, ShownModel after) {}

    /// Goes over to the newest promotion that was met everywhere, if there is one. The transaction
    /// holds the shown model [alone][ShownModels#holdAlone].
    public Optional<Change> goOver(WorkspaceId workspace) {
        ShownModel before = models.read(workspace);
        Optional<ShownModel> next = models.next(workspace, before);
        next.ifPresent(
                after -> {
                    models.show(workspace, after);
                    derived(COMPLETE, workspace, after).update();
                });
        return next.map(after -> new Change(before, after));
    }

    /// Free leads whose score has reached a threshold by a change of the model, before that is
    /// [tidied][#tidy] up. Locked.
    public List<Move> reached(WorkspaceId workspace, Change change, int threshold) {
        List<Move> moves =
                sql(REACHED, workspace)
                        .param("before", change.before().model().value())
                        .param("after", change.after().model().value())
                        .param("threshold", threshold)
                        .query(
                                (row, number) ->
                                        new Move(
                                                new LeadId(row.getString("lead_id")),
                                                row.getInt("score_before"),
                                                row.getInt("score_after")))
                        .list();
        lock(workspace, moves.stream().map(Move::lead).toList());
        return moves;
    }

    /// Lets go of what nobody will look at any more, now that this model is shown.
    public void tidy(WorkspaceId workspace, ShownModel shown) {
        derived(DROP_PASSED, workspace, shown).update();
        String[] retired =
                models.retired(workspace, shown).stream()
                        .map(model -> model.value())
                        .toArray(String[]::new);
        if (retired.length > 0) {
            for (String statement : List.of(DROP_SCORES, DROP_EARLIER_SCORES)) {
                sql(statement, workspace)
                        .param("retired", retired)
                        .param("promoted", shown.promotedAt().atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }

    private JdbcClient.StatementSpec derived(
            String statement, WorkspaceId workspace, ShownModel shown) {
        return sql(statement, workspace)
                .param("shown", shown.model().value())
                .param("promoted", shown.promotedAt().atOffset(ZoneOffset.UTC));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }
}
