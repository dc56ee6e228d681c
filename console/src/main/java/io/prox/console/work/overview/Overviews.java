package io.prox.console.work.overview;

import io.prox.console.work.Currencies;
import io.prox.console.work.list.Parameters;
import io.prox.console.work.list.WorkList;
import io.prox.console.work.overview.Overview.Amount;
import io.prox.console.work.overview.Overview.Attention;
import io.prox.console.work.overview.Overview.Change;
import io.prox.console.work.overview.Overview.Day;
import io.prox.console.work.overview.Overview.Figure;
import io.prox.console.work.overview.Overview.Figures;
import io.prox.console.work.overview.Overview.Ranked;
import io.prox.console.work.overview.Overview.Revenue;
import io.prox.console.work.ranking.ShownModel;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.database.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Computes the overview from the read model.
final class Overviews {
    private static final String SHOWN =
            """
            workspace_id = :workspace AND model =
            """
                    + ShownModels.SHOWN;

    private static final String CREATED =
            """
            SELECT count(*) FILTER (WHERE created_at >= :from) AS now,
                count(*) FILTER (WHERE created_at < :from) AS before
            FROM console.ranked
            WHERE created_at >= :before AND created_at <= :until AND
            """
                    + SHOWN;

    private static final String QUALIFIED =
            """
            SELECT count(*) FILTER (WHERE work.qualified_at >= :from) AS now,
                count(*) FILTER (WHERE work.qualified_at < :from) AS before
            FROM console.work JOIN console.ranked USING (workspace_id, lead_id)
            WHERE work.qualified_at >= :before AND work.qualified_at <= :until AND
            """
                    + SHOWN;

    private static final String WON =
            """
            SELECT count(*) FILTER (WHERE outcome_at >= :from) AS now,
                count(*) FILTER (WHERE outcome_at < :from) AS before
            FROM console.item
            WHERE workspace_id = :workspace AND outcome = 'won'
                AND outcome_at >= :before AND outcome_at <= :until
            """;

    private static final String REVENUE =
            """
            SELECT coalesce(sum(outcome_amount) FILTER (
                    WHERE outcome_currency = :currency AND outcome_at >= :from), 0) AS now,
                coalesce(sum(outcome_amount) FILTER (
                    WHERE outcome_currency = :currency AND outcome_at < :from), 0) AS before,
                count(*) FILTER (
                    WHERE outcome_currency <> :currency AND outcome_at >= :from) AS left_out
            FROM console.item
            WHERE workspace_id = :workspace AND outcome = 'won'
                AND outcome_at >= :before AND outcome_at <= :until
            """;

    /// The days are given by the instants from which they count. Java alone says what a zone is,
    /// since a PostgreSQL that uses the zones of its system may lack some.
    private static final String PER_DAY =
            """
            WITH start AS (SELECT CAST(:starts AS timestamptz[]) AS days),
            created AS (
                SELECT width_bucket(created_at, (SELECT days FROM start)) AS day,
                    count(*) AS leads
                FROM console.ranked
                WHERE created_at >= :from AND created_at <= :until AND
            """
                    + SHOWN
                    + """
                    GROUP BY 1),
                    qualified AS (
                        SELECT width_bucket(work.qualified_at, (SELECT days FROM start)) AS day,
                            count(*) AS leads
                        FROM console.work JOIN console.ranked USING (workspace_id, lead_id)
                        WHERE work.qualified_at >= :from AND work.qualified_at <= :until AND
                    """
                    + SHOWN
                    + """
                    GROUP BY 1),
                    won AS (
                        SELECT width_bucket(outcome_at, (SELECT days FROM start)) AS day,
                            count(*) AS leads,
                            sum(outcome_amount) FILTER (WHERE outcome_currency = :currency) AS worth
                        FROM console.item
                        WHERE workspace_id = :workspace AND outcome = 'won'
                            AND outcome_at >= :from AND outcome_at <= :until
                        GROUP BY 1)
                    SELECT day, coalesce(created.leads, 0) AS created,
                        coalesce(qualified.leads, 0) AS qualified,
                        coalesce(won.leads, 0) AS converted, coalesce(won.worth, 0) AS worth
                    FROM generate_series(1, :days) AS day
                        LEFT JOIN created USING (day) LEFT JOIN qualified USING (day)
                        LEFT JOIN won USING (day)
                    ORDER BY day
                    """;

