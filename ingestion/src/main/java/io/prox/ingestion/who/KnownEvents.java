package io.prox.ingestion.who;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The events that were taken, by which one that comes again is known. All methods but the last
/// work within the running transaction, which has named the workspace.
final class KnownEvents {
    /// In their order, so that two transactions never wait for one another.
    private static final String ADD =
            """
            INSERT INTO ingestion.known_event (workspace_id, event, content, known_on)
            SELECT :workspace, event, content, :day
            FROM unnest(:events::bytea[], :contents::bytea[]) AS new (event, content)
            ORDER BY event
            ON CONFLICT DO NOTHING
            RETURNING event
            """;

    private static final String READ =
            """
            SELECT event, content FROM ingestion.known_event
            WHERE workspace_id = :workspace AND event = ANY (:events::bytea[])
            """;
    private static final String FORGET =
            """
            DELETE FROM ingestion.known_event
            WHERE workspace_id = :workspace AND event = ANY (:events::bytea[])
            """;
    private static final String LET_GO =
            """
            DELETE FROM ingestion.known_event
            WHERE workspace_id = :workspace AND event IN (
                SELECT event FROM ingestion.known_event
                WHERE workspace_id = :workspace AND known_on < :day LIMIT :limit)
            """;

    private static final int AT_ONCE = 10_000;

    private final Database database;

    KnownEvents(Database database) {
        this.database = database;
    }

    /// What is said of an event that came.
    enum Standing {
        NEW,
        /// It came before, and said the same.
        REPEATED,
        /// One of the same name came before, and said something else.
        CONFLICT
    }

    /// Adds events that are not known.
    ///
    /// @param contents hashes of what each event says, by that of its name, both in hexadecimal
    Map<String, Standing> add(WorkspaceId workspace, Map<String, String> contents, LocalDate day) {
        Map<String, Standing> standing = new HashMap<>();
        if (contents.isEmpty()) {
            return standing;
        }
        var sorted = new TreeMap<>(contents);
        database.sql()
                .sql(ADD)
                .param("workspace", workspace.value())
                .param("events", bytes(sorted.keySet()))
                .param("contents", bytes(sorted.values()))
                .param("day", day)
                .query((row, number) -> HexFormat.of().formatHex(row.getBytes("event")))
                .list()
                .forEach(event -> standing.put(event, Standing.NEW));
        List<String> others =
                sorted.keySet().stream().filter(event -> !standing.containsKey(event)).toList();
        content(workspace, others)
                .forEach(
                        (event, content) ->
                                standing.put(
                                        event,
                                        content.equals(contents.get(event))
                                                ? Standing.REPEATED
                                                : Standing.CONFLICT));
        return standing;
    }

    private Map<String, String> content(WorkspaceId workspace, List<String> events) {
        Map<String, String> contents = new LinkedHashMap<>();
        if (!events.isEmpty()) {
            database.sql()
                    .sql(READ)
                    .param("workspace", workspace.value())
                    .param("events", bytes(events))
                    .query(
                            row -> {
                                contents.put(
                                        HexFormat.of().formatHex(row.getBytes("event")),
                                        HexFormat.of().formatHex(row.getBytes("content")));
                            });
        }
        return contents;
    }

    /// Forgets events that were not taken after all, so that they may come again.
    void forget(WorkspaceId workspace, Collection<String> events) {
        if (!events.isEmpty()) {
            database.sql()
                    .sql(FORGET)
                    .param("workspace", workspace.value())
                    .param("events", bytes(events))
                    .update();
        }
    }

    /// Lets go of what was known before a day; in transactions of its own.
    void letGo(WorkspaceId workspace, LocalDate day) {
        int gone;
        do {
            gone =
                    database.within(
                            workspace,
                            () ->
                                    database.sql()
                                            .sql(LET_GO)
                                            .param("workspace", workspace.value())
                                            .param("day", day)
                                            .param("limit", AT_ONCE)
                                            .update());
        } while (gone == AT_ONCE);
    }

    private static byte[][] bytes(Collection<String> hexadecimal) {
        return hexadecimal.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }
}
