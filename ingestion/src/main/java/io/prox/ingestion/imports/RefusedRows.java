package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.imports.Counts.RefusedRow;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.DataKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows that a trial or a run refused, those of a chunk together, sealed with the key of what is
/// kept of their import.
final class RefusedRows {
    private static final String WRITE =
            """
            INSERT INTO ingestion.import_refused (workspace_id, import_id, position, sealed)
            VALUES (:workspace, :import, :position, :sealed)
            ON CONFLICT (workspace_id, import_id, position) DO UPDATE SET sealed = excluded.sealed
            """;
    private static final String CLEAR =
            """
            DELETE FROM ingestion.import_refused
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final String NEXT =
            """
            SELECT position, sealed FROM ingestion.import_refused
            WHERE workspace_id = :workspace AND import_id = :import AND position > :after
            ORDER BY position LIMIT 1
            """;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<RefusedRow>> ROWS = new TypeReference<>() {};

    private final Database database;
    private final Imports imports;

    RefusedRows(Database database, Imports imports) {
        this.database = database;
        this.imports = imports;
    }

    /// Lets go of those of a trial, before another, or the run, finds its own.
    void clear(WorkspaceId workspace, String id) {
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(CLEAR)
                                .param("workspace", workspace.value())
                                .param("import", id)
                                .update());
    }

    /// Keeps rows, within the running transaction where there is one.
    ///
    /// @param position of their chunk
    void keep(WorkspaceId workspace, String id, long position, List<RefusedRow> rows, DataKey key) {
        if (rows.isEmpty()) {
            return;
        }
        byte[] sealed = key.seal(use(position), JSON.writeValueAsBytes(rows));
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(WRITE)
                                .param("workspace", workspace.value())
                                .param("import", id)
                                .param("position", position)
                                .param("sealed", sealed)
                                .update());
    }

    /// Tells all of them in the order of the file, a chunk in memory at a time.
    void each(WorkspaceId workspace, String id, Consumer<RefusedRow> consumer) {
        Optional<DataKey> key = imports.keptKey(workspace, id);
        if (key.isEmpty()) {
            return;
        }
        OptionalLong after = OptionalLong.of(-1);
        while (after.isPresent()) {
            after = next(workspace, id, after.getAsLong(), key.get(), consumer);
        }
    }

    private OptionalLong next(
            WorkspaceId workspace,
            String id,
            long after,
            DataKey key,
            Consumer<RefusedRow> consumer) {
        Optional<Map.Entry<Long, byte[]>> next =
                database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(NEXT)
                                        .param("workspace", workspace.value())
                                        .param("import", id)
                                        .param("after", after)
                                        .query(
                                                (row, number) ->
                                                        Map.entry(
                                                                row.getLong("position"),
                                                                row.getBytes("sealed")))
                                        .optional());
        if (next.isEmpty()) {
            return OptionalLong.empty();
        }
        long position = next.get().getKey();
        JSON.readValue(key.open(use(position), next.get().getValue()), ROWS).forEach(consumer);
        return OptionalLong.of(position);
    }

    private static String use(long position) {
        return "refused/" + position;
    }
}
