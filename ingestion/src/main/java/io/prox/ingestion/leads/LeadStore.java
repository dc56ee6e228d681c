package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables of leads. All methods work within the running transaction, which has named the
/// workspace.
final class LeadStore {
    private static final String FIND =
            """
            SELECT token, lead_id FROM ingestion.identity
            WHERE workspace_id = :workspace AND token = ANY (:tokens)
            """;

    /// In the order of their identifiers, so that two transactions never wait for one another.
    private static final String LOCK =
            """
            SELECT lead_id, revision, statements, known_at FROM ingestion.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND deleted_at IS NULL
            ORDER BY lead_id FOR UPDATE
            """;

    private static final String LOOK =
            """
            SELECT lead_id, revision, statements, known_at FROM ingestion.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND deleted_at IS NULL
            """;
    private static final String STATEMENTS =
            """
            SELECT lead_id, number, source_id, cause, reference, occurred_at, known_at, open, sealed
            FROM ingestion.statement
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND withdrawn_at IS NULL
            """;
    private static final String INSERT_IDENTITIES =
            """
            INSERT INTO ingestion.identity (workspace_id, token, lead_id)
            SELECT :workspace, token, lead FROM unnest(:tokens::text[], :leads::text[]) AS new (token, lead)
            """;
    private static final String INSERT_STATEMENTS =
            """
            INSERT INTO ingestion.statement (workspace_id, lead_id, number, source_id, cause,
                reference, occurred_at, known_at, open, sealed)
            SELECT :workspace, lead, number, source, :cause, :reference, occurred, :known, open::jsonb,
                sealed
            FROM unnest(:leads::text[], :numbers::bigint[], :sources::text[],
                :occurred::timestamptz[], :open::text[], :sealed::bytea[])
                AS new (lead, number, source, occurred, open, sealed)
            """;
    private static final String INSERT_LEADS =
            """
            INSERT INTO ingestion.lead (workspace_id, lead_id, revision, statements,
                created_at, known_at, changed_at, company, outcome)
            SELECT :workspace, lead, revision, statements, created, :known, :known, company, outcome
            FROM unnest(:leads::text[], :revisions::bigint[], :statements::bigint[],
                :created::timestamptz[], :companies::text[], :outcomes::text[])
                AS new (lead, revision, statements, created, company, outcome)
            """;
    private static final String UPDATE_LEADS =
            """
            UPDATE ingestion.lead AS stored SET
                revision = new.revision, statements = new.statements, created_at = new.created,
                changed_at = :known, company = new.company, outcome = new.outcome
            FROM unnest(:leads::text[], :revisions::bigint[], :statements::bigint[],
                :created::timestamptz[], :companies::text[], :outcomes::text[])
                AS new (lead, revision, statements, created, company, outcome)
            WHERE workspace_id = :workspace AND stored.lead_id = new.lead
            """;

