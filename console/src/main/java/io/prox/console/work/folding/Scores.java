package io.prox.console.work.folding;

import io.prox.console.work.Rows;
import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.contracts.ScoreFact.ScoreChanged;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of scores. All methods work within the running transaction, which has named the
/// workspace and locked the leads.
final class Scores {
    /// The facts of one statement are of different leads or models.
    private static final String WRITE =
            """
            INSERT INTO console.score AS stored (workspace_id, lead_id, model, entry, computed_at,
                score, probability, low, high, fit, engagement, reasons)
            SELECT :workspace, lead, model, entry, computed_at, score, probability, low, high, fit,
                engagement, reasons
            FROM jsonb_to_recordset(:rows::jsonb) AS new (lead text, model text, entry bigint,
                computed_at timestamptz, score smallint, probability double precision,
                low double precision, high double precision, fit text, engagement smallint,
                reasons jsonb)
            ON CONFLICT (workspace_id, lead_id, model) DO UPDATE
            SET entry = excluded.entry, computed_at = excluded.computed_at, score = excluded.score,
                probability = excluded.probability, low = excluded.low, high = excluded.high,
                fit = excluded.fit, engagement = excluded.engagement, reasons = excluded.reasons
            WHERE excluded.entry > stored.entry
            RETURNING stored.lead_id
            """;

    private static final String REMEMBER =
            """
            INSERT INTO console.earlier_score
                (workspace_id, lead_id, model, entry, computed_at, score)
            SELECT :workspace, lead, model, entry, computed_at, score
            FROM jsonb_to_recordset(:rows::jsonb) AS new (lead text, model text, entry bigint,
                computed_at timestamptz, score smallint)
            ON CONFLICT DO NOTHING
            """;

    /// What is older than a day, and not the last of a day that is among the days told of: no
    /// question leads there. Of what is older than those days the last is kept, since a score
    /// counts until the next one.
    private static final String FORGET =
            """
            DELETE FROM console.earlier_score AS old
            USING (
                SELECT lead_id, model, max(computed_at) - interval '24 hours' AS day_before,
                    date_trunc('day', max(computed_at), 'UTC')
                        - make_interval(hours => 24 * (:days - 1)) AS first_day
                FROM console.earlier_score
                WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
                GROUP BY lead_id, model HAVING count(*) > 1) AS span
            WHERE old.workspace_id = :workspace AND old.lead_id = span.lead_id
                AND old.model = span.model AND old.computed_at < span.day_before
                AND EXISTS (
                    SELECT FROM console.earlier_score AS newer
                    WHERE newer.workspace_id = old.workspace_id AND newer.lead_id = old.lead_id
                        AND newer.model = old.model AND newer.computed_at <= span.day_before
                        AND (newer.computed_at, newer.entry) > (old.computed_at, old.entry)
                        AND (newer.computed_at < span.first_day
                            OR date_trunc('day', newer.computed_at, 'UTC')
                                = date_trunc('day', old.computed_at, 'UTC')))
            """;

    private final Database database;

    Scores(Database database) {
        this.database = database;
    }

    /// Keeps the highest entry of each lead and model, and what is needed of the others.
    ///
    /// @return leads of which a score is another one now
    Set<LeadId> write(WorkspaceId workspace, Collection<ScoreChanged> facts) {
        var newest = new LinkedHashMap<Key, ScoreChanged>();
        var all = new LinkedHashMap<Entry, ScoreChanged>();
        for (ScoreChanged fact : facts) {
            var key = new Key(fact.lead(), fact.model().value());
            newest.merge(key, fact, (one, two) -> one.entry() >= two.entry() ? one : two);
            all.put(new Entry(key, fact.entry()), fact);
        }
        Set<LeadId> changed = new TreeSet<>();
        sql(WRITE, workspace)
                .param("rows", rows(newest.values(), true).json())
                .query((row, number) -> new LeadId(row.getString("lead_id")))
                .list()
                .forEach(changed::add);
        sql(REMEMBER, workspace).param("rows", rows(all.values(), false).json()).update();
        sql(FORGET, workspace)
                .param("days", ScoreFolding.DAYS)
                .param(
                        "leads",
                        newest.keySet().stream()
                                .map(key -> key.lead().value())
                                .distinct()
                                .toArray(String[]::new))
                .update();
        return changed;
    }

    private static Rows rows(Collection<ScoreChanged> facts, boolean whole) {
        var rows = new Rows();
        for (ScoreChanged fact : facts) {
            Rows.Row row =
                    rows.add()
                            .text("lead", fact.lead().value())
                            .text("model", fact.model().value())
                            .number("entry", fact.entry())
                            .time("computed_at", fact.computedAt())
                            .number("score", fact.score());
            if (whole) {
                row.number("probability", fact.chance().map(Chance::probability).orElse(null))
                        .number("low", fact.chance().map(Chance::low).orElse(null))
                        .number("high", fact.chance().map(Chance::high).orElse(null))
                        .text("fit", fact.fit().orElse(null))
                        .number("engagement", fact.engagement().orElse(null))
                        .json("reasons", reasons(fact.reasons()));
            }
        }
        return rows;
    }

    private static List<Map<String, Object>> reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(
                        reason ->
                                Map.<String, Object>of(
                                        "column",
                                        Rows.clean(reason.column()),
                                        "contribution",
                                        reason.contribution(),
                                        "words",
                                        Rows.clean(reason.words())))
                .toList();
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private record Key(LeadId lead, String model) {}

    private record Entry(Key key, long number) {}
}
