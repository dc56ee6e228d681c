package io.prox.ingestion.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.imports.ImportRow.Phase;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.JobCancelledException;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The table of imports.
///
/// Each has two keys: one for its file, which is destroyed once the rows are in, and one for what
/// is kept of it after that. Imports from before there were two have the first alone, for all.
final class Imports {
    private static final String LOOK = "look";

    /// An upload that was never finished, since its process died, is cleared away after this time.
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private static final String BEGIN =
            """
            INSERT INTO ingestion.import
                (workspace_id, import_id, source_id, file_name, created_by, created_at, phase)
            VALUES (:workspace, :import, :source, :file, :by, :at, 'mapping')
            """;
    private static final String UPLOADED =
            """
            UPDATE ingestion.import
            SET uploaded = true, bytes = :bytes, look = :look, mapping = :mapping::jsonb
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final String DELETE =
            "DELETE FROM ingestion.import WHERE workspace_id = :workspace AND import_id = :import";
    private static final String LEFT_BEHIND =
            """
            SELECT import_id FROM ingestion.import
            WHERE workspace_id = :workspace AND NOT uploaded AND created_at < :before
            """;
    private static final String COLUMNS =
            """
            SELECT import_id, file_name, bytes, source_id, name, created_by, imported.created_at,
                phase, job_id, mapping, checked, result, position, ran, started_at, file_gone_at,
                forgotten_at
            FROM ingestion.import AS imported
                JOIN ingestion.source USING (workspace_id, source_id)
            WHERE workspace_id = :workspace AND uploaded
            """;
    private static final String LOCK =
            """
            SELECT true FROM ingestion.import
            WHERE workspace_id = :workspace AND import_id = :import FOR UPDATE
            """;
    private static final String READ_LOOK =
            """
            SELECT look FROM ingestion.import
            WHERE workspace_id = :workspace AND import_id = :import FOR SHARE
            """;
    private static final String FILE_GONE =
            """
            UPDATE ingestion.import SET look = :look, file_gone_at = :at
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final String OUTDATED =
            """
            SELECT import_id FROM ingestion.import
            WHERE workspace_id = :workspace AND uploaded AND forgotten_at IS NULL
                AND created_at < :before
            ORDER BY created_at
            """;
    private static final String MAP =
            """
            UPDATE ingestion.import
            SET mapping = :mapping::jsonb, phase = 'mapping', job_id = NULL, checked = NULL
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final String ASK =
            """
            UPDATE ingestion.import
            SET phase = :phase, job_id = :job,
                checked = CASE WHEN :phase = 'check' THEN NULL ELSE checked END,
                ran = ran OR :phase = 'run',
                started_at = CASE WHEN :phase = 'run' THEN coalesce(started_at, :at)
                    ELSE started_at END
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final String CHECKED =
            """
            UPDATE ingestion.import SET checked = :counts::jsonb
            WHERE workspace_id = :workspace AND import_id = :import
            """;

    /// Only from where the one who did the rows believes the import to be, and while it is still
    /// theirs: a process that stood still meanwhile is not to take in what was undone.
    private static final String ADVANCE =
            """
            UPDATE ingestion.import SET position = :to, result = :counts::jsonb
            WHERE workspace_id = :workspace AND import_id = :import AND position = :from
                AND phase = 'run' AND job_id = :job
            """;

    private static final String FORGET =
            """
            UPDATE ingestion.import SET look = NULL, forgotten_at = :at
            WHERE workspace_id = :workspace AND import_id = :import
            """;

    /// In steps, since the pieces of a file may be more than a statement may take.
    private static final String DROP_PIECES =
            """
            DELETE FROM ingestion.import_part
            WHERE workspace_id = :workspace AND import_id = :import AND number IN (
                SELECT number FROM ingestion.import_part
                WHERE workspace_id = :workspace AND import_id = :import
                ORDER BY number LIMIT 100)
            """;