    private static final String TOUCHED =
            """
            SELECT DISTINCT lead_id FROM ingestion.statement
            WHERE workspace_id = :workspace AND cause = 'import' AND reference = :reference
                AND withdrawn_at IS NULL AND lead_id > :after
            ORDER BY lead_id LIMIT :limit
            """;
    private static final String COUNT_TOUCHED =
            """
            SELECT count(DISTINCT lead_id) FROM ingestion.statement
            WHERE workspace_id = :workspace AND cause = 'import' AND reference = :reference
                AND withdrawn_at IS NULL
            """;
    private static final String WITHDRAW =
            """
            UPDATE ingestion.statement SET withdrawn_at = :at
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND cause = 'import'
                AND reference = :reference AND withdrawn_at IS NULL
            """;
    private static final String IDENTITIES =
            """
            SELECT lead_id, token FROM ingestion.identity
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String DELETE_TOKENS =
            "DELETE FROM ingestion.identity WHERE workspace_id = :workspace AND token = ANY (:tokens)";
    private static final String DELETE =
            """
            UPDATE ingestion.lead AS stored
            SET deleted_at = :at, revision = gone.revision, company = NULL, outcome = NULL
            FROM unnest(:leads::text[], :revisions::bigint[]) AS gone (lead, revision)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = gone.lead
            """;
    private static final String ALIVE =
            """
            SELECT lead_id FROM ingestion.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND deleted_at IS NULL
            """;
    private static final String DELETED =
            """
            SELECT lead_id, deleted_at FROM ingestion.lead
            WHERE workspace_id = :workspace AND deleted_at IS NOT NULL ORDER BY deleted_at
            """;
    private static final String DELETE_STATEMENTS =
            """
            DELETE FROM ingestion.statement
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;
    private static final String DELETE_IDENTITIES =
            """
            DELETE FROM ingestion.identity
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Database database;
    private final Sealing sealing;

    LeadStore(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /// The leads that identities belong to, by token.
    Map<String, LeadId> find(WorkspaceId workspace, Collection<String> tokens) {
        Map<String, LeadId> owners = new HashMap<>();
        sql(FIND, workspace)
                .param("tokens", tokens.toArray(String[]::new))
                .query(
                        (row, number) ->
                                Map.entry(
                                        row.getString("token"),
                                        new LeadId(row.getString("lead_id"))))
                .list()
                .forEach(found -> owners.put(found.getKey(), found.getValue()));
        return owners;
    }

    /// Leads as they are, without their keys: nothing can be written of them.
    Map<LeadId, LeadRow> look(WorkspaceId workspace, Collection<LeadId> leads) {
        return rows(LOOK, workspace, leads, false);
    }

    /// Locks leads until the transaction ends, and reads what was said of them. A lead that is
    /// deleted is not among them.
    Map<LeadId, LeadRow> lock(WorkspaceId workspace, Collection<LeadId> leads) {
        return rows(LOCK, workspace, leads, true);
    }

    private Map<LeadId, LeadRow> rows(
            String sql, WorkspaceId workspace, Collection<LeadId> leads, boolean toWrite) {
        if (leads.isEmpty()) {
            return Map.of();
        }
        String[] ids = leads.stream().map(LeadId::value).toArray(String[]::new);
        record Stored(String id, long revision, long statements, Instant knownAt) {}
        List<Stored> stored =
                sql(sql, workspace)
                        .param("leads", ids)
                        .query(
                                (row, number) ->
                                        new Stored(
                                                row.getString("lead_id"),
                                                row.getLong("revision"),
                                                row.getLong("statements"),
                                                instant("known_at", row)))
                        .list();
        Map<String, DataKey> keys = sealing.open(workspace, List.of(ids));
        Map<String, List<Statement>> statements = statements(workspace, ids, keys);
        Map<LeadId, LeadRow> rows = new HashMap<>();
        for (Stored lead : stored) {
            DataKey key = keys.get(lead.id());
            if (key == null && !toWrite) {
                continue; // let go of between the two looks
            }
            if (key == null) {
                throw new IllegalStateException(
                        "The key of a lead is gone, but not the lead: " + lead.id());
            }
            var id = new LeadId(lead.id());
            rows.put(
                    id,
                    new LeadRow(
                            id,
                            toWrite ? Optional.of(key) : Optional.empty(),
                            lead.revision(),
                            lead.statements(),
                            lead.knownAt(),
                            statements.getOrDefault(lead.id(), List.of())));
        }
        return rows;
    }

    /// What was said of leads and not withdrawn, by identifier.
    Map<String, List<Statement>> statements(
            WorkspaceId workspace, String[] leads, Map<String, DataKey> keys) {
        Map<String, List<Statement>> statements = new HashMap<>();
        sql(STATEMENTS, workspace)
                .param("leads", leads)
                .query(
                        (row, number) -> {
                            String lead = row.getString("lead_id");
                            statements
                                    .computeIfAbsent(lead, first -> new ArrayList<>())
                                    .add(statement(row, keys.get(lead)));
                            return true;
                        })
                .list();
        return statements;
    }

    private static Statement statement(ResultSet row, @Nullable DataKey key) throws SQLException {
        long number = row.getLong("number");
        byte[] sealed = row.getBytes("sealed");
        return new Statement(
                number,
                row.getString("source_id"),
                new Cause(
                        Cause.Kind.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                        row.getString("reference")),
                instant("occurred_at", row),
                instant("known_at", row),
                JSON.readValue(row.getString("open"), TEXTS),
                sealed == null || key == null
                        ? new TreeMap<>()
                        : JSON.readValue(key.open(use(number), sealed), TEXTS));
    }

    /// @throws ConcurrentIntakeException if another transaction took one of them first
    void insertIdentities(WorkspaceId workspace, Map<String, LeadId> owners) {
        if (owners.isEmpty()) {
            return;
        }
        // In order, so that two transactions never wait for one another.
        var sorted = new TreeMap<>(owners);
        try {
            sql(INSERT_IDENTITIES, workspace)
                    .param("tokens", sorted.keySet().toArray(String[]::new))
                    .param(
                            "leads",
                            sorted.values().stream().map(LeadId::value).toArray(String[]::new))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new ConcurrentIntakeException("An identity was taken meanwhile", taken);
        }
    }

    /// Writes what was added to leads.
    void writeStatements(
            WorkspaceId workspace, List<WrittenLead> written, Cause cause, Instant now) {
        var leads = new ArrayList<String>();
        var numbers = new ArrayList<Long>();
        var sources = new ArrayList<String>();
        var occurred = new ArrayList<String>();
        var open = new ArrayList<String>();
        var sealed = new ArrayList<byte[]>();
        for (WrittenLead lead : written) {
            for (WrittenLead.Part part : lead.parts()) {
                leads.add(lead.row().id().value());
                numbers.add(part.statement().number());
                sources.add(part.statement().source());
                occurred.add(part.statement().occurredAt().toString());
                open.add(part.open());
                sealed.add(part.sealed());
            }
        }
        if (leads.isEmpty()) {
            return;
        }
        sql(INSERT_STATEMENTS, workspace)
                .param("cause", cause.kind().name().toLowerCase(Locale.ROOT))
                .param("reference", cause.reference())
                .param("known", now.atOffset(ZoneOffset.UTC))
                .param("leads", leads.toArray(String[]::new))
                .param("numbers", numbers.toArray(Long[]::new))
                .param("sources", sources.toArray(String[]::new))
                .param("occurred", occurred.toArray(String[]::new))
                .param("open", open.toArray(String[]::new))
                .param("sealed", sealed.toArray(byte[][]::new))
                .update();
    }

    /// Writes how leads stand now.
    void writeLeads(WorkspaceId workspace, List<PublishedLead> published, Instant now) {
        Map<Boolean, List<PublishedLead>> byNewness =
                published.stream().collect(Collectors.partitioningBy(lead -> lead.row().isNew()));
        write(INSERT_LEADS, workspace, byNewness.getOrDefault(true, List.of()), now);
        write(UPDATE_LEADS, workspace, byNewness.getOrDefault(false, List.of()), now);
    }

    private void write(
            String statement, WorkspaceId workspace, List<PublishedLead> published, Instant now) {
        if (published.isEmpty()) {
            return;
        }
        var leads = new ArrayList<String>();
        var revisions = new ArrayList<Long>();
        var statements = new ArrayList<Long>();
        var created = new ArrayList<String>();
        var companies = new ArrayList<@Nullable String>();
        var outcomes = new ArrayList<@Nullable String>();
        for (PublishedLead lead : published) {
            LeadChanged fact = lead.fact();
            leads.add(lead.row().id().value());
            revisions.add(lead.row().revision());
            statements.add(lead.row().lastNumber());
            created.add(fact.profile().createdAt().toString());
            companies.add(fact.profile().company().orElse(null));
            outcomes.add(
                    fact.outcome()
                            .map(outcome -> outcome.kind().name().toLowerCase(Locale.ROOT))
                            .orElse(null));
        }
        sql(statement, workspace)
                .param("known", now.atOffset(ZoneOffset.UTC))
                .param("leads", leads.toArray(String[]::new))
                .param("revisions", revisions.toArray(Long[]::new))
                .param("statements", statements.toArray(Long[]::new))
                .param("created", created.toArray(String[]::new))
                .param("companies", companies.toArray(String[]::new))
                .param("outcomes", outcomes.toArray(String[]::new))
                .update();
    }

    /// The leads that an import said something of that still stands, in the order of their
    /// identifiers.
    List<LeadId> touchedBy(WorkspaceId workspace, String reference, String after, int limit) {
        return sql(TOUCHED, workspace)
                .param("reference", reference)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new LeadId(row.getString(1)))
                .list();
    }

    long countTouchedBy(WorkspaceId workspace, String reference) {
        return sql(COUNT_TOUCHED, workspace)
                .param("reference", reference)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /// Takes back what an import said of leads.
    void withdraw(WorkspaceId workspace, List<LeadId> leads, String reference, Instant now) {
        sql(WITHDRAW, workspace)
                .param("reference", reference)
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Tokens of leads' identities, by lead.
    Map<LeadId, List<String>> identities(WorkspaceId workspace, Collection<LeadId> leads) {
        Map<LeadId, List<String>> tokens = new HashMap<>();
        sql(IDENTITIES, workspace)
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .query(
                        (row, number) ->
                                tokens.computeIfAbsent(
                                                new LeadId(row.getString("lead_id")),
                                                first -> new ArrayList<>())
                                        .add(row.getString("token")))
                .list();
        return tokens;
    }

    void deleteIdentities(WorkspaceId workspace, Collection<String> tokens) {
        if (!tokens.isEmpty()) {
            sql(DELETE_TOKENS, workspace).param("tokens", tokens.toArray(String[]::new)).update();
        }
    }

    /// Those of some leads that are there and were not deleted.
    Set<LeadId> alive(WorkspaceId workspace, Collection<LeadId> leads) {
        return Set.copyOf(
                sql(ALIVE, workspace)
                        .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                        .query((row, number) -> new LeadId(row.getString("lead_id")))
                        .list());
    }

    /// All leads that were deleted and when, in that order.
    Map<LeadId, Instant> deleted(WorkspaceId workspace) {
        Map<LeadId, Instant> gone = new LinkedHashMap<>();
        sql(DELETED, workspace)
                .query(
                        row -> {
                            gone.put(
                                    new LeadId(row.getString("lead_id")),
                                    row.getObject("deleted_at", OffsetDateTime.class).toInstant());
                        });
        return gone;
    }

    /// Writes that leads are gone, with all that was said of them.
    void delete(WorkspaceId workspace, List<LeadRow> rows, Instant now) {
        String[] ids = rows.stream().map(row -> row.id().value()).toArray(String[]::new);
        sql(DELETE, workspace)
                .param("leads", ids)
                .param("revisions", rows.stream().map(LeadRow::revision).toArray(Long[]::new))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        sql(DELETE_STATEMENTS, workspace).param("leads", ids).update();
        sql(DELETE_IDENTITIES, workspace).param("leads", ids).update();
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    static String use(long number) {
        return "statement/" + number;
    }

    private static Instant instant(String column, ResultSet row) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