    /// Leads that came in lately, by the tenth of the scores that they are in.
    private static final String TENTHS =
            """
            WITH counted AS (
                SELECT least(score / 10, 9) AS tenth, count(*) AS leads
                FROM console.ranked
                WHERE created_at >= :from AND created_at <= :until AND
            """
                    + SHOWN
                    + """
                    GROUP BY 1)
                    SELECT coalesce(leads, 0) AS leads
                    FROM generate_series(0, 9) AS tenth LEFT JOIN counted USING (tenth)
                    ORDER BY tenth
                    """;

    private static final String ALL =
            "SELECT EXISTS (SELECT FROM console.ranked WHERE " + SHOWN + ")";

    private static final String REJECTED =
            """
            SELECT count(*) FROM platform.rejected
            WHERE workspace_id = :workspace AND replayed_at IS NULL
            """;

    /// What opens the leads behind a number, which are counted by the same link.
    private static final String OPEN = "/work?outcome=open";

    private static final String HOT_FREE = "/work?grade=A&owner=none&status=new,qualified";
    private static final String HOT_WAITING = "/work?grade=A&waiting=2d&sort=-changed";
    private static final String RISEN =
            "/work?outcome=open&risen=%d&sort=changed".formatted(Overviews.RISE);

    /// Sources that spoke on several days, each with when it did last. One that spoke on a day or
    /// two was a file that somebody brought.
    private static final String SOURCES =
            """
            WITH day AS (
                SELECT sources, (known_at AT TIME ZONE 'UTC')::date AS day, max(known_at) AS last
                FROM console.item
                WHERE workspace_id = :workspace AND known_at >= :remembered
                GROUP BY 1, 2)
            SELECT source, max(last) < :silence AS silent
            FROM day CROSS JOIN unnest(sources) AS source
            GROUP BY source HAVING count(DISTINCT day) >= 3
            ORDER BY source
            """;

    private static final Duration OLD_MODEL = Duration.ofDays(90);
    private static final Duration LATELY = Duration.ofDays(30);
    private static final Duration SILENCE = Duration.ofDays(7);
    private static final Duration REMEMBERED = Duration.ofDays(60);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int RISE = 20;
    private static final int NAMES_TOLD = 3;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Database database;
    private final ShownModels models;
    private final WorkList list;
    private final Currencies currencies;
    private final Clock clock;

    Overviews(
            Database database,
            ShownModels models,
            WorkList list,
            Currencies currencies,
            Clock clock) {
        this.database = database;
        this.models = models;
        this.list = list;
        this.currencies = currencies;
        this.clock = clock;
    }

    /// @param caller sees what they may
    /// @param zone whose calendar the days are of
    Overview of(Caller caller, int days, ZoneId zone) {
        return database.within(
                caller.workspace(), () -> new Computing(caller, days, zone, clock.instant()).all());
    }

    /// One overview in the making.
    private final class Computing {
        private final Caller caller;
        private final WorkspaceId workspace;
        private final int days;
        private final ZoneId zone;
        private final Instant now;
        private final Instant from;
        private final ShownModel shown;
        private final String currency;

        Computing(Caller caller, int days, ZoneId zone, Instant now) {
            this.caller = caller;
            this.workspace = caller.workspace();
            this.days = days;
            this.zone = zone;
            this.now = now;
            this.from = now.minus(Duration.ofDays(days));
            this.shown = models.read(workspace);
            this.currency = currencies.of(workspace);
        }

        Overview all() {
            Figure created = figure(CREATED);
            Figure won = figure(WON);
            Revenue revenue = revenue();
            return new Overview(
                    now,
                    days,
                    new Figures(created, figure(QUALIFIED), won, revenue),
                    list.counts(workspace, Parameters.ofLink(OPEN, caller)).byGrade(),
                    perDay(),
                    attention(),
                    changes(created, won, revenue),
                    ranked());
        }

