package io.prox.scoring.ledger;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.scoring.ranking.Features;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of scores. Methods that write work within the running transaction, which has named
/// the workspace and locked the leads.
public final class Ledger {
    private static final String COLUMNS =
            """
            entry.lead_id, entry.entry, entry.model_id, entry.revision, entry.as_of, computed_at, cause,
                reference, changed, activities, features, probability, low, high, score, fit, engagement
            """;

    /// Lead by lead, by their keys. Left to choose, a plan that was made when the tables were small
    /// reads all scores of a model for each few hundred leads of an import.
    private static final String STANDING =
            "SELECT "
                    + COLUMNS
                    + """
                    , standing.revision AS scored_revision, standing.as_of AS scored_as_of
                    FROM unnest(:leads::text[]) AS wanted (lead_id)
                    CROSS JOIN LATERAL (
                        SELECT lead_id, entry, revision, as_of FROM scoring.score
                        WHERE workspace_id = :workspace AND model_id = :model
                            AND score.lead_id = wanted.lead_id
                        OFFSET 0) AS standing
                    CROSS JOIN LATERAL (
                        SELECT * FROM scoring.ledger_entry
                        WHERE workspace_id = :workspace AND ledger_entry.lead_id = standing.lead_id
                            AND ledger_entry.entry = standing.entry
                        OFFSET 0) AS entry
                    """;

    private static final String APPEND =
            """
            INSERT INTO scoring.ledger_entry (workspace_id, lead_id, entry, model_id, revision, as_of,
                computed_at, cause, reference, changed, activities, features, probability, low, high,
                score, fit, engagement)
            SELECT :workspace, lead, entry, :model, revision, as_of, computed, cause, reference,
                string_to_array(changed, E'\\x1f'), string_to_array(activities, ' '), features,
                probability, low, high, score, fit, engagement
            FROM unnest(:leads::text[], :entries::bigint[], :revisions::bigint[], :asOf::timestamptz[],
                :computed::timestamptz[], :causes::text[], :references::text[], :changed::text[],
                :activities::text[], :features::bytea[], :probabilities::double precision[], :lows::double precision[],
                :highs::double precision[], :scores::smallint[], :fits::text[], :engagements::smallint[])
                AS new (lead, entry, revision, as_of, computed, cause, reference, changed, activities, features,
                    probability, low, high, score, fit, engagement)
            """;
    private static final String COUNT_ENTRIES =
            """
            UPDATE scoring.lead AS stored SET entry = new.entry
            FROM unnest(:leads::text[], :entries::bigint[]) AS new (lead, entry)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = new.lead
            """;
    private static final String POINT =
            """
            INSERT INTO scoring.score (workspace_id, model_id, lead_id, entry, revision, as_of, due_at)
            SELECT :workspace, :model, lead, entry, revision, :asOf, due
            FROM unnest(:leads::text[], :entries::bigint[], :revisions::bigint[], :due::timestamptz[])
                AS new (lead, entry, revision, due)
            ON CONFLICT (workspace_id, model_id, lead_id) DO UPDATE SET
                entry = excluded.entry, revision = excluded.revision, as_of = excluded.as_of,
                due_at = excluded.due_at
            """;
    private static final String FORGET_SCORES =
            "DELETE FROM scoring.score WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";
    private static final String FORGET_ENTRIES =
            "DELETE FROM scoring.ledger_entry WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";
    private static final String FORGET_MODELS =
            "DELETE FROM scoring.score WHERE workspace_id = :workspace AND model_id <> ALL (:models)";
    private static final String DUE =
            """
            SELECT score.lead_id FROM scoring.score JOIN scoring.lead USING (workspace_id, lead_id)
            WHERE workspace_id = :workspace AND model_id = :model AND due_at <= :now
                AND as_of <= :before
                AND outcome IS NULL AND NOT deleted
            ORDER BY due_at LIMIT :limit
            """;
    private static final String ENTRIES =
            "SELECT "
                    + COLUMNS
                    + """
                    FROM scoring.ledger_entry AS entry
                    WHERE workspace_id = :workspace AND lead_id = :lead AND entry.entry = ANY (:entries)
                    """;
    private static final String BRIEFS =
            """
            SELECT entry, model_id, computed_at, cause, reference, score FROM scoring.ledger_entry
            WHERE workspace_id = :workspace AND lead_id = :lead ORDER BY entry
            """;

    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    /// A lead's last entry under a model.
    ///
    /// @param entry as it was written
    /// @param revision up to which the score is known to hold
    /// @param asOf until when it is known to hold
    public record Standing(LedgerEntry entry, long revision, Instant asOf) {}

