package io.prox.engagement.folding;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of folds. Methods work within the running transaction, which has named the workspace.
public final class Engagements {
    private static final String MEET =
            """
            INSERT INTO engagement.lead (workspace_id, lead_id, revision, state)
            SELECT :workspace, lead, 0, :none FROM unnest(:leads::text[]) AS new (lead) ORDER BY lead
            ON CONFLICT DO NOTHING
            """;

    /// In the order of their identifiers, so that two transactions never wait for one another.
    private static final String LOCK =
            """
            SELECT lead_id, revision, state, deleted FROM engagement.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            ORDER BY lead_id FOR UPDATE
            """;

    private static final String PARTS =
            """
            SELECT part.lead_id, part.hour, part.state
            FROM unnest(:leads::text[], :hours::timestamptz[]) AS wanted (lead_id, hour)
            CROSS JOIN LATERAL (
                SELECT lead_id, hour, state FROM engagement.part
                WHERE workspace_id = :workspace AND part.lead_id = wanted.lead_id
                    AND part.hour = wanted.hour
                OFFSET 0) AS part
            """;
    private static final String ALL_PARTS =
            """
            SELECT lead_id, hour, state FROM engagement.part
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String WRITE_PARTS =
            """
            INSERT INTO engagement.part (workspace_id, lead_id, hour, state)
            SELECT :workspace, lead, hour, state
            FROM unnest(:leads::text[], :hours::timestamptz[], :states::bytea[])
                AS new (lead, hour, state)
            ON CONFLICT (workspace_id, lead_id, hour) DO UPDATE SET state = excluded.state
            """;
    private static final String WRITE =
            """
            UPDATE engagement.lead AS stored SET revision = new.revision, state = new.state
            FROM unnest(:leads::text[], :revisions::bigint[], :states::bytea[])
                AS new (lead, revision, state)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = new.lead
            """;
    private static final String STATE =
            "SELECT state FROM engagement.lead WHERE workspace_id = :workspace AND lead_id = :lead AND NOT deleted";
    private static final String FORGET =
            """
            UPDATE engagement.lead SET deleted = true, state = :none
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String FORGET_PARTS =
            "DELETE FROM engagement.part WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";

    private final Database database;

    public Engagements(Database database) {
        this.database = database;
    }

    /// A lead that is locked.
    ///
    /// @param revision of the last fact that was published about it; 0 before the first
    record Locked(long revision, Engagement state, boolean deleted) {}

    /// A lead as it is to be written.
    record Folded(LeadId lead, long revision, Engagement state) {}

    /// Makes those leads that are not known yet.
    void meet(WorkspaceId workspace, Collection<LeadId> leads) {
        sql(MEET, workspace)
                .param("leads", ids(leads))
                .param("none", Engagement.NONE.encoded())
                .update();
    }

    /// Locks leads until the transaction ends; those not known yet are made.
    Map<LeadId, Locked> lock(WorkspaceId workspace, Collection<LeadId> leads) {
        String[] ids = ids(leads);
        meet(workspace, leads);
        Map<LeadId, Locked> locked = new HashMap<>();
        sql(LOCK, workspace)
                .param("leads", ids)
                .query(
                        row -> {
                            locked.put(
                                    new LeadId(row.getString("lead_id")),
                                    new Locked(
                                            row.getLong("revision"),
                                            Engagement.decoded(row.getBytes("state")),
                                            row.getBoolean("deleted")));
                        });
        return locked;
    }

    /// What was learnt in some hours; those in which nothing was are not among them.
    Map<LeadHour, Engagement> parts(WorkspaceId workspace, Collection<LeadHour> wanted) {
        List<LeadHour> hours = List.copyOf(wanted);
        return hours.isEmpty()
                ? Map.of()
                : parts(
                        sql(PARTS, workspace)
                                .param("leads", ids(hours.stream().map(LeadHour::lead).toList()))
                                .param("hours", texts(hours)));
    }

    /// All that was learnt of leads, by the hour.
    Map<LeadHour, Engagement> allParts(WorkspaceId workspace, Collection<LeadId> leads) {
        return leads.isEmpty()
                ? Map.of()
                : parts(sql(ALL_PARTS, workspace).param("leads", ids(leads)));
    }

    private static Map<LeadHour, Engagement> parts(JdbcClient.StatementSpec statement) {
        Map<LeadHour, Engagement> parts = new HashMap<>();
        statement.query(
                row -> {
                    parts.put(leadHour(row), Engagement.decoded(row.getBytes("state")));
                });
        return parts;
    }

    private static LeadHour leadHour(ResultSet row) throws SQLException {
        return new LeadHour(
                new LeadId(row.getString("lead_id")),
                row.getObject("hour", OffsetDateTime.class).toInstant());
    }

    void writeParts(WorkspaceId workspace, Map<LeadHour, Engagement> parts) {
        if (parts.isEmpty()) {
            return;
        }
        List<LeadHour> hours = List.copyOf(parts.keySet());
        sql(WRITE_PARTS, workspace)
                .param("leads", ids(hours.stream().map(LeadHour::lead).toList()))
                .param("hours", texts(hours))
                .param("states", states(hours.stream().map(parts::get).toList()))
                .update();
    }

    void write(WorkspaceId workspace, List<Folded> folded) {
        if (folded.isEmpty()) {
            return;
        }
        sql(WRITE, workspace)
                .param("leads", ids(folded.stream().map(Folded::lead).toList()))
                .param("revisions", folded.stream().map(Folded::revision).toArray(Long[]::new))
                .param("states", states(folded.stream().map(Folded::state).toList()))
                .update();
    }

    /// Forgets what locked leads did; that they were there stays known.
    void forget(WorkspaceId workspace, Collection<LeadId> leads) {
        sql(FORGET, workspace)
                .param("leads", ids(leads))
                .param("none", Engagement.NONE.encoded())
                .update();
        sql(FORGET_PARTS, workspace).param("leads", ids(leads)).update();
    }

    /// What a lead did, in a transaction of its own; empty where there is no such lead.
    public Optional<Engagement> of(WorkspaceId workspace, LeadId lead) {
        return database.within(
                workspace,
                () ->
                        sql(STATE, workspace)
                                .param("lead", lead.value())
                                .query((row, number) -> Engagement.decoded(row.getBytes("state")))
                                .optional());
    }

    private static byte[][] states(List<Engagement> engagements) {
        return engagements.stream().map(Engagement::encoded).toArray(byte[][]::new);
    }

    private static String[] texts(List<LeadHour> hours) {
        return hours.stream().map(LeadHour::hour).map(Instant::toString).toArray(String[]::new);
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
