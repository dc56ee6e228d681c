package io.prox.engagement.folding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of activities, each once. Methods that name no workspace's transaction of their own
/// work within the running one, which has named the workspace and locked the leads.
public final class Timeline {
    private static final String KNOWN =
            """
            SELECT known.lead_id, known.activity, known.revision, known.hour, known.counts
            FROM unnest(:leads::text[], :activities::text[]) AS wanted (lead_id, activity)
            CROSS JOIN LATERAL (
                SELECT lead_id, activity, revision, hour, counts FROM engagement.activity
                WHERE workspace_id = :workspace AND activity.lead_id = wanted.lead_id
                    AND activity.activity = wanted.activity
                OFFSET 0) AS known
            """;
    private static final String WRITE =
            """
            INSERT INTO engagement.activity (workspace_id, lead_id, activity, revision, at, hour, counts,
                deed)
            SELECT :workspace, lead, activity, revision, at, hour, counts, deed::jsonb
            FROM unnest(:leads::text[], :activities::text[], :revisions::bigint[], :times::timestamptz[],
                :hours::timestamptz[], :counts::boolean[], :deeds::text[])
                AS new (lead, activity, revision, at, hour, counts, deed)
            ON CONFLICT (workspace_id, lead_id, activity) DO UPDATE SET revision = excluded.revision,
                at = excluded.at, hour = excluded.hour, counts = excluded.counts, deed = excluded.deed
            """;
    private static final String COUNTED =
            """
            SELECT counted.lead_id, counted.hour, counted.deed
            FROM unnest(:leads::text[], :hours::timestamptz[]) AS wanted (lead_id, hour)
            CROSS JOIN LATERAL (
                SELECT lead_id, hour, deed FROM engagement.activity
                WHERE workspace_id = :workspace AND activity.lead_id = wanted.lead_id
                    AND activity.hour = wanted.hour AND counts
                OFFSET 0) AS counted
            """;
    private static final String FORGET =
            "DELETE FROM engagement.activity WHERE workspace_id = :workspace AND lead_id = ANY (:leads)";
    private static final String PAGE =
            """
            SELECT activity, counts, deed FROM engagement.activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND deed IS NOT NULL
                AND (at, activity) < (:at, :activity)
            ORDER BY at DESC, activity DESC LIMIT :limit
            """;
    private static final String DAYS =
            """
            SELECT (at AT TIME ZONE 'UTC')::date AS day, count(*) AS activities FROM engagement.activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND deed IS NOT NULL AND at >= :from
            GROUP BY day ORDER BY day
            """;
    private static final String SIZE =
            """
            SELECT count(*) AS activities, count(*) FILTER (WHERE counts) AS counted
            FROM engagement.activity WHERE workspace_id = :workspace AND deed IS NOT NULL
            """;

    private final Database database;

    public Timeline(Database database) {
        this.database = database;
    }

    /// What is known of an activity.
    ///
    /// @param revision of the last fact about it
    /// @param hour in which it was learnt, where it is in the fold
    record Known(long revision, Optional<Instant> hour) {}

    /// An activity as it is to be written.
    ///
    /// @param hour in which it was learnt
    /// @param deed empty where it was taken back
    record Entry(
            LeadActivity activity,
            long revision,
            Optional<Instant> hour,
            boolean counts,
            Optional<Deed> deed) {}

    /// An activity of a lead, to be looked at.
    ///
    /// @param counts whether it is in the fold
    public record Shown(String activity, boolean counts, Deed deed) {}

    /// Where a page begins: before this activity.
    public record Position(Instant at, String activity) {}

    /// How many activities there are.
    ///
    /// @param counted of these in folds
    public record Size(long activities, long counted) {}

    Map<LeadActivity, Known> known(WorkspaceId workspace, Collection<LeadActivity> wanted) {
        List<LeadActivity> all = List.copyOf(wanted);
        Map<LeadActivity, Known> known = new HashMap<>();
        sql(KNOWN, workspace)
                .param(
                        "leads",
                        all.stream().map(each -> each.lead().value()).toArray(String[]::new))
                .param(
                        "activities",
                        all.stream().map(LeadActivity::activity).toArray(String[]::new))
                .query(
                        row -> {
                            known.put(
                                    new LeadActivity(
                                            new LeadId(row.getString("lead_id")),
                                            row.getString("activity")),
                                    new Known(
                                            row.getLong("revision"),
                                            row.getBoolean("counts")
                                                    ? Optional.of(instant("hour", row))
                                                    : Optional.empty()));
                        });
        return known;
    }

