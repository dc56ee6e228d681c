package io.prox.scoring.history;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.Profile;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.database.Database;
import io.prox.scoring.history.LeadPast.Ending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables of leads and of what was known of them when. All methods but the streaming one work
/// within the running transaction, which has named the workspace.
public final class LeadHistory {
    private static final String MEET =
            """
            INSERT INTO scoring.lead (workspace_id, lead_id, revision, entry)
            SELECT :workspace, lead, 0, 0 FROM unnest(:leads::text[]) AS new (lead) ORDER BY lead
            ON CONFLICT DO NOTHING
            """;

    /// In the order of their identifiers, so that two transactions never wait for one another.
    private static final String LOCK =
            """
            SELECT lead_id, revision, entry, deleted FROM scoring.lead
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            ORDER BY lead_id FOR UPDATE
            """;

    private static final String ADD_VERSIONS =
            """
            INSERT INTO scoring.lead_version (workspace_id, lead_id, revision, part, known_at,
                occurred_at, created_at, profile)
            SELECT :workspace, lead, revision, part, known, occurred, created, profile::jsonb
            FROM unnest(:leads::text[], :revisions::bigint[], :parts::integer[],
                :known::timestamptz[], :occurred::timestamptz[], :created::timestamptz[],
                :profiles::text[])
                AS new (lead, revision, part, known, occurred, created, profile)
            """;
    private static final String UPDATE_LEADS =
            """
            UPDATE scoring.lead AS stored SET revision = new.revision, created_at = new.created,
                outcome = new.outcome, outcome_at = new.outcome_at
            FROM unnest(:leads::text[], :revisions::bigint[], :created::timestamptz[],
                :outcomes::text[], :outcomeTimes::timestamptz[])
                AS new (lead, revision, created, outcome, outcome_at)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = new.lead
            """;
    private static final String FORGET_LEADS =
            """
            UPDATE scoring.lead AS stored SET revision = new.revision, deleted = true,
                created_at = NULL, outcome = NULL, outcome_at = NULL
            FROM unnest(:leads::text[], :revisions::bigint[]) AS new (lead, revision)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = new.lead
            """;
    private static final String FORGET_VERSIONS =
            "DELETE FROM scoring.lead_version WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";
    private static final String LATEST =
            """
            SELECT DISTINCT ON (lead_id) lead_id, revision, part, known_at, occurred_at, created_at,
                profile
            FROM scoring.lead_version WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            ORDER BY lead_id, revision DESC, part DESC
            """;
    private static final String COUNT =
            """
            SELECT count(*) AS leads,
                count(*) FILTER (WHERE outcome = 'won') AS won,
                count(*) FILTER (WHERE outcome = 'lost') AS lost,
                count(*) FILTER (WHERE mature AND outcome = 'won'
                    AND outcome_at <= created_at + make_interval(secs => :horizon)) AS mature_won,
                count(*) FILTER (WHERE mature) AS mature
            FROM (SELECT *, created_at + make_interval(secs => :horizon) <= :now AS mature FROM scoring.lead
                WHERE workspace_id = :workspace AND NOT deleted AND created_at IS NOT NULL) AS leads
            """;

    /// A row that was made for a lead, and met no fact about it yet, is of revision 0.
    private static final String FOLDED =
            """
            SELECT count(*) AS leads, coalesce(sum(revision), 0) AS facts
            FROM scoring.lead WHERE workspace_id = :workspace AND revision > 0
            """;

    private static final String PAGE =
            """
            SELECT lead_id FROM scoring.lead
            WHERE workspace_id = :workspace AND NOT deleted AND created_at IS NOT NULL
                AND lead_id > :after
            ORDER BY lead_id LIMIT :limit
            """;
    private static final String PAST =
            """
            SELECT lead_id, version.revision, part, known_at, occurred_at, version.created_at,
                profile, outcome, outcome_at
            FROM scoring.lead JOIN scoring.lead_version AS version USING (workspace_id, lead_id)
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads) AND NOT deleted
            ORDER BY lead_id, version.revision, part
            """;
    private static final int LEADS_AT_ONCE = 500;
    private static final NavigableMap<Instant, Engagement> NOTHING =
            Collections.unmodifiableNavigableMap(new TreeMap<>());

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Database database;
    private final Engagements engagements;