    private static final String DELETE_FORGOTTEN =
            DELETE + " AND forgotten_at IS NOT NULL AND NOT ran";
    private static final String UNCLEARED =
            """
            SELECT import_id FROM ingestion.import AS forgotten
            WHERE workspace_id = :workspace AND forgotten_at IS NOT NULL AND (NOT ran OR EXISTS (
                SELECT FROM ingestion.import_part AS piece
                WHERE piece.workspace_id = forgotten.workspace_id
                    AND piece.import_id = forgotten.import_id))
            """;
    private static final String FORGET_REFUSED =
            """
            DELETE FROM ingestion.import_refused
            WHERE workspace_id = :workspace AND import_id = :import
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final Sealing sealing;
    private final Clock clock;

    Imports(Database database, Sealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /// Begins an upload, and makes its keys.
    ///
    /// @return the key of the file
    DataKey begin(WorkspaceId workspace, String id, String source, String file, String by) {
        NewDataKey key = sealing.keys(workspace).make(id);
        NewDataKey kept = sealing.keys(workspace).make(keptOf(id));
        database.within(
                workspace,
                () -> {
                    sql(BEGIN, workspace, id)
                            .param("source", source)
                            .param("file", file)
                            .param("by", by)
                            .param("at", at(clock.instant()))
                            .update();
                    sealing.keep(workspace, Map.of(id, key, keptOf(id), kept));
                });
        return key.key();
    }

    /// Ends an upload: from here on the import is there.
    void uploaded(
            WorkspaceId workspace, String id, long bytes, Look look, Mapping mapping, DataKey key) {
        database.within(
                workspace,
                () ->
                        sql(UPLOADED, workspace, id)
                                .param("bytes", bytes)
                                .param("look", key.seal(LOOK, JSON.writeValueAsBytes(look)))
                                .param("mapping", JSON.writeValueAsString(mapping))
                                .update());
    }

    /// Lets go of an import as if it had never been.
    void delete(WorkspaceId workspace, String id) {
        database.within(workspace, () -> sealing.destroy(workspace, List.of(id, keptOf(id))));
        dropPieces(workspace, id);
        database.within(workspace, () -> sql(DELETE, workspace, id).update());
    }

    /// What nobody can open any more.
    private void dropPieces(WorkspaceId workspace, String id) {
        int dropped;
        do {
            dropped = database.within(workspace, () -> sql(DROP_PIECES, workspace, id).update());
        } while (dropped > 0);
    }

    /// Uploads that were begun and never finished, since their process died.
    List<String> leftBehind(WorkspaceId workspace) {
        return before(LEFT_BEHIND, workspace, clock.instant().minus(UNFINISHED));
    }

    /// Imports of which something is kept, and that were uploaded before an instant.
    List<String> outdated(WorkspaceId workspace, Instant before) {
        return before(OUTDATED, workspace, before);
    }

    private List<String> before(String statement, WorkspaceId workspace, Instant before) {
        return database.within(
                workspace,
                () ->
                        sql(statement, workspace)
                                .param("before", at(before))
                                .query((row, number) -> row.getString(1))
                                .list());
    }

    Optional<ImportRow> find(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        sql(COLUMNS + " AND import_id = :import", workspace, id)
                                .query((row, number) -> read(row))
                                .optional());
    }

    /// An import that nobody else changes until the running transaction ends.
    Optional<ImportRow> lock(WorkspaceId workspace, String id) {
        sql(LOCK, workspace, id).query((row, number) -> true).list();
        return find(workspace, id);
    }

    /// The newest first.
    ///
    /// @param after the last import of the page before; empty for the first page
    List<ImportRow> page(WorkspaceId workspace, String after, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(
                                        COLUMNS
                                                + " AND (:after = '' OR import_id < :after)"
                                                + " ORDER BY import_id DESC LIMIT :limit",
                                        workspace)
                                .param("after", after)
                                .param("limit", limit)
                                .query((row, number) -> read(row))
                                .list());
    }

    /// What was found in the file, without its cells once the file is gone; empty once all is
    /// forgotten.
    Optional<Look> look(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        sql(READ_LOOK, workspace, id)
                                .query((row, number) -> row.getBytes(1))
                                .optional()
                                .flatMap(bytes -> open(workspace, id, bytes)));
    }

    /// The keys are read after the row is held: whoever seals it with another waits for that.
    private Optional<Look> open(WorkspaceId workspace, String id, byte[] bytes) {
        Map<String, DataKey> keys = keys(workspace, id);
        return Optional.ofNullable(keys.getOrDefault(id, keys.get(keptOf(id))))
                .map(key -> JSON.readValue(key.open(LOOK, bytes), Look.class));
    }

    /// The key of what is kept of an import when its file is gone; empty once all is forgotten.
    Optional<DataKey> keptKey(WorkspaceId workspace, String id) {
        Map<String, DataKey> keys = database.within(workspace, () -> keys(workspace, id));
        return Optional.ofNullable(keys.getOrDefault(keptOf(id), keys.get(id)));
    }

    private Map<String, DataKey> keys(WorkspaceId workspace, String id) {
        return sealing.open(workspace, List.of(id, keptOf(id)));
    }

    private static String keptOf(String id) {
        return id + "/kept";
    }

    /// Destroys the file, and the cells that were kept as samples of it: nothing will read it
    /// again. What an earlier try left is cleared away.
    void destroyFile(WorkspaceId workspace, String id) {
        if (destroyKey(workspace, id)) {
            dropPieces(workspace, id);
        }
    }

    /// @return whether the file is gone; one from before there were two keys stays
    private boolean destroyKey(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () -> {
                    sql(LOCK, workspace, id).query((row, number) -> true).list();
                    Map<String, DataKey> keys = keys(workspace, id);
                    DataKey kept = keys.get(keptOf(id));
                    if (kept == null || !keys.containsKey(id)) {
                        return kept != null;
                    }
                    Look look = look(workspace, id).orElseThrow().withoutCells();
                    sql(FILE_GONE, workspace, id)
                            .param("look", kept.seal(LOOK, JSON.writeValueAsBytes(look)))
                            .param("at", at(clock.instant()))
                            .update();
                    sealing.destroy(workspace, List.of(id));
                    return true;
                });
    }

    /// Keeps another mapping, within the running transaction.
    void map(WorkspaceId workspace, String id, Mapping mapping) {
        sql(MAP, workspace, id).param("mapping", JSON.writeValueAsString(mapping)).update();
    }

    /// Keeps what was asked for, within the running transaction.
    void ask(WorkspaceId workspace, String id, Phase phase, String job) {
        sql(ASK, workspace, id)
                .param("phase", phase.word())
                .param("job", job)
                .param("at", at(clock.instant()))
                .update();
    }

    void checked(WorkspaceId workspace, String id, Counts counts) {
        database.within(
                workspace,
                () ->
                        sql(CHECKED, workspace, id)
                                .param("counts", JSON.writeValueAsString(counts))
                                .update());
    }

    /// Moves an import on, within the transaction that holds what became of the rows between.
    ///
    /// @param job that takes its rows in
    /// @throws JobCancelledException if another process has done so meanwhile, or something else
    ///   was asked for
    void advance(WorkspaceId workspace, String id, String job, long from, long to, Counts counts) {
        int moved =
                sql(ADVANCE, workspace, id)
                        .param("job", job)
                        .param("from", from)
                        .param("to", to)
                        .param("counts", JSON.writeValueAsString(counts))
                        .update();
        if (moved != 1) {
            throw new JobCancelledException();
        }
    }

    /// Lets go of the file and of all that was kept of it, within the running transaction. To be
    /// [cleared][#clear] when that has committed.
    void forget(WorkspaceId workspace, String id) {
        sql(FORGET, workspace, id).param("at", at(clock.instant())).update();
        sql(FORGET_REFUSED, workspace, id).update();
        sealing.destroy(workspace, List.of(id, keptOf(id)));
    }

    /// Clears away what is left of a forgotten import. One that never ran is gone with it; of
    /// another the entry stays.
    void clear(WorkspaceId workspace, String id) {
        dropPieces(workspace, id);
        database.within(workspace, () -> sql(DELETE_FORGOTTEN, workspace, id).update());
    }

    /// Forgotten imports that were not cleared, since their process died.
    List<String> uncleared(WorkspaceId workspace) {
        return database.within(
                workspace,
                () -> sql(UNCLEARED, workspace).query((row, number) -> row.getString(1)).list());
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace, String id) {
        return sql(statement, workspace).param("import", id);
    }

    private static ImportRow read(ResultSet row) throws SQLException {
        return new ImportRow(
                row.getString("import_id"),
                row.getString("file_name"),
                row.getLong("bytes"),
                row.getString("source_id"),
                row.getString("name"),
                row.getString("created_by"),
                instant("created_at", row).orElseThrow(),
                Phase.of(row.getString("phase")),
                Optional.ofNullable(row.getString("job_id")),
                json(row.getString("mapping"), Mapping.class),
                json(row.getString("checked"), Counts.class),
                json(row.getString("result"), Counts.class),
                row.getLong("position"),
                row.getBoolean("ran"),
                instant("started_at", row),
                instant("file_gone_at", row),
                instant("forgotten_at", row));
    }

    private static <T> Optional<T> json(@Nullable String text, Class<T> type) {
        return Optional.ofNullable(text).map(json -> JSON.readValue(json.getBytes(UTF_8), type));
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
