package io.prox.console.work.list;

import io.prox.console.work.Grades;
import io.prox.console.work.Grades.Grade;
import io.prox.console.work.Status;
import io.prox.console.work.folding.Tokens;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.WorkspaceId;
import io.prox.features.normal.SearchTerm;
import io.prox.features.normal.SearchTerms;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A [WorkFilter] as the condition of a statement: fixed texts, put together as they are needed,
/// since a statement that asks for little is planned better than one that asks for everything that
/// may be empty; values are parameters, always.
final class Conditions {
    /// The rows of the shown model. Named within the statement, which so sees rows and model as of
    /// one instant.
    private static final String SHOWN =
            """
            ranked.workspace_id = :workspace AND ranked.model =
            """
                    + ShownModels.SHOWN;

    private static final String QUALIFIED_SINCE =
            """
            ranked.lead_id IN (
                SELECT lead_id FROM console.work
                WHERE workspace_id = :workspace AND qualified_at BETWEEN :qualifiedFrom AND :now)
            """;

    private static final String CLOSED_SINCE =
            """
            ranked.lead_id IN (
                SELECT lead_id FROM console.item
                WHERE workspace_id = :workspace AND outcome_at BETWEEN :closedFrom AND :now)
            """;

    private static final String WAITING =
            """
            ranked.owner <> '' AND ranked.status IN ('claimed', 'qualified')
            AND ranked.outcome = 'open' AND ranked.lead_id IN (
                SELECT lead_id FROM console.work
                WHERE workspace_id = :workspace AND owner IS NOT NULL
                    AND coalesce(status_at, changed_at) < :waitingFrom)
            """;

    /// Under the shown model now and then, so that nothing rises by a change of the model. Most
    /// leads had no other score lately, and are not looked up.
    private static final String RISEN =
            """
            ranked.lead_id IN (
                SELECT lead_id FROM console.earlier_score
                WHERE workspace_id = :workspace AND computed_at <= :yesterday)
            AND ranked.score >= :points + (
                SELECT past.score FROM console.earlier_score AS past
                WHERE past.workspace_id = :workspace AND past.lead_id = ranked.lead_id
                    AND past.computed_at <= :yesterday
                    AND past.model =
            """
                    + ShownModels.SHOWN
                    + """
                ORDER BY past.computed_at DESC, past.entry DESC LIMIT 1)
            """;

    private static final Duration DAY = Duration.ofDays(1);

    private static final Pattern DOMAIN =
            Pattern.compile("(?:https?://)?(?:www\\.)?@?([a-z0-9][a-z0-9.-]*)/?");

    /// Sorts after all that a domain may go on with.
    private static final String HIGHEST = "\uFFFF";

    private static final String ROWS = "SELECT * FROM console.ranked WHERE ";

    private static final String OF_COMPANY =
            """
            (ranked.company >= :companyFrom AND ranked.company < :companyTo AND ranked.company <> '')
            """;

    private final StringBuilder sql = new StringBuilder(SHOWN);

    /// Ways by which a lead may be found: any of them.
    private final List<String> ways = new ArrayList<>();

    private final Map<String, Object> parameters = new HashMap<>();

    private Conditions(WorkspaceId workspace) {
        parameters.put("workspace", workspace.value());
    }

    static Conditions of(
            WorkspaceId workspace, WorkFilter filter, Grades grades, Instant now, Sealing sealing) {
        var conditions = new Conditions(workspace);
        conditions.addGrades(filter.grades(), grades);
        conditions.addAny(
                "ranked.status",
                "statuses",
                filter.statuses().stream().map(Status::word).toArray(String[]::new));
        conditions.addAny("ranked.owner", "owners", filter.owners().toArray(String[]::new));
        conditions.addAny("ranked.company", "companies", filter.companies().toArray(String[]::new));
        conditions.addAny("ranked.country", "countries", filter.countries().toArray(String[]::new));
        conditions.addAny("ranked.outcome", "outcomes", filter.outcomes().toArray(String[]::new));
        if (!filter.sources().isEmpty()) {
            conditions.add(
                    "ranked.sources && CAST(:sources AS text[])",
                    "sources",
                    filter.sources().toArray(String[]::new));
        }
        conditions.addTimes(filter, now);
        if (filter.words().isEmpty()) {
            conditions.ways.add("true");
        } else {
            conditions.addSearch(
                    filter.words(),
                    filter.persons() ? SearchTerms.ofQuery(filter.words()) : List.of(),
                    () -> sealing.keys(workspace).index());
        }
        return conditions;
    }