    void write(WorkspaceId workspace, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        sql(WRITE, workspace)
                .param(
                        "leads",
                        entries.stream()
                                .map(each -> each.activity().lead().value())
                                .toArray(String[]::new))
                .param(
                        "activities",
                        entries.stream()
                                .map(each -> each.activity().activity())
                                .toArray(String[]::new))
                .param("revisions", entries.stream().map(Entry::revision).toArray(Long[]::new))
                .param("times", entries.stream().map(Timeline::time).toArray(String[]::new))
                .param(
                        "hours",
                        entries.stream()
                                .map(each -> each.hour().map(Instant::toString).orElse(null))
                                .toArray(String[]::new))
                .param("counts", entries.stream().map(Entry::counts).toArray(Boolean[]::new))
                .param("deeds", entries.stream().map(Timeline::text).toArray(String[]::new))
                .update();
    }

    private static @Nullable String time(Entry entry) {
        return entry.deed().map(deed -> deed.at().toString()).orElse(null);
    }

    private static @Nullable String text(Entry entry) {
        return entry.deed()
                .map(deed -> new String(FactJson.DEEDS.encode(deed), UTF_8))
                .orElse(null);
    }

    /// What is in the fold of some hours.
    Map<LeadHour, List<Deed>> counted(WorkspaceId workspace, Collection<LeadHour> wanted) {
        List<LeadHour> hours = List.copyOf(wanted);
        Map<LeadHour, List<Deed>> counted = new HashMap<>();
        if (!hours.isEmpty()) {
            sql(COUNTED, workspace)
                    .param(
                            "leads",
                            hours.stream().map(each -> each.lead().value()).toArray(String[]::new))
                    .param(
                            "hours",
                            hours.stream()
                                    .map(each -> each.hour().toString())
                                    .toArray(String[]::new))
                    .query(
                            row -> {
                                counted.computeIfAbsent(
                                                new LeadHour(
                                                        new LeadId(row.getString("lead_id")),
                                                        instant("hour", row)),
                                                first -> new ArrayList<>())
                                        .add(deed(row));
                            });
        }
        return counted;
    }

    void forget(WorkspaceId workspace, Collection<LeadId> leads) {
        sql(FORGET, workspace)
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .update();
    }

    /// Activities of a lead, newest first, in a transaction of its own.
    public List<Shown> page(WorkspaceId workspace, LeadId lead, Position before, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(PAGE, workspace)
                                .param("lead", lead.value())
                                .param("at", before.at().atOffset(ZoneOffset.UTC))
                                .param("activity", before.activity())
                                .param("limit", limit)
                                .query(
                                        (row, number) ->
                                                new Shown(
                                                        row.getString("activity"),
                                                        row.getBoolean("counts"),
                                                        deed(row)))
                                .list());
    }

    /// How much a lead did on each day from an instant on, days without anything left out, in a
    /// transaction of its own.
    public SequencedMap<LocalDate, Long> days(WorkspaceId workspace, LeadId lead, Instant from) {
        SequencedMap<LocalDate, Long> days = new LinkedHashMap<>();
        database.within(
                workspace,
                () ->
                        sql(DAYS, workspace)
                                .param("lead", lead.value())
                                .param("from", from.atOffset(ZoneOffset.UTC))
                                .query(
                                        row -> {
                                            days.put(
                                                    row.getObject("day", LocalDate.class),
                                                    row.getLong("activities"));
                                        }));
        return days;
    }

    /// How many activities there are, in a transaction of its own.
    public Size size(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        sql(SIZE, workspace)
                                .query(
                                        (row, number) ->
                                                new Size(
                                                        row.getLong("activities"),
                                                        row.getLong("counted")))
                                .single());
    }

    private static Deed deed(ResultSet row) throws SQLException {
        return FactJson.DEEDS.decode(row.getString("deed").getBytes(UTF_8)).orElseThrow();
    }

    private static Instant instant(String column, ResultSet row) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
