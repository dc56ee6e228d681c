package io.prox.ingestion.leads;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where leads come from, by name.
public final class Sources {
    private static final String MAKE =
            """
            INSERT INTO ingestion.source (workspace_id, source_id, name, created_at)
            VALUES (:workspace, :source, :name, :at)
            ON CONFLICT (workspace_id, name) DO NOTHING
            """;
    private static final String FIND =
            "SELECT source_id FROM ingestion.source WHERE workspace_id = :workspace AND name = :name";
    private static final String NAMES =
            "SELECT source_id, name FROM ingestion.source WHERE workspace_id = :workspace";

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    public Sources(Database database, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// The identifier of a source, made if it is new.
    public String idOf(WorkspaceId workspace, String name) {
        return database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(MAKE)
                            .param("workspace", workspace.value())
                            .param("source", identifiers.next("source"))
                            .param("name", name)
                            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    return find(workspace, name).orElseThrow();
                });
    }

    /// The identifier of a source that is known by this name.
    Optional<String> find(WorkspaceId workspace, String name) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(FIND)
                                .param("workspace", workspace.value())
                                .param("name", name)
                                .query((row, number) -> row.getString("source_id"))
                                .optional());
    }

    /// Names of all sources by identifier.
    public Map<String, String> names(WorkspaceId workspace) {
        Map<String, String> names = new HashMap<>();
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(NAMES)
                                .param("workspace", workspace.value())
                                .query(
                                        (row, number) ->
                                                Map.entry(
                                                        row.getString("source_id"),
                                                        row.getString("name")))
                                .list()
                                .forEach(source -> names.put(source.getKey(), source.getValue())));
        return names;
    }
}
