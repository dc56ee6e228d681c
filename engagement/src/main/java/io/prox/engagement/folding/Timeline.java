package io.prox.engagement.folding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.machines.Evidence;
import io.prox.features.machines.Machine;
import io.prox.features.machines.Verdict;
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
            SELECT known.lead_id, known.activity, known.revision, known.hour, known.counts, known.mail,
                known.machine, known.evidence, known.hand
            FROM unnest(:leads::text[], :activities::text[]) AS wanted (lead_id, activity)
            CROSS JOIN LATERAL (
                SELECT lead_id, activity, revision, hour, counts, mail, machine, evidence, hand
                FROM engagement.activity
                WHERE workspace_id = :workspace AND activity.lead_id = wanted.lead_id
                    AND activity.activity = wanted.activity
                OFFSET 0) AS known
            """;
    private static final String WRITE =
            """
            INSERT INTO engagement.activity (workspace_id, lead_id, activity, revision, at, hour, counts,
                deed, mail, machine, evidence)
            SELECT :workspace, lead, activity, revision, at, hour, counts, deed::jsonb, mail, machine,
                evidence
            FROM unnest(:leads::text[], :activities::text[], :revisions::bigint[], :times::timestamptz[],
                :hours::timestamptz[], :counts::boolean[], :deeds::text[], :mails::text[],
                :machines::text[], :evidence::text[])
                AS new (lead, activity, revision, at, hour, counts, deed, mail, machine, evidence)
            ON CONFLICT (workspace_id, lead_id, activity) DO UPDATE SET revision = excluded.revision,
                at = excluded.at, hour = excluded.hour, counts = excluded.counts, deed = excluded.deed,
                mail = excluded.mail, machine = excluded.machine, evidence = excluded.evidence
            """;
    private static final String OF_MAILS =
            """
            SELECT found.lead_id, found.activity, found.mail, found.hour, found.counts, found.machine,
                found.evidence, found.hand, found.deed
            FROM unnest(:leads::text[], :mails::text[]) AS wanted (lead_id, mail)
            CROSS JOIN LATERAL (
                SELECT lead_id, activity, mail, hour, counts, machine, evidence, hand, deed
                FROM engagement.activity
                WHERE workspace_id = :workspace AND activity.lead_id = wanted.lead_id
                    AND activity.mail = wanted.mail AND deed IS NOT NULL
                OFFSET 0) AS found
            """;
    private static final String ONE =
            """
            SELECT lead_id, activity, mail, hour, counts, machine, evidence, hand, deed
            FROM engagement.activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND activity = :activity
                AND deed IS NOT NULL
            """;
    private static final String TURN =
            """
            UPDATE engagement.activity AS stored SET counts = new.counts, machine = new.machine,
                evidence = new.evidence, hand = new.hand
            FROM unnest(:leads::text[], :activities::text[], :counts::boolean[], :machines::text[],
                :evidence::text[], :hands::text[])
                AS new (lead, activity, counts, machine, evidence, hand)
            WHERE stored.workspace_id = :workspace AND stored.lead_id = new.lead
                AND stored.activity = new.activity
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
            SELECT activity, counts, deed, machine, evidence, hand FROM engagement.activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND deed IS NOT NULL
                AND (at, activity) < (:at, :activity)
            ORDER BY at DESC, activity DESC LIMIT :limit
            """;
    private static final String DAYS =
            """
            SELECT (at AT TIME ZONE 'UTC')::date AS day, count(*) AS activities FROM engagement.activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND deed IS NOT NULL AND at >= :from
                AND coalesce(hand, machine, 'person') = 'person'
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
    /// @param mail that it is about
    record Known(
            long revision, Optional<Instant> hour, Optional<String> mail, Judgement judgement) {}

    /// An activity about a mail, as it is kept.
    ///
    /// @param hour in which it was learnt
    /// @param counts whether it is in the fold
    record Kept(
            LeadActivity activity,
            Optional<String> mail,
            Instant hour,
            boolean counts,
            Judgement judgement,
            Deed deed) {
        /// The same under another judgement.
        Kept under(Judgement other) {
            return new Kept(activity, mail, hour, Folding.counts(deed, other), other, deed);
        }
    }

    /// An activity as it is to be written.
    ///
    /// @param hour in which it was learnt
    /// @param rules what they say of who did it
    /// @param deed empty where it was taken back
    record Entry(
            LeadActivity activity,
            long revision,
            Optional<Instant> hour,
            boolean counts,
            Optional<Verdict> rules,
            Optional<Deed> deed) {}

    /// An activity of a lead, to be looked at.
    ///
    /// @param counts whether it is in the fold
    public record Shown(String activity, boolean counts, Judgement judgement, Deed deed) {
        static Shown of(Kept kept) {
            return new Shown(
                    kept.activity().activity(), kept.counts(), kept.judgement(), kept.deed());
        }
    }

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
                                                    : Optional.empty(),
                                            Optional.ofNullable(row.getString("mail")),
                                            judgement(row)));
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
                .param("mails", entries.stream().map(Timeline::mail).toArray(String[]::new))
                .param(
                        "machines",
                        entries.stream().map(each -> machine(each.rules())).toArray(String[]::new))
                .param(
                        "evidence",
                        entries.stream().map(each -> evidence(each.rules())).toArray(String[]::new))
                .update();
    }

    private static @Nullable String mail(Entry entry) {
        return entry.deed().flatMap(Folding::mail).orElse(null);
    }

    private static @Nullable String machine(Optional<Verdict> verdict) {
        return verdict.map(each -> each.machine().word()).orElse(null);
    }

    private static @Nullable String evidence(Optional<Verdict> verdict) {
        return verdict.map(each -> each.evidence().word()).orElse(null);
    }

    /// All that is kept about some mails.
    List<Kept> ofMails(WorkspaceId workspace, Collection<LeadMail> wanted) {
        List<LeadMail> mails = List.copyOf(wanted);
        return mails.isEmpty()
                ? List.of()
                : sql(OF_MAILS, workspace)
                        .param(
                                "leads",
                                mails.stream()
                                        .map(each -> each.lead().value())
                                        .toArray(String[]::new))
                        .param("mails", mails.stream().map(LeadMail::mail).toArray(String[]::new))
                        .query((row, number) -> kept(row))
                        .list();
    }

    Optional<Kept> one(WorkspaceId workspace, LeadActivity activity) {
        return sql(ONE, workspace)
                .param("lead", activity.lead().value())
                .param("activity", activity.activity())
                .query((row, number) -> kept(row))
                .optional();
    }

    /// Keeps other judgements, and what follows from them.
    void turn(WorkspaceId workspace, List<Kept> turned) {
        sql(TURN, workspace)
                .param(
                        "leads",
                        turned.stream()
                                .map(each -> each.activity().lead().value())
                                .toArray(String[]::new))
                .param(
                        "activities",
                        turned.stream()
                                .map(each -> each.activity().activity())
                                .toArray(String[]::new))
                .param("counts", turned.stream().map(Kept::counts).toArray(Boolean[]::new))
                .param(
                        "machines",
                        turned.stream()
                                .map(each -> machine(each.judgement().rules()))
                                .toArray(String[]::new))
                .param(
                        "evidence",
                        turned.stream()
                                .map(each -> evidence(each.judgement().rules()))
                                .toArray(String[]::new))
                .param(
                        "hands",
                        turned.stream()
                                .map(each -> each.judgement().hand().orElse(null))
                                .toArray(String[]::new))
                .update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new LeadActivity(new LeadId(row.getString("lead_id")), row.getString("activity")),
                Optional.ofNullable(row.getString("mail")),
                instant("hour", row),
                row.getBoolean("counts"),
                judgement(row),
                deed(row));
    }

    private static Judgement judgement(ResultSet row) throws SQLException {
        return new Judgement(
                Optional.ofNullable(row.getString("machine"))
                        .flatMap(Machine::ofWord)
                        .map(machine -> new Verdict(machine, evidenceOf(row))),
                Optional.ofNullable(row.getString("hand")));
    }

    private static Evidence evidenceOf(ResultSet row) {
        try {
            return Optional.ofNullable(row.getString("evidence"))
                    .flatMap(Evidence::ofWord)
                    .orElse(Evidence.NAME);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
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
                                                        judgement(row),
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
