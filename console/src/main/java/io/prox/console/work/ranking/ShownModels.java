package io.prox.console.work.ranking;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.ModelPromoted;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which model's scores a workspace is shown: that of the last promotion that was met on every
/// partition of the log, since only then all scores computed for it are there.
///
/// All methods work within the running transaction, which has named the workspace.
public final class ShownModels {
    /// Within a statement, the model that is shown at its instant. It is a subquery by itself,
    /// since only so PostgreSQL takes it into an index where rows are kept apart by workspace: with
    /// anything around it, every page was a scan of all leads.
    public static final String SHOWN =
            """
            (SELECT coalesce(max(model), 'model_rules') FROM console.shown_model
            WHERE workspace_id = :workspace)
            """;

    /// Promotions whose models' scores are kept, so that they are there if one is shown again.
    private static final int KEPT = 3;

    private static final String HOLD =
            """
            SELECT pg_advisory_xact_lock_shared(hashtext('prox.console.shown'), hashtext(:workspace))
            """;
    private static final String HOLD_ALONE =
            "SELECT pg_advisory_xact_lock(hashtext('prox.console.shown'), hashtext(:workspace))";
    private static final String READ =
            """
            SELECT model, number, promoted_at FROM console.shown_model
            WHERE workspace_id = :workspace
            """;
    private static final String MARK =
            """
            INSERT INTO console.promotion_marker
                (workspace_id, number, partition, model, promoted_at)
            VALUES (:workspace, :number, :partition, :model, :at)
            ON CONFLICT DO NOTHING
            """;
    private static final String NEXT =
            """
            SELECT model, number, promoted_at FROM console.promotion_marker
            WHERE workspace_id = :workspace AND number > :shown
            GROUP BY number, model, promoted_at HAVING count(*) = :partitions
            ORDER BY number DESC LIMIT 1
            """;
    private static final String SHOW =
            """
            INSERT INTO console.shown_model AS stored (workspace_id, model, number, promoted_at)
            VALUES (:workspace, :model, :number, :at)
            ON CONFLICT (workspace_id) DO UPDATE
            SET model = excluded.model, number = excluded.number, promoted_at = excluded.promoted_at
            """;
    private static final String PASSED =
            """
            SELECT DISTINCT number, model FROM console.promotion_marker
            WHERE workspace_id = :workspace AND number <= :shown
            ORDER BY number DESC
            """;

    private final Database database;

    public ShownModels(Database database) {
        this.database = database;
    }

    /// Keeps the workspace at its shown model until the transaction ends. To be called before rows
    /// of leads are locked.
    public void hold(WorkspaceId workspace) {
        lock(HOLD, workspace);
    }

    /// As [#hold], and nobody else may hold it meanwhile.
    public void holdAlone(WorkspaceId workspace) {
        lock(HOLD_ALONE, workspace);
    }

    public ShownModel read(WorkspaceId workspace) {
        return database.sql()
                .sql(READ)
                .param("workspace", workspace.value())
                .query((row, number) -> model(row))
                .optional()
                .orElse(ShownModel.RULES);
    }

    /// Remembers that a promotion was met on a partition.
    public void mark(ModelPromoted promoted, int partition) {
        database.sql()
                .sql(MARK)
                .param("workspace", promoted.workspace().value())
                .param("number", promoted.number())
                .param("partition", partition)
                .param("model", promoted.model().value())
                .param("at", promoted.promotedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The newest promotion that was met everywhere and is not shown yet.
    Optional<ShownModel> next(WorkspaceId workspace, ShownModel shown) {
        return database.sql()
                .sql(NEXT)
                .param("workspace", workspace.value())
                .param("shown", shown.number())
                .param("partitions", (long) Topics.SCORES.partitions())
                .query((row, number) -> model(row))
                .optional();
    }

    void show(WorkspaceId workspace, ShownModel model) {
        database.sql()
                .sql(SHOW)
                .param("workspace", workspace.value())
                .param("model", model.model().value())
                .param("number", model.number())
                .param("at", model.promotedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Models that were shown long ago: their scores are not kept, unless they are computed anew.
    public Set<ModelVersion> retired(WorkspaceId workspace, ShownModel shown) {
        var passed =
                new ArrayList<ModelVersion>(
                        database.sql()
                                .sql(PASSED)
                                .param("workspace", workspace.value())
                                .param("shown", shown.number())
                                .query((row, number) -> new ModelVersion(row.getString("model")))
                                .list());
        passed.add(ModelVersion.RULES);
        var retired = new HashSet<ModelVersion>(passed);
        passed.stream().limit(KEPT).forEach(retired::remove);
        return retired;
    }

    private void lock(String statement, WorkspaceId workspace) {
        database.sql()
                .sql(statement)
                .param("workspace", workspace.value())
                .query((row, number) -> true)
                .list();
    }

    private static ShownModel model(ResultSet row) throws SQLException {
        return new ShownModel(
                new ModelVersion(row.getString("model")),
                row.getLong("number"),
                row.getObject("promoted_at", OffsetDateTime.class).toInstant());
    }
}