    /// How leads stand under a model; those without a score are not among them.
    public Map<LeadId, Standing> standing(
            WorkspaceId workspace, ModelVersion model, Collection<LeadId> leads) {
        Map<LeadId, Standing> standing = new HashMap<>();
        sql(STANDING, workspace)
                .param("model", model.value())
                .param("leads", ids(leads))
                .query(
                        (row, number) -> {
                            LedgerEntry entry = entry(row);
                            return standing.put(
                                    entry.lead(),
                                    new Standing(
                                            entry,
                                            row.getLong("scored_revision"),
                                            instant("scored_as_of", row)));
                        })
                .list();
        return standing;
    }

    /// Writes new entries of locked leads, all under one model, and makes them the ones that count.
    public void append(WorkspaceId workspace, ModelVersion model, List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        String[] leads = ids(entries.stream().map(LedgerEntry::lead).toList());
        Long[] numbers = entries.stream().map(LedgerEntry::entry).toArray(Long[]::new);
        sql(APPEND, workspace)
                .param("model", model.value())
                .param("leads", leads)
                .param("entries", numbers)
                .param(
                        "revisions",
                        entries.stream().map(LedgerEntry::revision).toArray(Long[]::new))
                .param("asOf", texts(entries, each -> each.asOf().toString()))
                .param("computed", texts(entries, each -> each.computedAt().toString()))
                .param("causes", texts(entries, each -> word(each.cause().kind())))
                .param("references", texts(entries, each -> each.cause().reference()))
                .param("changed", texts(entries, each -> String.join("\u001f", each.changed())))
                .param("activities", texts(entries, each -> String.join(" ", each.activities())))
                .param(
                        "features",
                        entries.stream()
                                .map(each -> each.features().bytes())
                                .toArray(byte[][]::new))
                .param("probabilities", doubles(entries, Chance::probability))
                .param("lows", doubles(entries, Chance::low))
                .param("highs", doubles(entries, Chance::high))
                .param(
                        "scores",
                        entries.stream().map(each -> (short) each.score()).toArray(Short[]::new))
                .param("fits", texts(entries, each -> each.fit().orElse(null)))
                .param(
                        "engagements",
                        entries.stream()
                                .map(each -> each.engagement().map(Integer::shortValue))
                                .map(number -> number.orElse(null))
                                .toArray(Short[]::new))
                .update();
        sql(COUNT_ENTRIES, workspace).param("leads", leads).param("entries", numbers).update();
    }

    /// That a lead's score holds.
    ///
    /// @param entry of its ledger
    /// @param revision of the lead that was looked at
    /// @param due when time may move it
    record Holding(LeadId lead, long entry, long revision, Instant due) {}

    /// That the scores of these leads hold, as of an instant.
    void point(WorkspaceId workspace, ModelVersion model, Instant asOf, List<Holding> holding) {
        List<Holding> all = holding.stream().sorted(Comparator.comparing(Holding::lead)).toList();
        sql(POINT, workspace)
                .param("model", model.value())
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .param("leads", ids(all.stream().map(Holding::lead).toList()))
                .param("entries", all.stream().map(Holding::entry).toArray(Long[]::new))
                .param("revisions", all.stream().map(Holding::revision).toArray(Long[]::new))
                .param(
                        "due",
                        all.stream().map(each -> each.due().toString()).toArray(String[]::new))
                .update();
    }

    /// Forgets all about leads.
    public void forget(WorkspaceId workspace, Collection<LeadId> leads) {
        if (!leads.isEmpty()) {
            sql(FORGET_SCORES, workspace).param("leads", ids(leads)).update();
            sql(FORGET_ENTRIES, workspace).param("leads", ids(leads)).update();
        }
    }

