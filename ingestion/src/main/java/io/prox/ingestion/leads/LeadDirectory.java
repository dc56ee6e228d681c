package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.WorkspaceId;
import io.prox.features.fields.StandardField;
import io.prox.features.reading.FieldKey;
import io.prox.ingestion.books.Door;
import io.prox.ingestion.books.Tallies;
import io.prox.ingestion.books.Tally;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Known.Said;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Shows what is known of leads, and lets go of them.
public final class LeadDirectory {
    private static final String FIND =
            """
            SELECT lead_id, revision, created_at, known_at, changed_at, company, outcome
            FROM ingestion.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND deleted_at IS NULL
            """;

    /// Ordered by what a page goes on from.
    private static final String PAGE =
            """
            SELECT lead_id, revision, created_at, known_at, changed_at, company, outcome
            FROM ingestion.lead
            WHERE workspace_id = :workspace AND deleted_at IS NULL
                AND (changed_at, lead_id) > (:afterTime, :afterLead)
                AND (:company = '' OR company = :company)
                AND (:outcome = '' OR coalesce(outcome, 'open') = :outcome)
            ORDER BY changed_at, lead_id LIMIT :limit
            """;

    private final Database database;
    private final Sealing sealing;
    private final LeadStore store;
    private final LeadKeeping keeping;
    private final Sources sources;
    private final Tallies tallies;
    private final Clock clock;

    LeadDirectory(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            Sources sources,
            Tallies tallies,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.store = store;
        this.keeping = keeping;
        this.sources = sources;
        this.tallies = tallies;
        this.clock = clock;
    }

    /// A lead without what identifies the person; empty if there is none, or it was deleted.
    public Optional<Lead> find(WorkspaceId workspace, LeadId id) {
        return database.within(
                workspace,
                () -> {
                    List<Found> found = rows(workspace, List.of(id));
                    return found.isEmpty()
                            ? Optional.empty()
                            : Optional.of(leads(workspace, found).getFirst());
                });
    }

    /// Leads by the time of their last change, the oldest first.
    ///
    /// @param after where the page before ended
    public List<Lead> page(
            WorkspaceId workspace, Position after, String company, String outcome, int limit) {
        return database.within(
                workspace,
                () ->
                        leads(
                                workspace,
                                sql(PAGE, workspace)
                                        .param(
                                                "afterTime",
                                                after.changedAt().atOffset(ZoneOffset.UTC))
                                        .param("afterLead", after.lead())
                                        .param("company", company)
                                        .param("outcome", outcome)
                                        .param("limit", limit)
                                        .query((row, number) -> found(row))
                                        .list()));
    }

    /// What identifies persons, by lead; a lead that is not there is left out. To be audited by the
    /// caller.
    public SortedMap<LeadId, SortedMap<String, Value>> persons(
            WorkspaceId workspace, List<LeadId> ids) {
        return database.within(
                workspace,
                () -> {
                    SortedMap<LeadId, SortedMap<String, Value>> persons = new TreeMap<>();
                    Map<String, String> names = sources.names(workspace);
                    known(workspace, rows(workspace, ids))
                            .forEach((id, known) -> persons.put(id, values(known.sealed(), names)));
                    return persons;
                });
    }

    /// Lets go of a lead: its keys are destroyed, and with them everything that identified the
    /// person, here, on the log and in every backup.
    ///
    /// @return false if there is no such lead
    public boolean delete(WorkspaceId workspace, LeadId id, Cause cause) {
        return database.within(
                workspace,
                () -> {
                    List<LeadRow> found = List.copyOf(store.lock(workspace, List.of(id)).values());
                    keeping.forget(workspace, found, cause, clock.instant());
                    found.stream()
                            .flatMap(row -> row.sources().stream())
                            .sorted()
                            .forEach(
                                    source ->
                                            tallies.add(
                                                    workspace, source, Door.API, Tally.ofLost(1)));
                    return !found.isEmpty();
                });
    }

    private List<Found> rows(WorkspaceId workspace, List<LeadId> ids) {
        return sql(FIND, workspace)
                .param("leads", ids.stream().map(LeadId::value).toArray(String[]::new))
                .query((row, number) -> found(row))
                .list();
    }

    private List<Lead> leads(WorkspaceId workspace, List<Found> rows) {
        Map<String, String> names = sources.names(workspace);
        Map<LeadId, Known> known = known(workspace, rows);
        var leads = new ArrayList<Lead>();
        for (Found row : rows) {
            Known of = Objects.requireNonNull(known.get(row.id()));
            leads.add(
                    new Lead(
                            row.id(),
                            row.revision(),
                            row.createdAt(),
                            row.changedAt(),
                            row.company(),
                            LeadPublishing.values(of),
                            LeadPublishing.outcome(of),
                            values(of.open(), names)));
        }
        return leads;
    }

    private Map<LeadId, Known> known(WorkspaceId workspace, List<Found> rows) {
        List<String> ids = rows.stream().map(row -> row.id().value()).toList();
        Map<String, DataKey> keys = sealing.open(workspace, ids);
        Map<String, List<Statement>> statements =
                store.statements(workspace, ids.toArray(String[]::new), keys);
        Map<LeadId, Known> known = new LinkedHashMap<>();
        for (Found row : rows) {
            known.put(row.id(), Known.of(statements.getOrDefault(row.id().value(), List.of())));
        }
        return known;
    }

    private static SortedMap<String, Value> values(
            SortedMap<String, Said> fields, Map<String, String> sourceNames) {
        SortedMap<String, Value> values = new TreeMap<>();
        fields.forEach(
                (key, said) -> {
                    if (!said.text().isEmpty()) {
                        values.put(
                                label(key),
                                new Value(
                                        said.text(),
                                        Objects.requireNonNullElse(
                                                sourceNames.get(said.source()), said.source()),
                                        said.occurredAt(),
                                        said.knownAt()));
                    }
                });
        return values;
    }

    private static String label(String key) {
        return FieldKey.isOwn(key)
                ? FieldKey.ownName(key)
                : StandardField.ofKey(key).map(StandardField::label).orElse(key);
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                new LeadId(row.getString("lead_id")),
                row.getLong("revision"),
                instant("created_at", row),
                instant("changed_at", row),
                Optional.ofNullable(row.getString("company")));
    }

    private static Instant instant(String column, ResultSet row) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Found(
            LeadId id,
            long revision,
            Instant createdAt,
            Instant changedAt,
            Optional<String> company) {}

    /// A lead without what identifies the person.
    ///
    /// @param revision counts what was published of it
    /// @param values what scoring sees, by name
    /// @param fields as sources said them, by label, each with where it is from
    public record Lead(
            LeadId id,
            long revision,
            Instant createdAt,
            Instant changedAt,
            Optional<String> company,
            SortedMap<String, String> values,
            Optional<LeadOutcome> outcome,
            SortedMap<String, Value> fields) {}

    /// A value and where it is from.
    ///
    /// @param source by name
    /// @param occurredAt when it was so there
    /// @param knownAt when ProX learnt of it
    public record Value(String text, String source, Instant occurredAt, Instant knownAt) {}

    /// Where a page of leads ended.
    ///
    /// @param lead the last one; empty before the first
    public record Position(Instant changedAt, String lead) {
        public static final Position START = new Position(Instant.EPOCH, "");
    }
}
