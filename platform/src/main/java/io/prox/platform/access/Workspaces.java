package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The workspaces of an installation.
public final class Workspaces {
    private static final String LIST =
            "INSERT INTO platform.workspace_directory (workspace_id) VALUES (:workspace)";
    private static final String MAKE =
            """
            INSERT INTO platform.workspace (workspace_id, name, demo, created_at)
            VALUES (:workspace, :name, :demo, :at)
            """;
    private static final String ALL =
            "SELECT workspace_id FROM platform.workspace_directory ORDER BY workspace_id";
    private static final String FIND =
            """
            SELECT workspace_id, name, demo, created_at FROM platform.workspace
            WHERE workspace_id = :workspace
            """;
    private static final String RENAME =
            "UPDATE platform.workspace SET name = :name WHERE workspace_id = :workspace";

    private final Database database;
    private final Sealing sealing;
    private final Identifiers identifiers;
    private final Clock clock;

    public Workspaces(Database database, Sealing sealing, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// @param demo whether what is in it is made up
    public Workspace make(String name, boolean demo) {
        var id = new WorkspaceId(identifiers.next(WorkspaceId.PREFIX));
        return database.within(
                id,
                () -> {
                    database.sql().sql(LIST).param("workspace", id.value()).update();
                    database.sql()
                            .sql(MAKE)
                            .param("workspace", id.value())
                            .param("name", name)
                            .param("demo", demo)
                            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    sealing.makeKeys(id);
                    return find(id).orElseThrow();
                });
    }

    /// All of them, for work that goes round.
    public List<WorkspaceId> all() {
        return database.sql()
                .sql(ALL)
                .query((row, number) -> new WorkspaceId(row.getString("workspace_id")))
                .list();
    }

    public Optional<Workspace> find(WorkspaceId id) {
        return database.within(
                id,
                () ->
                        database.sql()
                                .sql(FIND)
                                .param("workspace", id.value())
                                .query(
                                        (row, number) ->
                                                new Workspace(
                                                        id,
                                                        row.getString("name"),
                                                        row.getBoolean("demo"),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .optional());
    }

    public void rename(WorkspaceId id, String name) {
        database.within(
                id,
                () -> {
                    database.sql()
                            .sql(RENAME)
                            .param("name", name)
                            .param("workspace", id.value())
                            .update();
                });
    }

    /// @param demo whether what is in it is made up
    public record Workspace(WorkspaceId id, String name, boolean demo, Instant createdAt) {}
}
