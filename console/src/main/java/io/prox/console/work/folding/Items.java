package io.prox.console.work.folding;

import io.prox.console.work.Rows;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadFact.LeadDeleted;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.Money;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of leads, without scores. All methods work within the running transaction, which has
/// named the workspace.
final class Items {
    /// In the order of their identifiers, so that two transactions never wait for one another.
    private static final String MAKE =
            """
            INSERT INTO console.item (workspace_id, lead_id, revision, deleted)
            SELECT :workspace, lead, 0, false FROM unnest(:leads::text[]) AS new (lead) ORDER BY lead
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK =
            """
            SELECT lead_id, revision, deleted FROM console.item
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            ORDER BY lead_id FOR UPDATE
            """;

    /// Facts about a lead are numbered from 1 without a gap.
    private static final String FOLDED =
            """
            SELECT count(*) AS leads, coalesce(sum(revision), 0) AS facts
            FROM console.item WHERE workspace_id = :workspace AND revision > 0
            """;

    private static final String WRITE =
            """
            UPDATE console.item
            SET revision = new.revision, deleted = false, known_at = new.known_at,
                created_at = new.created_at, company = new.company, country = new.country,
                sources = new.sources, outcome = new.outcome, outcome_at = new.outcome_at,
                outcome_amount = new.outcome_amount, outcome_currency = new.outcome_currency,
                shown = new.shown
            FROM jsonb_to_recordset(:rows::jsonb) AS new (lead text, revision bigint,
                known_at timestamptz, created_at timestamptz, company text, country text,
                sources text[], outcome text, outcome_at timestamptz, outcome_amount numeric,
                outcome_currency text, shown jsonb)
            WHERE item.workspace_id = :workspace AND item.lead_id = new.lead
            """;

    private static final String EMPTY =
            """
            UPDATE console.item
            SET revision = new.revision, deleted = true, known_at = NULL, created_at = NULL,
                company = NULL, country = NULL, sources = NULL, outcome = NULL, outcome_at = NULL,
                outcome_amount = NULL, outcome_currency = NULL, shown = NULL
            FROM jsonb_to_recordset(:rows::jsonb) AS new (lead text, revision bigint)
            WHERE item.workspace_id = :workspace AND item.lead_id = new.lead
            """;

    /// Lead by lead, so that a plan that was made when the table was small stays a good one.
    private static final String TOKENS =
            """
            SELECT found.lead_id, found.token FROM unnest(:leads::text[]) AS wanted (lead_id)
            CROSS JOIN LATERAL (
                SELECT lead_id, token FROM console.item_token
                WHERE workspace_id = :workspace AND item_token.lead_id = wanted.lead_id
                OFFSET 0) AS found
            """;

    private static final String ADD_TOKENS =
            """
            INSERT INTO console.item_token (workspace_id, token, lead_id)
            SELECT :workspace, token, lead FROM unnest(:tokens::uuid[], :leads::text[]) AS new (token, lead)
            ON CONFLICT DO NOTHING
            """;
    private static final String DROP_TOKENS =
            """
            DELETE FROM console.item_token
            USING unnest(:tokens::uuid[], :leads::text[]) AS old (token, lead)
            WHERE item_token.workspace_id = :workspace AND item_token.token = old.token
                AND item_token.lead_id = old.lead
            """;

    private static final List<String> DROP_ALL =
            List.of(
                    "DELETE FROM console.item_token WHERE workspace_id = :workspace AND lead_id = ANY (:leads)",
                    "DELETE FROM console.score WHERE workspace_id = :workspace AND lead_id = ANY (:leads)",
                    "DELETE FROM console.earlier_score WHERE workspace_id = :workspace AND lead_id = ANY (:leads)",
                    "DELETE FROM console.work WHERE workspace_id = :workspace AND lead_id = ANY (:leads)");

    private static final String BEQUEATH =
            """
            INSERT INTO console.work AS heir (workspace_id, lead_id, version, owner, status, status_at,
                reason, changed_at, qualified_by, qualified_at, handed_off_at)
            SELECT workspace_id, :heir, version, owner, status, status_at, reason, changed_at,
                qualified_by, qualified_at, handed_off_at
            FROM console.work WHERE workspace_id = :workspace AND lead_id = :lead
            ON CONFLICT (workspace_id, lead_id) DO UPDATE
            SET version = heir.version + 1, owner = excluded.owner, status = excluded.status,
                status_at = excluded.status_at, reason = excluded.reason, changed_at = excluded.changed_at,
                qualified_by = excluded.qualified_by, qualified_at = excluded.qualified_at,
                handed_off_at = excluded.handed_off_at
            WHERE heir.owner IS NULL AND heir.status = 'new'
            """;

    /// A lead's fact may hold many values; a list shows a handful.
    private static final Set<String> SHOWN =
            Set.of(
                    "Job title: seniority",
                    "Job title: department",
                    "Company size: band",
                    "Industry",
                    "Country",
                    "City",
                    "Source",
                    "Campaign",
                    "Email: kind of address");

    private static final int LONGEST_SHOWN = 200;
    private static final String COUNTRY = "Country";

    private final Database database;

    Items(Database database) {
        this.database = database;
    }

    /// Locks the rows of leads, made where there were none.
    Map<LeadId, State> lock(WorkspaceId workspace, SortedSet<LeadId> leads) {
        String[] ids = ids(leads);
        sql(MAKE, workspace).param("leads", ids).update();
        Map<LeadId, State> states = new HashMap<>();
        sql(LOCK, workspace)
                .param("leads", ids)
                .query(
                        (row, number) ->
                                Map.entry(
                                        new LeadId(row.getString("lead_id")),
                                        new State(
                                                row.getLong("revision"),
                                                row.getBoolean("deleted"))))
                .list()
                .forEach(state -> states.put(state.getKey(), state.getValue()));
        return states;
    }

    FoldedLeads folded(WorkspaceId workspace) {
        return sql(FOLDED, workspace)
                .query((row, number) -> new FoldedLeads(row.getLong("leads"), row.getLong("facts")))
                .single();
    }

    /// Writes how leads stand after these facts, of which there is one for each.
    void write(WorkspaceId workspace, Collection<LeadFact> facts) {
        var changed = new ArrayList<LeadChanged>();
        var deleted = new ArrayList<LeadDeleted>();
        for (LeadFact fact : facts) {
            switch (fact) {
                case LeadChanged change -> changed.add(change);
                case LeadDeleted deletion -> deleted.add(deletion);
            }
        }
        if (!changed.isEmpty()) {
            writeChanged(workspace, changed);
            writeTokens(workspace, changed);
        }
        if (!deleted.isEmpty()) {
            writeDeleted(workspace, deleted);
        }
    }

    /// Gives what people did with a lead that is part of another now to that one, unless it is in
    /// somebody's hands itself.
    void bequeath(WorkspaceId workspace, LeadId lead, LeadId heir) {
        sql(BEQUEATH, workspace).param("lead", lead.value()).param("heir", heir.value()).update();
    }

    private void writeChanged(WorkspaceId workspace, List<LeadChanged> facts) {
        var rows = new Rows();
        for (LeadChanged fact : facts) {
            Rows.Row row =
                    rows.add()
                            .text("lead", fact.lead().value())
                            .number("revision", fact.revision())
                            .time("known_at", fact.knownAt())
                            .time("created_at", fact.profile().createdAt())
                            .text("company", fact.profile().company().orElse(null))
                            .text("country", fact.profile().values().get(COUNTRY))
                            .texts("sources", fact.profile().sources())
                            .json("shown", shown(fact.profile().values()));
            fact.outcome().ifPresent(outcome -> writeOutcome(outcome, row));
        }
        sql(WRITE, workspace).param("rows", rows.json()).update();
    }

    private static void writeOutcome(LeadOutcome outcome, Rows.Row row) {
        row.text("outcome", outcome.kind().name().toLowerCase(Locale.ROOT))
                .time("outcome_at", outcome.at())
                .number("outcome_amount", outcome.value().map(Money::amount).orElse(null))
                .text("outcome_currency", outcome.value().map(Money::currency).orElse(null));
    }

    private static Map<String, String> shown(Map<String, String> values) {
        Map<String, String> shown = new HashMap<>();
        values.forEach(
                (name, text) -> {
                    if (SHOWN.contains(name)) {
                        String clean = Rows.clean(text);
                        shown.put(
                                name,
                                clean.length() <= LONGEST_SHOWN
                                        ? clean
                                        : clean.substring(
                                                0, clean.offsetByCodePoints(0, LONGEST_SHOWN / 2)));
                    }
                });
        return shown;
    }

    private void writeTokens(WorkspaceId workspace, List<LeadChanged> facts) {
        Map<String, Set<UUID>> there = new HashMap<>();
        sql(TOKENS, workspace)
                .param(
                        "leads",
                        facts.stream().map(fact -> fact.lead().value()).toArray(String[]::new))
                .query(
                        (row, number) ->
                                Map.entry(
                                        row.getString("lead_id"),
                                        row.getObject("token", UUID.class)))
                .list()
                .forEach(
                        token ->
                                there.computeIfAbsent(token.getKey(), lead -> new HashSet<>())
                                        .add(token.getValue()));
        var added = new ArrayList<Map.Entry<String, UUID>>();
        var dropped = new ArrayList<Map.Entry<String, UUID>>();
        for (LeadChanged fact : facts) {
            String lead = fact.lead().value();
            Set<UUID> before = there.getOrDefault(lead, Set.of());
            Set<UUID> now = new HashSet<>();
            fact.profile().searchTokens().forEach(token -> Tokens.parse(token).ifPresent(now::add));
            now.stream()
                    .filter(token -> !before.contains(token))
                    .forEach(token -> added.add(Map.entry(lead, token)));
            before.stream()
                    .filter(token -> !now.contains(token))
                    .forEach(token -> dropped.add(Map.entry(lead, token)));
        }
        change(ADD_TOKENS, workspace, added);
        change(DROP_TOKENS, workspace, dropped);
    }

    private void change(
            String statement, WorkspaceId workspace, List<Map.Entry<String, UUID>> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        sql(statement, workspace)
                .param("leads", tokens.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "tokens",
                        tokens.stream()
                                .map(token -> token.getValue().toString())
                                .toArray(String[]::new))
                .update();
    }

    private void writeDeleted(WorkspaceId workspace, List<LeadDeleted> facts) {
        var rows = new Rows();
        facts.forEach(
                fact ->
                        rows.add()
                                .text("lead", fact.lead().value())
                                .number("revision", fact.revision()));
        sql(EMPTY, workspace).param("rows", rows.json()).update();
        String[] ids = facts.stream().map(fact -> fact.lead().value()).toArray(String[]::new);
        DROP_ALL.forEach(statement -> sql(statement, workspace).param("leads", ids).update());
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }

    /// What is known of a lead's row before a batch.
    ///
    /// @param revision of the newest fact that it holds; 0 before any
    record State(long revision, boolean deleted) {}
}
