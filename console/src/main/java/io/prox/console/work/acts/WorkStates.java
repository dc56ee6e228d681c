package io.prox.console.work.acts;

import io.prox.console.work.Qualifier;
import io.prox.console.work.Rows;
import io.prox.console.work.Status;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The table of what became of leads. All methods work within the running transaction, which has
/// named the workspace and locked the leads.
public final class WorkStates {
    private static final String READ =
            """
            SELECT item.lead_id, item.outcome, work.version, work.owner, work.status, work.status_at,
                work.reason, work.changed_at, work.qualified_by, work.qualified_at,
                work.handed_off_at
            FROM console.item LEFT JOIN console.work USING (workspace_id, lead_id)
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            ORDER BY lead_id
            """;

    private static final String WRITE =
            """
            INSERT INTO console.work (workspace_id, lead_id, version, owner, status, status_at, reason,
                changed_at, qualified_by, qualified_at, handed_off_at)
            SELECT :workspace, lead, version, owner, status, status_at, reason, changed_at,
                qualified_by, qualified_at, handed_off_at
            FROM jsonb_to_recordset(:rows::jsonb) AS new (lead text, version bigint, owner text,
                status text, status_at timestamptz, reason text, changed_at timestamptz,
                qualified_by text, qualified_at timestamptz, handed_off_at timestamptz)
            ON CONFLICT (workspace_id, lead_id) DO UPDATE
            SET version = excluded.version, owner = excluded.owner, status = excluded.status,
                status_at = excluded.status_at, reason = excluded.reason,
                changed_at = excluded.changed_at, qualified_by = excluded.qualified_by,
                qualified_at = excluded.qualified_at, handed_off_at = excluded.handed_off_at
            """;

    private final Database database;

    public WorkStates(Database database) {
        this.database = database;
    }

    /// In the order of the leads' identifiers.
    public Map<LeadId, WorkState> read(WorkspaceId workspace, Collection<LeadId> leads) {
        Map<LeadId, WorkState> states = new LinkedHashMap<>();
        database.sql()
                .sql(READ)
                .param("workspace", workspace.value())
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .query((row, number) -> Map.entry(new LeadId(row.getString("lead_id")), state(row)))
                .list()
                .forEach(state -> states.put(state.getKey(), state.getValue()));
        return states;
    }

    public void write(WorkspaceId workspace, Map<LeadId, WorkState> states) {
        var rows = new Rows();
        states.forEach(
                (lead, state) ->
                        rows.add()
                                .text("lead", lead.value())
                                .number("version", state.version())
                                .text("owner", state.owner().orElse(null))
                                .text("status", state.status().word())
                                .time("status_at", state.statusAt().orElse(null))
                                .text("reason", state.reason().map(Reason::word).orElse(null))
                                .time("changed_at", state.changedAt().orElseThrow())
                                .text(
                                        "qualified_by",
                                        state.qualifiedBy().map(Qualifier::word).orElse(null))
                                .time("qualified_at", state.qualifiedAt().orElse(null))
                                .time("handed_off_at", state.handedOffAt().orElse(null)));
        database.sql()
                .sql(WRITE)
                .param("workspace", workspace.value())
                .param("rows", rows.json())
                .update();
    }

    private static WorkState state(ResultSet row) throws SQLException {
        Optional<String> outcome = text("outcome", row);
        long version = row.getLong("version");
        if (version == 0) {
            return WorkState.untouched(outcome);
        }
        return new WorkState(
                version,
                text("owner", row),
                Status.of(row.getString("status")).orElseThrow(),
                instant("status_at", row),
                text("reason", row).flatMap(Reason::of),
                instant("changed_at", row),
                text("qualified_by", row).map(Qualifier::of),
                instant("qualified_at", row),
                instant("handed_off_at", row),
                outcome);
    }

    private static Optional<String> text(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