    public LeadHistory(Database database, Engagements engagements) {
        this.database = database;
        this.engagements = engagements;
    }

    /// A lead that is locked.
    ///
    /// @param revision of the last fact that was taken in; 0 before the first
    /// @param entry the last one of its ledger; 0 before the first
    public record Locked(long revision, long entry, boolean deleted) {}

    /// What became of leads, beside what is needed to learn from it.
    ///
    /// @param leads all there are
    /// @param won and lost have an outcome
    /// @param mature whose horizon has passed, with an outcome or without
    /// @param matureWon among these within the horizon
    public record Counts(long leads, long won, long lost, long mature, long matureWon) {}

    /// How much of what was published of leads is taken in.
    ///
    /// @param leads that are known, deleted ones too
    /// @param facts about them, up to the newest of each
    public record Folded(long leads, long facts) {}

    /// Locks leads until the transaction ends; those not known yet are made.
    public Map<LeadId, Locked> lock(WorkspaceId workspace, Collection<LeadId> leads) {
        String[] ids = ids(leads);
        sql(MEET, workspace).param("leads", ids).update();
        Map<LeadId, Locked> locked = new HashMap<>();
        sql(LOCK, workspace)
                .param("leads", ids)
                .query(
                        (row, number) ->
                                locked.put(
                                        new LeadId(row.getString("lead_id")),
                                        new Locked(
                                                row.getLong("revision"),
                                                row.getLong("entry"),
                                                row.getBoolean("deleted"))))
                .list();
        return locked;
    }

    /// Lets go of the versions of locked leads, which others will take the place of.
    public void clear(WorkspaceId workspace, Collection<LeadId> leads) {
        if (!leads.isEmpty()) {
            sql(FORGET_VERSIONS, workspace).param("leads", ids(leads)).update();
        }
    }

    /// Adds versions of locked leads, newer than those that are there.
    ///
    /// @param endings what became of each lead, by its last version
    public void add(
            WorkspaceId workspace,
            List<LeadVersion> versions,
            Map<LeadId, Optional<Ending>> endings) {
        if (versions.isEmpty()) {
            return;
        }
        sql(ADD_VERSIONS, workspace)
                .param("leads", ids(versions.stream().map(LeadVersion::lead).toList()))
                .param(
                        "revisions",
                        versions.stream().map(LeadVersion::revision).toArray(Long[]::new))
                .param("parts", versions.stream().map(LeadVersion::part).toArray(Integer[]::new))
                .param("known", texts(versions.stream().map(LeadVersion::knownAt).toList()))
                .param("occurred", texts(versions.stream().map(LeadVersion::occurredAt).toList()))
                .param(
                        "created",
                        texts(versions.stream().map(each -> each.profile().createdAt()).toList()))
                .param(
                        "profiles",
                        versions.stream()
                                .map(
                                        each ->
                                                JSON.writeValueAsString(
                                                        new TreeMap<>(each.profile().values())))
                                .toArray(String[]::new))
                .update();
        Map<LeadId, LeadVersion> last = new TreeMap<>();
        versions.forEach(version -> last.put(version.lead(), version));
        List<Optional<Ending>> known =
                last.keySet().stream()
                        .map(lead -> endings.getOrDefault(lead, Optional.empty()))
                        .toList();
        sql(UPDATE_LEADS, workspace)
                .param("leads", ids(last.keySet()))
                .param(
                        "revisions",
                        last.values().stream().map(LeadVersion::revision).toArray(Long[]::new))
                .param(
                        "created",
                        texts(
                                last.values().stream()
                                        .map(each -> each.profile().createdAt())
                                        .toList()))
                .param(
                        "outcomes",
                        known.stream()
                                .map(ending -> ending.map(each -> each.won() ? "won" : "lost"))
                                .map(word -> word.orElse(null))
                                .toArray(String[]::new))
                .param(
                        "outcomeTimes",
                        known.stream()
                                .map(ending -> ending.map(each -> each.at().toString()))
                                .map(text -> text.orElse(null))
                                .toArray(String[]::new))
                .update();
    }