        private Figure figure(String statement) {
            return windows(statement)
                    .query((row, number) -> new Figure(row.getLong("now"), row.getLong("before")))
                    .single();
        }

        private Revenue revenue() {
            return windows(REVENUE)
                    .param("currency", currency)
                    .query(
                            (row, number) ->
                                    new Revenue(
                                            amount(row.getBigDecimal("now"), currency),
                                            amount(row.getBigDecimal("before"), currency),
                                            row.getLong("left_out")))
                    .single();
        }

        /// The first day counts from the hour at which the figures begin, so that the days add up
        /// to them.
        private List<Day> perDay() {
            LocalDate first = from.atZone(zone).toLocalDate();
            List<Instant> starts =
                    first.datesUntil(now.atZone(zone).toLocalDate().plusDays(1))
                            .map(day -> day.atStartOfDay(zone).toInstant())
                            .map(start -> start.isBefore(from) ? from : start)
                            .toList();
            return sql(PER_DAY)
                    .param("starts", starts.stream().map(Instant::toString).toArray(String[]::new))
                    .param("days", starts.size())
                    .param("currency", currency)
                    .param("from", at(from))
                    .param("until", at(now))
                    .query(
                            (row, number) ->
                                    new Day(
                                            first.plusDays(number).toString(),
                                            row.getLong("created"),
                                            row.getLong("qualified"),
                                            row.getLong("converted"),
                                            inCents(row.getBigDecimal("worth"))))
                    .list();
        }

        private List<Attention> attention() {
            var attention = new ArrayList<Attention>();
            if (caller.may(Permission.REJECTED_READ)) {
                long rejected = counted(sql(REJECTED));
                add(
                        "rejected",
                        rejected,
                        plural(rejected, "record", "records") + " could not be taken",
                        "/system/rejected",
                        attention);
            }
            long free = count(HOT_FREE);
            add(
                    "hot-free",
                    free,
                    plural(free, "open lead", "open leads") + " of grade A without an owner",
                    HOT_FREE,
                    attention);
            long waiting = count(HOT_WAITING);
            add(
                    "hot-waiting",
                    waiting,
                    plural(waiting, "lead", "leads")
                            + " of grade A with an owner, and not contacted for two days",
                    HOT_WAITING,
                    attention);
            addSilentSources(attention);
            addModel(attention);
            return attention;
        }

        private void addSilentSources(List<Attention> attention) {
            if (!caller.may(Permission.SOURCES_READ)) {
                return;
            }
            List<String> silent =
                    sql(SOURCES)
                            .param("silence", at(now.minus(SILENCE)))
                            .param("remembered", at(now.minus(REMEMBERED)))
                            .query(
                                    (row, number) ->
                                            row.getBoolean("silent") ? row.getString("source") : "")
                            .list()
                            .stream()
                            .filter(source -> !source.isEmpty())
                            .toList();
            String names =
                    String.join(", ", silent.stream().limit(NAMES_TOLD).toList())
                            + (silent.size() > NAMES_TOLD ? " and others" : "");
            add(
                    "silent-source",
                    silent.size(),
                    "Nothing came for a week from " + names,
                    "/settings/sources",
                    attention);
        }

        private void addModel(List<Attention> attention) {
            if (!caller.may(Permission.MODELS_READ)) {
                return;
            }
            if (shown.model().isRules()) {
                boolean leads = sql(ALL).query((row, number) -> row.getBoolean(1)).single();
                add(
                        "no-model",
                        leads ? 1 : 0,
                        "No model yet: leads are ranked by rules",
                        "/models",
                        attention);
                return;
            }
            List<Long> tenths = tenths();
            add(
                    "drift",
                    Drift.isSeenIn(tenths) ? tenths.stream().mapToLong(Long::longValue).sum() : 0,
                    "The leads of the last %d days are unlike those that the model learnt from"
                            .formatted(LATELY.toDays()),
                    "/models",
                    attention);
            if (shown.promotedAt().isBefore(now.minus(OLD_MODEL))) {
                add(
                        "old-model",
                        Duration.between(shown.promotedAt(), now).toDays(),
                        "The model is of %s, and the market may have changed since"
                                .formatted(date(shown.promotedAt())),
                        "/models",
                        attention);
            }
        }

