package io.prox.console.work.overview;

import io.prox.console.work.overview.Account.Point;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Companies, of which leads are known.
final class Accounts {
    private static final String GROUPED =
            """
            SELECT company, count(*) AS leads, max(score) AS best,
                coalesce(round(avg(score) FILTER (WHERE score >= 0), 1), -1) AS mean,
                coalesce(min(fit), 'none') AS fit,
                count(*) FILTER (WHERE outcome = 'won') AS won,
                count(*) FILTER (WHERE outcome = 'lost') AS lost,
                count(*) FILTER (WHERE outcome = 'open') AS open, max(changed_at) AS changed
            FROM console.ranked
            WHERE workspace_id = :workspace AND company <> '' AND model =
            """
                    + ShownModels.SHOWN;

    private static final String PAGE =
            "WITH account AS ("
                    + GROUPED
                    + """
                     AND company >= :from AND company < :to
                    GROUP BY company),
                    page AS (SELECT * FROM account WHERE
                    """;

    private static final String WITH_BEST =
            """
             SELECT page.*, first.lead_id AS best_lead FROM page
            CROSS JOIN LATERAL (
                SELECT lead_id FROM console.ranked
                WHERE workspace_id = :workspace AND company = page.company AND model =
            """
                    + ShownModels.SHOWN
                    + """
                ORDER BY score DESC, lead_id DESC LIMIT 1) AS first
            """;

    private static final String ONE =
            "WITH page AS (" + GROUPED + " AND company = :company GROUP BY company)" + WITH_BEST;

    /// Sorts after all fits.
    private static final String NO_FIT = "none";

    /// Sorts after all that a domain may go on with.
    private static final String HIGHEST = "\uFFFF";

    private final Database database;
    private final Trends trends;

    Accounts(Database database, Trends trends) {
        this.database = database;
        this.trends = trends;
    }

    /// What accounts are compared by; then by name.
    enum By {
        SCORE("score", "best"),
        MEAN("mean", "mean"),
        FIT("fit", "fit"),
        LEADS("leads", "leads"),
        OPEN("open", "open"),
        WON("won", "won"),
        LOST("lost", "lost"),
        CHANGED("changed", "changed"),
        NAME("name", "company");

        private final String word;
        private final String column;

        By(String word, String column) {
            this.word = word;
            this.column = column;
        }
    }

    /// @param by what accounts are compared by: the highest or latest first, names and fits by the
    ///   alphabet, which has the best fit first
    /// @param turned whether the end comes first
    record Sort(By by, boolean turned) {
        static Optional<Sort> of(String word) {
            boolean turned = word.startsWith("-");
            String by = turned ? word.substring(1) : word;
            return Arrays.stream(By.values())
                    .filter(known -> known.word.equals(by))
                    .map(known -> new Sort(known, turned))
                    .findFirst();
        }

        String word() {
            return (turned ? "-" : "") + by.word;
        }

        static String words() {
            return String.join(
                    ", ",
                    Arrays.stream(By.values())
                            .flatMap(by -> List.of(by.word, "-" + by.word).stream())
                            .toList());
        }

        private boolean falls() {
            return turned == (by == By.NAME || by == By.FIT);
        }

        private String order() {
            String direction = falls() ? "DESC" : "ASC";
            return " ORDER BY " + by.column + " " + direction + ", company " + direction;
        }

        private String after() {
            return " (%s, company) %s (:afterKey, :afterCompany)"
                    .formatted(by.column, falls() ? "<" : ">");
        }
    }

    /// Where a page ended.
    record Position(String key, String company) {}

    List<Account> page(
            WorkspaceId workspace,
            String beginning,
            Sort sort,
            Optional<Position> after,
            int limit) {
        String statement =
                PAGE
                        + after.map(position -> sort.after()).orElse(" true")
                        + sort.order()
                        + " LIMIT :limit)"
                        + WITH_BEST
                        + sort.order();
        return database.within(
                workspace,
                () -> {
                    JdbcClient.StatementSpec page =
                            sql(statement, workspace)
                                    .param("from", beginning)
                                    .param("to", beginning + HIGHEST)
                                    .param("limit", limit);
                    if (after.isPresent()) {
                        page =
                                page.param("afterKey", value(sort.by(), after.get().key()))
                                        .param("afterCompany", after.get().company());
                    }
                    return withTrends(workspace, page.query((row, number) -> account(row)).list());
                });
    }

    private List<Account> withTrends(WorkspaceId workspace, List<Account> accounts) {
        if (accounts.isEmpty()) {
            return accounts;
        }
        Map<String, List<Point>> lines =
                trends.of(workspace, accounts.stream().map(Account::company).toList());
        return accounts.stream()
                .map(account -> account.with(lines.getOrDefault(account.company(), List.of())))
                .toList();
    }

    Optional<Account> find(WorkspaceId workspace, String company) {
        return database.within(
                workspace,
                () ->
                        withTrends(
                                        workspace,
                                        sql(ONE, workspace)
                                                .param("company", company)
                                                .query((row, number) -> account(row))
                                                .list())
                                .stream()
                                .findFirst());
    }

    /// What of an account a page is sorted by.
    static String key(By by, Account account) {
        return switch (by) {
            case SCORE -> Integer.toString(account.best().map(Account.Best::score).orElse(-1));
            case MEAN -> Double.toString(account.meanScore().orElse(-1.0));
            case FIT -> account.fit().orElse(NO_FIT);
            case LEADS -> Long.toString(account.leads());
            case OPEN -> Long.toString(account.open());
            case WON -> Long.toString(account.won());
            case LOST -> Long.toString(account.lost());
            case CHANGED -> account.lastChangedAt().toString();
            case NAME -> account.company();
        };
    }

    /// What a statement compares with.
    static Object value(By by, String key) {
        return switch (by) {
            case SCORE, LEADS, OPEN, WON, LOST -> Long.parseLong(key);
            case MEAN -> new BigDecimal(key);
            case CHANGED -> Instant.parse(key).atOffset(ZoneOffset.UTC);
            case FIT, NAME -> key;
        };
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static Account account(ResultSet row) throws SQLException {
        int best = row.getInt("best");
        double mean = row.getDouble("mean");
        return new Account(
                row.getString("company"),
                row.getLong("leads"),
                best < 0
                        ? Optional.empty()
                        : Optional.of(
                                new Account.Best(new LeadId(row.getString("best_lead")), best)),
                mean < 0 ? Optional.empty() : Optional.of(mean),
                Optional.of(row.getString("fit")).filter(fit -> !fit.equals(NO_FIT)),
                row.getLong("won"),
                row.getLong("lost"),
                row.getLong("open"),
                row.getObject("changed", OffsetDateTime.class).toInstant(),
                List.of());
    }
}
