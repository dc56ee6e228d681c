package io.prox.console.work.overview;

import io.prox.console.work.folding.ScoreFolding;
import io.prox.console.work.overview.Account.Point;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the best scores of companies went over the last days, today included.
///
/// All points are by the model that is shown now, so that no line rises by a change of the model;
/// it begins with the day on which that model gave its first score. A lead counts with the company
/// that it is of now.
final class Trends {
    /// A score counts from when it was computed until there is another one.
    private static final String BEST =
            """
            WITH scored AS (
                SELECT ranked.company, past.score, past.computed_at AS since,
                    lead(past.computed_at, 1, 'infinity') OVER (
                        PARTITION BY past.lead_id ORDER BY past.computed_at, past.entry) AS until
                FROM console.ranked
                    JOIN console.earlier_score AS past USING (workspace_id, lead_id, model)
                WHERE workspace_id = :workspace AND ranked.company <> ''
                    AND ranked.company = ANY (:companies) AND model =
            """
                    + ShownModels.SHOWN
                    + """
                    )
                    SELECT company, number, max(score) AS best
                    FROM scored JOIN unnest(CAST(:ends AS timestamptz[]))
                        WITH ORDINALITY AS day (ends_at, number)
                        ON since < ends_at AND ends_at <= until
                    GROUP BY company, number ORDER BY company, number
                    """;

    private final Database database;
    private final Clock clock;

    Trends(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Works within the running transaction, which has named the workspace.
    ///
    /// @return the points of each company that has any, oldest first
    Map<String, List<Point>> of(WorkspaceId workspace, Collection<String> companies) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<LocalDate> days =
                today.minusDays(ScoreFolding.DAYS - 1).datesUntil(today.plusDays(1)).toList();
        Map<String, List<Point>> trends = new HashMap<>();
        database.sql()
                .sql(BEST)
                .param("workspace", workspace.value())
                .param("companies", companies.toArray(String[]::new))
                .param(
                        "ends",
                        days.stream()
                                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .query(
                        row -> {
                            trends.computeIfAbsent(
                                            row.getString("company"), none -> new ArrayList<>())
                                    .add(
                                            new Point(
                                                    days.get(row.getInt("number") - 1),
                                                    row.getInt("best")));
                        });
        return trends;
    }
}