    /// Lets go of how leads stood under all but some models. What was written stays.
    public void keepOnly(WorkspaceId workspace, List<ModelVersion> models) {
        sql(FORGET_MODELS, workspace)
                .param("models", models.stream().map(ModelVersion::value).toArray(String[]::new))
                .update();
    }

    /// Open leads whose score under a model is to be looked at again, those that wait longest
    /// first.
    ///
    /// @param least how long a score stands at least
    public List<LeadId> due(
            WorkspaceId workspace, ModelVersion model, Instant now, Duration least, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(DUE, workspace)
                                .param("model", model.value())
                                .param("now", now.atOffset(ZoneOffset.UTC))
                                .param("before", now.minus(least).atOffset(ZoneOffset.UTC))
                                .param("limit", limit)
                                .query((row, number) -> new LeadId(row.getString("lead_id")))
                                .list());
    }

    /// Some entries of a lead by their numbers; those that there are not are not among them.
    public Map<Long, LedgerEntry> entries(
            WorkspaceId workspace, LeadId lead, Collection<Long> numbers) {
        Map<Long, LedgerEntry> entries = new HashMap<>();
        database.within(
                workspace,
                () ->
                        sql(ENTRIES, workspace)
                                .param("lead", lead.value())
                                .param("entries", numbers.toArray(Long[]::new))
                                .query(
                                        (row, number) ->
                                                entries.put(row.getLong("entry"), entry(row)))
                                .list());
        return entries;
    }

    /// One entry of a lead.
    Optional<LedgerEntry> entry(WorkspaceId workspace, LeadId lead, long entry) {
        return Optional.ofNullable(entries(workspace, lead, List.of(entry)).get(entry));
    }

    /// All entries of a lead without their features, oldest first.
    List<Seen.Brief> briefs(WorkspaceId workspace, LeadId lead) {
        return database.within(
                workspace,
                () ->
                        sql(BRIEFS, workspace)
                                .param("lead", lead.value())
                                .query(
                                        (row, number) ->
                                                new Seen.Brief(
                                                        row.getLong("entry"),
                                                        new ModelVersion(row.getString("model_id")),
                                                        instant("computed_at", row),
                                                        cause(row),
                                                        row.getInt("score")))
                                .list());
    }

    /// How a lead stands under a model.
    public Optional<Standing> standing(WorkspaceId workspace, ModelVersion model, LeadId lead) {
        return database.within(
                workspace,
                () -> Optional.ofNullable(standing(workspace, model, List.of(lead)).get(lead)));
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        double probability = row.getDouble("probability");
        Optional<Chance> chance =
                row.wasNull()
                        ? Optional.empty()
                        : Optional.of(
                                new Chance(
                                        probability, row.getDouble("low"), row.getDouble("high")));
        int engagement = row.getInt("engagement");
        Optional<Integer> behaviour = row.wasNull() ? Optional.empty() : Optional.of(engagement);
        return new LedgerEntry(
                new LeadId(row.getString("lead_id")),
                row.getLong("entry"),
                new ModelVersion(row.getString("model_id")),
                row.getLong("revision"),
                instant("as_of", row),
                instant("computed_at", row),
                cause(row),
                texts("changed", row),
                texts("activities", row),
                Features.of(row.getBytes("features")),
                chance,
                row.getInt("score"),
                Optional.ofNullable(row.getString("fit")),
                behaviour);
    }

    private static List<String> texts(String column, ResultSet row) throws SQLException {
        Array texts = row.getArray(column);
        return List.of((String[]) texts.getArray());
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                Cause.Kind.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getString("reference"));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static String word(Cause.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String[] ids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(String[]::new);
    }

    private static String[] texts(
            List<LedgerEntry> entries, Function<LedgerEntry, @Nullable String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }

    private static Double[] doubles(List<LedgerEntry> entries, Function<Chance, Double> number) {
        return entries.stream()
                .map(each -> each.chance().map(number).orElse(null))
                .toArray(Double[]::new);
    }

    private static Instant instant(String column, ResultSet row) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