    /// The rows that meet the conditions, as a statement of its own. What is found in several ways
    /// is looked up way by way, each in the index that serves it, without what the ones before
    /// found.
    String rows() {
        var parts = new ArrayList<String>();
        for (int way = 0; way < ways.size(); way++) {
            var part = new StringBuilder(ROWS).append(sql).append(" AND ").append(ways.get(way));
            ways.subList(0, way).forEach(before -> part.append(" AND NOT ").append(before));
            parts.add(part.toString());
        }
        return String.join(" UNION ALL ", parts);
    }

    /// The first rows that meet the conditions, and some more where there are several ways.
    ///
    /// @param first what makes them the first: a condition, an order, a limit
    String rows(String first) {
        return ways.stream()
                .map(way -> "(" + ROWS + sql + " AND " + way + first + ")")
                .collect(Collectors.joining(" UNION "));
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        return statement.params(parameters);
    }

    private void add(String condition, String name, Object value) {
        sql.append(" AND ").append(condition);
        parameters.put(name, value);
    }

    /// @param column one of ours, never a caller's
    private void addAny(String column, String name, String[] values) {
        if (values.length == 1) {
            add(column + " = :" + name, name, values[0]);
        } else if (values.length > 1) {
            add(column + " = ANY (:" + name + ")", name, values);
        }
    }

    private void addTimes(WorkFilter filter, Instant now) {
        filter.created()
                .ifPresent(
                        age ->
                                addSince(
                                        "ranked.created_at BETWEEN :createdFrom AND :now",
                                        "createdFrom",
                                        age,
                                        now));
        filter.qualified().ifPresent(age -> addSince(QUALIFIED_SINCE, "qualifiedFrom", age, now));
        filter.closed().ifPresent(age -> addSince(CLOSED_SINCE, "closedFrom", age, now));
        filter.waiting().ifPresent(age -> add(WAITING, "waitingFrom", at(now.minus(age))));
        filter.risen()
                .ifPresent(
                        points -> {
                            add(RISEN, "points", points);
                            parameters.put("yesterday", at(now.minus(DAY)));
                        });
    }

    private void addSince(String condition, String name, Duration age, Instant now) {
        add(condition, name, at(now.minus(age)));
        parameters.put("now", at(now));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void addGrades(Set<Grade> wanted, Grades grades) {
        var ranges = new ArrayList<String>();
        for (Grade grade : wanted) {
            String low = "low" + ranges.size();
            String high = "high" + ranges.size();
            ranges.add("ranked.score BETWEEN :" + low + " AND :" + high);
            parameters.put(low, grades.lowest(grade));
            parameters.put(high, grades.highest(grade));
        }
        if (!ranges.isEmpty()) {
            sql.append(" AND (").append(String.join(" OR ", ranges)).append(')');
        }
    }

    /// @param readings of the words as something that tells who a person is; none for those who may
    ///   not know that: to be told which lead it is would be to be told who the lead is
    private void addSearch(
            String words, List<SortedSet<SearchTerm>> readings, Supplier<BlindIndex> index) {
        var singles = new ArrayList<String>();
        var persons = new ArrayList<String>();
        for (SortedSet<SearchTerm> reading : readings) {
            List<String> tokens =
                    reading.stream()
                            .map(term -> index.get().token(term.field(), term.value()))
                            .flatMap(token -> Tokens.parse(token).stream())
                            .map(UUID::toString)
                            .toList();
            if (tokens.size() == 1) {
                singles.addAll(tokens);
            } else if (tokens.size() > 1) {
                String name = "tokens" + persons.size();
                persons.add(
                        """
                        SELECT lead_id FROM console.item_token
                        WHERE workspace_id = :workspace AND token = ANY (CAST(:%1$s AS uuid[]))
                        GROUP BY lead_id HAVING count(*) = cardinality(CAST(:%1$s AS uuid[]))
                        """
                                .formatted(name));
                parameters.put(name, tokens.toArray(String[]::new));
            }
        }
        if (!singles.isEmpty()) {
            persons.add(
                    """
                    SELECT lead_id FROM console.item_token
                    WHERE workspace_id = :workspace AND token = ANY (CAST(:token AS uuid[]))
                    """);
            parameters.put("token", singles.toArray(String[]::new));
        }
        if (!persons.isEmpty()) {
            ways.add("ranked.lead_id IN (" + String.join(" UNION ALL ", persons) + ")");
        }
        domain(words)
                .ifPresent(
                        beginning -> {
                            ways.add(OF_COMPANY);
                            parameters.put("companyFrom", beginning);
                            parameters.put("companyTo", beginning + HIGHEST);
                        });
        if (ways.isEmpty()) {
            ways.add("false");
        }
    }

    /// The beginning of a company's domain that someone may mean.
    private static Optional<String> domain(String words) {
        var domain = DOMAIN.matcher(words.toLowerCase(Locale.ROOT));
        return domain.matches() ? Optional.of(domain.group(1)) : Optional.empty();
    }
}