        private List<Long> tenths() {
            return sql(TENTHS)
                    .param("from", at(now.minus(LATELY)))
                    .param("until", at(now))
                    .query((row, number) -> row.getLong("leads"))
                    .list();
        }

        private List<Change> changes(Figure created, Figure won, Revenue revenue) {
            var changes = new ArrayList<Change>();
            String span = days == 1 ? "the last day" : "the last %d days".formatted(days);
            if (created.now() > 0) {
                String link = "/leads?created=%dd&sort=created".formatted(days);
                long hot = count(link + "&grade=A&outcome=open");
                changes.add(
                        new Change(
                                "%s came in over %s, %s of grade A"
                                        .formatted(
                                                plural(created.now(), "lead", "leads"),
                                                span,
                                                hot == 0 ? "none" : number(hot)),
                                link));
            }
            if (won.now() > 0) {
                changes.add(
                        new Change(
                                "%s in %s%s"
                                        .formatted(
                                                plural(won.now(), "lead was won", "leads were won"),
                                                span,
                                                revenue.now().amount().signum() == 0
                                                        ? ""
                                                        : worth(revenue.now())),
                                "/leads?outcome=won&closed=%dd&sort=changed".formatted(days)));
            }
            if (!shown.model().isRules() && shown.promotedAt().isAfter(from)) {
                changes.add(
                        new Change(
                                "Since %s leads are ranked by another model"
                                        .formatted(date(shown.promotedAt())),
                                "/models"));
            }
            addRisen(changes);
            return changes;
        }

        /// Where the model was another one a day ago, every score is another one.
        private void addRisen(List<Change> changes) {
            Instant dayAgo = now.minus(DAY);
            if (shown.promotedAt().isAfter(dayAgo)) {
                return;
            }
            long risen = count(RISEN);
            if (risen > 0) {
                changes.add(
                        new Change(
                                "%s by %d points or more since yesterday"
                                        .formatted(
                                                plural(risen, "open lead rose", "open leads rose"),
                                                RISE),
                                RISEN));
            }
        }

        private Ranked ranked() {
            return shown.model().isRules()
                    ? new Ranked(
                            Optional.empty(),
                            true,
                            Optional.empty(),
                            "Leads are ranked by rules until there is a model")
                    : new Ranked(
                            Optional.of(shown.model().value()),
                            false,
                            Optional.of(shown.promotedAt()),
                            "Leads are ranked by a model, since " + date(shown.promotedAt()));
        }

        private String date(Instant instant) {
            return DATE.format(instant.atZone(zone));
        }

        /// Leads of the list that a link opens.
        private long count(String link) {
            return list.counts(workspace, Parameters.ofLink(link, caller)).total();
        }

        private JdbcClient.StatementSpec windows(String statement) {
            return sql(statement)
                    .param("from", at(from))
                    .param("before", at(from.minus(Duration.ofDays(days))))
                    .param("until", at(now));
        }

        private JdbcClient.StatementSpec sql(String statement) {
            return database.sql().sql(statement).param("workspace", workspace.value());
        }
    }

    private static long counted(JdbcClient.StatementSpec statement) {
        return statement.query((row, number) -> row.getLong(1)).single();
    }

    private static void add(
            String kind, long count, String words, String link, List<Attention> attention) {
        if (count > 0) {
            attention.add(new Attention(kind, count, words, link));
        }
    }

    private static String worth(Amount amount) {
        return String.format(
                Locale.ENGLISH, ", worth %,.0f %s", amount.amount(), amount.currency());
    }

    private static String plural(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    private static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    private static Amount amount(BigDecimal amount, String currency) {
        return new Amount(inCents(amount), currency);
    }

    private static BigDecimal inCents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