    /// Forgets locked leads; that they were there stays known.
    ///
    /// @param revisions of the facts that say so, by lead
    public void forget(WorkspaceId workspace, Map<LeadId, Long> revisions) {
        if (revisions.isEmpty()) {
            return;
        }
        List<LeadId> leads = List.copyOf(revisions.keySet());
        sql(FORGET_VERSIONS, workspace).param("leads", ids(leads)).update();
        sql(FORGET_LEADS, workspace)
                .param("leads", ids(leads))
                .param("revisions", leads.stream().map(revisions::get).toArray(Long[]::new))
                .update();
    }

    /// What is known of leads now; those forgotten are not among them.
    public List<LeadVersion> latest(WorkspaceId workspace, Collection<LeadId> leads) {
        return sql(LATEST, workspace)
                .param("leads", ids(leads))
                .query((row, number) -> version(row))
                .list();
    }

    /// Leads that are known, in the order of identifiers, in a transaction of its own.
    ///
    /// @param after the last one of the page before; empty for the first page
    public List<LeadId> page(WorkspaceId workspace, String after, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(PAGE, workspace)
                                .param("after", after)
                                .param("limit", limit)
                                .query((row, number) -> new LeadId(row.getString("lead_id")))
                                .list());
    }

    /// How many leads there are, and what became of them, in a transaction of its own.
    ///
    /// @param horizon within which an outcome counts
    public Counts count(WorkspaceId workspace, Duration horizon, Instant now) {
        return database.within(
                workspace,
                () ->
                        sql(COUNT, workspace)
                                .param("horizon", horizon.toSeconds())
                                .param("now", now.atOffset(ZoneOffset.UTC))
                                .query(
                                        (row, number) ->
                                                new Counts(
                                                        row.getLong("leads"),
                                                        row.getLong("won"),
                                                        row.getLong("lost"),
                                                        row.getLong("mature"),
                                                        row.getLong("mature_won")))
                                .single());
    }

    /// Counts by revision, since facts about a lead are numbered from 1 without a gap; in a
    /// transaction of its own.
    public Folded folded(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        sql(FOLDED, workspace)
                                .query(
                                        (row, number) ->
                                                new Folded(
                                                        row.getLong("leads"), row.getLong("facts")))
                                .single());
    }

    /// Visits the past of every lead, in the order of identifiers, in a transaction of its own.
    public void visit(WorkspaceId workspace, Consumer<LeadPast> visitor) {
        database.within(
                workspace,
                () -> {
                    boolean behaves = engagements.any(workspace);
                    for (List<LeadId> page = page(workspace, "", LEADS_AT_ONCE);
                            !page.isEmpty();
                            page = page(workspace, page.getLast().value(), LEADS_AT_ONCE)) {
                        visit(workspace, page, behaves, visitor);
                    }
                });
    }

    private void visit(
            WorkspaceId workspace,
            List<LeadId> leads,
            boolean behaves,
            Consumer<LeadPast> visitor) {
        Map<LeadId, List<LeadVersion>> versions = new LinkedHashMap<>();
        Map<LeadId, Ending> endings = new HashMap<>();
        sql(PAST, workspace)
                .param("leads", ids(leads))
                .query(
                        row -> {
                            LeadVersion version = version(row);
                            versions.computeIfAbsent(version.lead(), first -> new ArrayList<>())
                                    .add(version);
                            ending(row).ifPresent(known -> endings.put(version.lead(), known));
                        });
        Map<LeadId, NavigableMap<Instant, Engagement>> parts =
                behaves ? engagements.parts(workspace, versions.keySet()) : Map.of();
        versions.forEach(
                (lead, own) ->
                        visitor.accept(
                                new LeadPast(
                                        lead,
                                        own,
                                        Optional.ofNullable(endings.get(lead)),
                                        behaves
                                                ? Optional.of(
                                                        new Learnt(
                                                                parts.getOrDefault(lead, NOTHING)))
                                                : Optional.empty())));
    }

    private static LeadVersion version(ResultSet row) throws SQLException {
        return new LeadVersion(
                new LeadId(row.getString("lead_id")),
                row.getLong("revision"),
                row.getInt("part"),
                instant("known_at", row),
                instant("occurred_at", row),
                new Profile(
                        instant("created_at", row),
                        JSON.readValue(row.getString("profile"), TEXTS)));
    }

    private static Optional<Ending> ending(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null
                ? Optional.empty()
                : Optional.of(new Ending(outcome.equals("won"), instant("outcome_at", row)));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }

    private static String[] texts(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    private static Instant instant(String column, ResultSet row) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
