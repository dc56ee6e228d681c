package io.prox.console.work.list;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Grades;
import io.prox.console.work.Grades.Grade;
import io.prox.console.work.Grading;
import io.prox.console.work.Status;
import io.prox.console.work.list.WorkQuery.Position;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The leads of a workspace as people look at them.
///
/// Each answer is of one statement, which names the shown model itself: however a promotion falls,
/// all leads of an answer are ranked by one model.
public final class WorkList {
    /// Beyond so many, a total only says that there are more.
    static final int MOST_COUNTED = 10_000;

    private static final Duration DAY = Duration.ofHours(24);
    private static final int ROWS_AT_ONCE = 500;

    /// Plans for these very values: how many leads a name or a country has is what a plan must
    /// know.
    private static final String FORESEE =
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)";

    private static final String SELECT =
            """
            SELECT ranked.lead_id, ranked.model, ranked.score, ranked.fit, ranked.created_at,
                ranked.changed_at, ranked.status, ranked.owner, item.revision, item.company,
                item.sources, item.outcome, item.outcome_at, item.outcome_amount,
                item.outcome_currency, item.shown, score.computed_at, score.probability, score.low,
                score.high, score.engagement, score.reasons, work.version, work.status_at,
                work.reason, work.qualified_by, earlier.score AS previous_score
            """;

    /// What was shown a day ago is the last score before then, of the model that was shown then.
    private static final String JOINS =
            """
             JOIN console.item ON item.workspace_id = :workspace AND item.lead_id = ranked.lead_id
            LEFT JOIN console.score ON score.workspace_id = :workspace
                AND score.lead_id = ranked.lead_id AND score.model = ranked.model
            LEFT JOIN console.work ON work.workspace_id = :workspace
                AND work.lead_id = ranked.lead_id
            LEFT JOIN LATERAL (
                SELECT past.score FROM console.earlier_score AS past
                WHERE past.workspace_id = :workspace AND past.lead_id = ranked.lead_id
                    AND past.computed_at <= :dayAgo AND past.model = coalesce((
                        SELECT marker.model FROM console.promotion_marker AS marker
                        JOIN console.shown_model USING (workspace_id)
                        WHERE marker.workspace_id = :workspace
                            AND marker.number <= shown_model.number
                            AND marker.promoted_at <= :dayAgo
                        ORDER BY marker.number DESC LIMIT 1), 'model_rules')
                ORDER BY past.computed_at DESC, past.entry DESC LIMIT 1) AS earlier ON true
            """;

    private static final String COUNTS =
            """
            SELECT ranked.status, CASE WHEN ranked.score >= :a THEN 'A' WHEN ranked.score >= :b THEN 'B'
                WHEN ranked.score >= :c THEN 'C' WHEN ranked.score >= 0 THEN 'D' ELSE 'NONE' END AS grade,
                count(*) AS leads
            FROM (
            """;

    private final Database database;
    private final Sealing sealing;
    private final Colleagues colleagues;
    private final Grading grading;
    private final Clock clock;

    public WorkList(
            Database database,
            Sealing sealing,
            Colleagues colleagues,
            Grading grading,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.colleagues = colleagues;
        this.grading = grading;
        this.clock = clock;
    }

    /// Leads of a page, and how many there are in all.
    ///
    /// @param next asks for the page after; empty after the last
    /// @param total of all pages; at most [#MOST_COUNTED]
    /// @param totalIsLowerBound whether there are more than that
    public record Page(
            List<Item> items, Optional<String> next, int total, boolean totalIsLowerBound) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// @param byGrade all of them, `none` for leads without a score
    /// @param byStatus those that occur
    public record Counts(long total, Map<String, Long> byGrade, Map<Status, Long> byStatus) {
        public Counts {
            byGrade = Collections.unmodifiableMap(byGrade);
            byStatus = Collections.unmodifiableMap(byStatus);
        }
    }

    public Page page(WorkspaceId workspace, WorkQuery query) {
        Grades grades = grading.of(workspace);
        Conditions conditions = conditions(workspace, query.filter(), grades);
        ItemRows rows = rows(workspace, grades);
        String first = query.sort().order() + " LIMIT :limit";
        String statement =
                "WITH page AS MATERIALIZED (SELECT * FROM ("
                        + conditions.rows(
                                query.after().map(after -> query.sort().after()).orElse("") + first)
                        + ") AS ranked"
                        + first
                        + ") "
                        + SELECT
                        + " FROM page AS ranked"
                        + JOINS
                        + query.sort().order();
        return database.within(
                workspace,
                () -> {
                    foresee();
                    JdbcClient.StatementSpec page =
                            conditions
                                    .bind(database.sql().sql(statement))
                                    .param("limit", query.limit() + 1)
                                    .param("dayAgo", dayAgo());
                    if (query.after().isPresent()) {
                        Position after = query.after().get();
                        page =
                                page.param("afterKey", query.sort().by().value(after.key()))
                                        .param("afterLead", after.lead());
                    }
                    List<Item> items = page.query((row, number) -> rows.read(row)).list();
                    int total = total(conditions);
                    boolean more = items.size() > query.limit();
                    List<Item> shown = more ? items.subList(0, query.limit()) : items;
                    return new Page(
                            shown,
                            more
                                    ? Optional.of(cursor(query.sort(), shown.getLast()))
                                    : Optional.empty(),
                            Math.min(total, MOST_COUNTED),
                            total > MOST_COUNTED);
                });
    }

    /// @return at most one more than [#MOST_COUNTED]
    private int total(Conditions conditions) {
        return conditions
                .bind(
                        database.sql()
                                .sql(
                                        "SELECT count(*) FROM (SELECT FROM ("
                                                + conditions.rows()
                                                + ") AS ranked LIMIT :most) AS counted"))
                .param("most", MOST_COUNTED + 1)
                .query((row, number) -> row.getInt(1))
                .single();
    }

    private static String cursor(Sort sort, Item last) {
        String key =
                switch (sort.by()) {
                    case SCORE -> Integer.toString(last.score().orElse(-1));
                    case CHANGED -> last.changedAt().toString();
                    case CREATED -> last.createdAt().toString();
                };
        return Parameters.cursor(sort, new Position(key, last.lead().value()));
    }

    /// A lead; empty if there is none, or it was deleted.
    public Optional<Item> find(WorkspaceId workspace, LeadId lead) {
        return find(workspace, List.of(lead)).stream().findFirst();
    }

    /// Those of the leads that are there, best first.
    public List<Item> find(WorkspaceId workspace, Collection<LeadId> leads) {
        Grades grades = grading.of(workspace);
        Conditions conditions = conditions(workspace, WorkFilter.ALL, grades);
        ItemRows rows = rows(workspace, grades);
        return database.within(
                workspace,
                () ->
                        conditions
                                .bind(
                                        database.sql()
                                                .sql(
                                                        SELECT
                                                                + " FROM ("
                                                                + conditions.rows()
                                                                + ") AS ranked"
                                                                + JOINS
                                                                + " WHERE ranked.lead_id = ANY (:leads)"
                                                                + Sort.USUAL.order()))
                                .param("dayAgo", dayAgo())
                                .param(
                                        "leads",
                                        leads.stream().map(LeadId::value).toArray(String[]::new))
                                .query((row, number) -> rows.read(row))
                                .list());
    }

    public Counts counts(WorkspaceId workspace, WorkFilter filter) {
        Grades grades = grading.of(workspace);
        Conditions conditions = conditions(workspace, filter, grades);
        var byGrade = new EnumMap<Grade, Long>(Grade.class);
        var byStatus = new EnumMap<Status, Long>(Status.class);
        database.within(
                workspace,
                () -> {
                    foresee();
                    conditions
                            .bind(
                                    database.sql()
                                            .sql(
                                                    COUNTS
                                                            + conditions.rows()
                                                            + ") AS ranked GROUP BY 1, 2"))
                            .param("a", grades.a())
                            .param("b", grades.b())
                            .param("c", grades.c())
                            .query(
                                    (row, number) -> {
                                        long leads = row.getLong("leads");
                                        byGrade.merge(
                                                Grade.valueOf(row.getString("grade")),
                                                leads,
                                                Long::sum);
                                        byStatus.merge(
                                                Status.of(row.getString("status")).orElseThrow(),
                                                leads,
                                                Long::sum);
                                        return true;
                                    })
                            .list();
                });
        var words = new LinkedHashMap<String, Long>();
        for (Grade grade : Grade.values()) {
            words.put(grade == Grade.NONE ? "none" : grade.name(), byGrade.getOrDefault(grade, 0L));
        }
        return new Counts(
                byGrade.values().stream().mapToLong(Long::longValue).sum(), words, byStatus);
    }

    /// Goes through all leads of a query in its order, without holding them in memory, as they are
    /// at one instant.
    public void each(WorkspaceId workspace, WorkQuery query, Consumer<Item> reader) {
        Grades grades = grading.of(workspace);
        Conditions conditions = conditions(workspace, query.filter(), grades);
        ItemRows rows = rows(workspace, grades);
        database.within(
                workspace,
                () -> {
                    foresee();
                    try (Stream<Item> items =
                            conditions
                                    .bind(
                                            database.sql()
                                                    .sql(
                                                            SELECT
                                                                    + " FROM ("
                                                                    + conditions.rows()
                                                                    + ") AS ranked"
                                                                    + JOINS
                                                                    + query.sort().order())
                                                    .withFetchSize(ROWS_AT_ONCE))
                                    .param("dayAgo", dayAgo())
                                    .query((row, number) -> rows.read(row))
                                    .stream()) {
                        items.forEach(reader);
                    }
                });
    }

    private void foresee() {
        database.sql().sql(FORESEE).query((row, number) -> true).single();
    }

    private Conditions conditions(WorkspaceId workspace, WorkFilter filter, Grades grades) {
        return Conditions.of(workspace, filter, grades, clock.instant(), sealing);
    }

    private ItemRows rows(WorkspaceId workspace, Grades grades) {
        return new ItemRows(grades, colleagues.names(workspace));
    }

    private OffsetDateTime dayAgo() {
        Instant dayAgo = clock.instant().minus(DAY);
        return dayAgo.atOffset(ZoneOffset.UTC);
    }
}
