package io.prox.scoring.models;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which model of a workspace counts, and which is being brought in: it is for as long as the job
/// that does so has not ended. Methods work within the running transaction, which has named the
/// workspace, unless they say otherwise.
public final class Champions {
    private static final String MEET =
            "INSERT INTO scoring.champion (workspace_id, number) VALUES (:workspace, 0) ON CONFLICT DO NOTHING";
    private static final String HOLD =
            """
            SELECT pg_advisory_xact_lock_shared(hashtext('prox.scoring.champion'), hashtext(:workspace))
            """;
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('prox.scoring.champion'), hashtext(:workspace))";
    private static final String READ =
            "SELECT model_id, coming_model_id, number FROM scoring.champion WHERE workspace_id = :workspace";
    private static final String COME =
            "UPDATE scoring.champion SET coming_model_id = :model WHERE workspace_id = :workspace";
    private static final String PROMOTE =
            """
            UPDATE scoring.champion SET model_id = :model, coming_model_id = NULL, number = number + 1
            WHERE workspace_id = :workspace
            """;
    private static final String RECORD =
            """
            INSERT INTO scoring.promotion (workspace_id, number, model_id, before_model_id, promoted_by,
                promoted_at)
            VALUES (:workspace, :number, :model, :before, :by, :at)
            """;
    private static final String HISTORY =
            """
            SELECT number, model_id, before_model_id, promoted_by, promoted_at FROM scoring.promotion
            WHERE workspace_id = :workspace ORDER BY number DESC LIMIT :limit
            """;

    private final Database database;
    private final Jobs jobs;

    public Champions(Database database, Jobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /// @param champion the rules where no model counts yet
    /// @param coming a model under which all leads are being scored, to count after
    /// @param number of the last promotion; 0 before the first
    public record Standing(ModelVersion champion, Optional<ModelVersion> coming, long number) {
        /// All under which a lead is to be scored.
        public List<ModelVersion> inUse() {
            return coming.map(next -> List.of(champion, next)).orElse(List.of(champion));
        }
    }

    /// A change of the champion.
    public record Promotion(
            long number, ModelVersion model, ModelVersion before, String by, Instant at) {}

    /// Holds the standing as it is until the transaction ends: whoever would change it waits. To be
    /// called before rows of leads are locked, and for one workspace after the other in their
    /// order.
    public Standing hold(WorkspaceId workspace) {
        take(HOLD, workspace);
        return read(workspace);
    }

    /// Locks the standing, to change it: waits for all who hold it. Who would hold it later waits
    /// behind; a lock of the row would let them pass, and an import keep everyone out who would
    /// change the standing.
    public Standing lock(WorkspaceId workspace) {
        take(LOCK, workspace);
        sql(MEET, workspace).update();
        return read(workspace);
    }

    /// As it is just now, in a transaction of its own or the running one.
    public Standing now(WorkspaceId workspace) {
        return database.within(workspace, () -> read(workspace));
    }

    void come(WorkspaceId workspace, ModelVersion model) {
        sql(COME, workspace).param("model", model.value()).update();
    }

    /// Gives up bringing in a model.
    void goAway(WorkspaceId workspace) {
        sql(COME, workspace).param("model", null).update();
    }

    void promote(WorkspaceId workspace, Promotion promotion) {
        sql(PROMOTE, workspace).param("model", promotion.model().value()).update();
        sql(RECORD, workspace)
                .param("number", promotion.number())
                .param("model", promotion.model().value())
                .param("before", promotion.before().value())
                .param("by", promotion.by())
                .param("at", promotion.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Promotions, newest first, in a transaction of its own or the running one.
    public List<Promotion> history(WorkspaceId workspace, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(HISTORY, workspace)
                                .param("limit", limit)
                                .query(
                                        (row, number) ->
                                                new Promotion(
                                                        row.getLong("number"),
                                                        new ModelVersion(row.getString("model_id")),
                                                        new ModelVersion(
                                                                row.getString("before_model_id")),
                                                        row.getString("promoted_by"),
                                                        row.getObject(
                                                                        "promoted_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .list());
    }

    private void take(String lock, WorkspaceId workspace) {
        sql(lock, workspace).query((row, number) -> true).single();
    }

    private Standing read(WorkspaceId workspace) {
        Standing written =
                sql(READ, workspace)
                        .query((row, number) -> written(row))
                        .optional()
                        .orElse(new Standing(ModelVersion.RULES, Optional.empty(), 0));
        return new Standing(
                written.champion(),
                written.coming().filter(model -> isOnItsWay(workspace, model)),
                written.number());
    }

    private boolean isOnItsWay(WorkspaceId workspace, ModelVersion model) {
        return jobs.latestOf(workspace, Promoting.KIND, model.value())
                .filter(job -> !job.status().isEnd())
                .isPresent();
    }

    private static Standing written(ResultSet row) throws SQLException {
        return new Standing(
                Optional.ofNullable(row.getString("model_id"))
                        .map(ModelVersion::new)
                        .orElse(ModelVersion.RULES),
                Optional.ofNullable(row.getString("coming_model_id")).map(ModelVersion::new),
                row.getLong("number"));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
