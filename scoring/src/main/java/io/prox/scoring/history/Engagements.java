package io.prox.scoring.history;

import io.prox.contracts.EngagementFact;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.database.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of what leads did, and of when that was learnt. Methods work within the running
/// transaction, which has named the workspace and, to write, locked the leads.
public final class Engagements {
    private static final String STATES =
            """
            SELECT lead_id, state FROM scoring.lead_engagement
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String REVISIONS =
            """
            SELECT lead_id, revision FROM scoring.lead_engagement
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String PARTS =
            """
            SELECT lead_id, hour, state FROM scoring.engagement_part
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String ANY =
            """
            SELECT EXISTS (SELECT FROM scoring.lead_engagement WHERE workspace_id = :workspace)
            """;
    private static final String TAKE =
            """
            INSERT INTO scoring.lead_engagement (workspace_id, lead_id, revision, state)
            SELECT :workspace, lead, revision, state
            FROM unnest(:leads::text[], :revisions::bigint[], :states::bytea[])
                AS new (lead, revision, state)
            ON CONFLICT (workspace_id, lead_id) DO UPDATE SET
                revision = excluded.revision, state = excluded.state
            """;
    private static final String TAKE_PARTS =
            """
            INSERT INTO scoring.engagement_part (workspace_id, lead_id, hour, state)
            SELECT :workspace, lead, hour, state
            FROM unnest(:leads::text[], :hours::timestamptz[], :states::bytea[])
                AS new (lead, hour, state)
            ON CONFLICT (workspace_id, lead_id, hour) DO UPDATE SET state = excluded.state
            """;
    private static final String FORGET =
            """
            DELETE FROM scoring.lead_engagement
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String FORGET_PARTS =
            """
            DELETE FROM scoring.engagement_part
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;

    private final Database database;

    public Engagements(Database database) {
        this.database = database;
    }

    /// What leads did; who did nothing is not among them.
    public Map<LeadId, Engagement> of(WorkspaceId workspace, Collection<LeadId> leads) {
        Map<LeadId, Engagement> states = new HashMap<>();
        sql(STATES, workspace)
                .param("leads", ids(leads))
                .query(
                        row -> {
                            states.put(
                                    new LeadId(row.getString("lead_id")),
                                    Engagement.decoded(row.getBytes("state")));
                        });
        return states;
    }

    /// Of the last facts that were taken in; who did nothing is not among them.
    public Map<LeadId, Long> revisions(WorkspaceId workspace, Collection<LeadId> leads) {
        Map<LeadId, Long> revisions = new HashMap<>();
        sql(REVISIONS, workspace)
                .param("leads", ids(leads))
                .query(
                        row -> {
                            revisions.put(
                                    new LeadId(row.getString("lead_id")), row.getLong("revision"));
                        });
        return revisions;
    }

    /// What was learnt of leads in which hour, by its beginning.
    Map<LeadId, NavigableMap<Instant, Engagement>> parts(
            WorkspaceId workspace, Collection<LeadId> leads) {
        Map<LeadId, NavigableMap<Instant, Engagement>> parts = new HashMap<>();
        sql(PARTS, workspace)
                .param("leads", ids(leads))
                .query(
                        row -> {
                            parts.computeIfAbsent(
                                            new LeadId(row.getString("lead_id")),
                                            first -> new TreeMap<>())
                                    .put(
                                            row.getObject("hour", OffsetDateTime.class).toInstant(),
                                            Engagement.decoded(row.getBytes("state")));
                        });
        return parts;
    }

    /// Whether anybody did anything.
    boolean any(WorkspaceId workspace) {
        return sql(ANY, workspace).query(Boolean.class).single();
    }

    /// Takes facts in, of a lead each.
    public void take(WorkspaceId workspace, List<EngagementChanged> told) {
        if (told.isEmpty()) {
            return;
        }
        sql(TAKE, workspace)
                .param("leads", ids(told.stream().map(EngagementChanged::lead).toList()))
                .param(
                        "revisions",
                        told.stream().map(EngagementChanged::revision).toArray(Long[]::new))
                .param(
                        "states",
                        told.stream().map(each -> each.state().array()).toArray(byte[][]::new))
                .update();
        List<LeadPart> parts =
                told.stream()
                        .flatMap(
                                each ->
                                        each.parts().stream()
                                                .map(part -> new LeadPart(each.lead(), part)))
                        .toList();
        sql(TAKE_PARTS, workspace)
                .param("leads", ids(parts.stream().map(LeadPart::lead).toList()))
                .param(
                        "hours",
                        parts.stream()
                                .map(each -> each.part().hour().toString())
                                .toArray(String[]::new))
                .param(
                        "states",
                        parts.stream()
                                .map(each -> each.part().state().array())
                                .toArray(byte[][]::new))
                .update();
    }

    private record LeadPart(LeadId lead, EngagementFact.Part part) {}

    public void forget(WorkspaceId workspace, Collection<LeadId> leads) {
        if (!leads.isEmpty()) {
            sql(FORGET, workspace).param("leads", ids(leads)).update();
            sql(FORGET_PARTS, workspace).param("leads", ids(leads)).update();
        }
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
