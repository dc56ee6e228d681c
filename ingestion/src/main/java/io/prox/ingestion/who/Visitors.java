package io.prox.ingestion.who;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.who.Hands.Link;
import io.prox.platform.database.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of devices and of whose they were. All methods work within the running transaction,
/// which has named the workspace.
final class Visitors {
    /// Locks them as it goes, in their order, so that two transactions never wait for one another.
    private static final String MEET =
            """
            INSERT INTO ingestion.visitor AS stored (workspace_id, visitor, first_at, last_at)
            SELECT :workspace, visitor, at, at
            FROM unnest(:visitors::text[], :times::timestamptz[]) AS new (visitor, at)
            ORDER BY visitor
            ON CONFLICT (workspace_id, visitor) DO UPDATE SET
                first_at = least(stored.first_at, excluded.first_at),
                last_at = greatest(stored.last_at, excluded.last_at)
            """;

    private static final String LOCK =
            """
            SELECT visitor FROM ingestion.visitor
            WHERE workspace_id = :workspace AND visitor = ANY (:visitors)
            ORDER BY visitor FOR UPDATE
            """;

    private static final String LINK =
            """
            INSERT INTO ingestion.visitor_link (workspace_id, visitor, person, at)
            SELECT :workspace, visitor, person, at
            FROM unnest(:visitors::text[], :persons::text[], :times::timestamptz[])
                AS new (visitor, person, at)
            ON CONFLICT DO NOTHING
            RETURNING visitor, person, at
            """;
    private static final String LINKS =
            """
            SELECT visitor, person, at FROM ingestion.visitor_link
            WHERE workspace_id = :workspace AND visitor = ANY (:visitors)
            """;
    private static final String LINKED =
            """
            SELECT DISTINCT visitor FROM ingestion.visitor_link
            WHERE workspace_id = :workspace AND person = ANY (:persons)
            """;
    private static final String CLAIM =
            """
            INSERT INTO ingestion.visitor_claim AS stored (workspace_id, visitor, person, first_at,
                last_at)
            SELECT :workspace, visitor, person, min(at), max(at)
            FROM unnest(:visitors::text[], :persons::text[], :times::timestamptz[])
                AS new (visitor, person, at)
            GROUP BY visitor, person ORDER BY visitor, person
            ON CONFLICT (workspace_id, visitor, person) DO UPDATE SET
                first_at = least(stored.first_at, excluded.first_at),
                last_at = greatest(stored.last_at, excluded.last_at)
            """;

    private final Database database;

    Visitors(Database database) {
        this.database = database;
    }

    /// Locks visitors until the transaction ends; those not known yet are made.
    ///
    /// @param seen when each did something
    void meet(WorkspaceId workspace, SortedMap<String, Instant> seen) {
        if (!seen.isEmpty()) {
            sql(MEET, workspace)
                    .param("visitors", seen.keySet().toArray(String[]::new))
                    .param(
                            "times",
                            seen.values().stream().map(Instant::toString).toArray(String[]::new))
                    .update();
        }
    }

    /// Keeps links.
    ///
    /// @return those that were not known
    List<Link> link(WorkspaceId workspace, Collection<Link> links) {
        return links.isEmpty()
                ? List.of()
                : linking(LINK, workspace, links)
                        .query(
                                (row, number) ->
                                        new Link(
                                                row.getString("visitor"),
                                                row.getString("person"),
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant()))
                        .list();
    }

    /// Keeps what nothing proves.
    void claim(WorkspaceId workspace, Collection<Link> claims) {
        if (!claims.isEmpty()) {
            linking(CLAIM, workspace, claims).update();
        }
    }

    private JdbcClient.StatementSpec linking(
            String statement, WorkspaceId workspace, Collection<Link> links) {
        return sql(statement, workspace)
                .param("visitors", links.stream().map(Link::visitor).toArray(String[]::new))
                .param("persons", links.stream().map(Link::person).toArray(String[]::new))
                .param(
                        "times",
                        links.stream().map(link -> link.at().toString()).toArray(String[]::new));
    }

    /// What is proven of visitors, by visitor.
    Map<String, List<Link>> links(WorkspaceId workspace, Collection<String> visitors) {
        Map<String, List<Link>> links = new HashMap<>();
        if (!visitors.isEmpty()) {
            sql(LINKS, workspace)
                    .param("visitors", visitors.toArray(String[]::new))
                    .query(
                            row -> {
                                var link =
                                        new Link(
                                                row.getString("visitor"),
                                                row.getString("person"),
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant());
                                links.computeIfAbsent(link.visitor(), first -> new ArrayList<>())
                                        .add(link);
                            });
        }
        return links;
    }

    /// Persons, and the visitors that were in their hands, straight or by another id of theirs.
    Set<String> behind(WorkspaceId workspace, Collection<String> persons) {
        Set<String> all = new HashSet<>(persons);
        Set<String> next = Set.copyOf(persons);
        while (!next.isEmpty()) {
            next = linked(workspace, next);
            next.removeAll(all);
            all.addAll(next);
        }
        return all;
    }

    /// Locks visitors that are known until the transaction ends.
    void lock(WorkspaceId workspace, Collection<String> visitors) {
        sql(LOCK, workspace)
                .param("visitors", visitors.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// The visitors that were at some time in the hands of persons.
    private Set<String> linked(WorkspaceId workspace, Collection<String> persons) {
        return persons.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        sql(LINKED, workspace)
                                .param("persons", persons.toArray(String[]::new))
                                .query((row, number) -> row.getString("visitor"))
                                .list());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
