package io.prox.scoring.models;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.learning.Model;
import io.prox.platform.database.Database;
import io.prox.scoring.ranking.LearnedRanking;
import io.prox.scoring.ranking.Ranking;
import io.prox.scoring.ranking.RuleRanking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The models of each workspace, for good: a score of last year is explained by last year's model.
public final class ModelStore {
    private static final String ADD =
            """
            INSERT INTO scoring.model (workspace_id, model_id, created_at, quick, training_id, file, summary)
            VALUES (:workspace, :model, :at, :quick, :training, :file, :summary::jsonb)
            """;
    private static final String COLUMNS = "model_id, created_at, quick, training_id, summary";
    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + " FROM scoring.model WHERE workspace_id = :workspace AND model_id = :model";
    private static final String ALL =
            "SELECT "
                    + COLUMNS
                    + " FROM scoring.model WHERE workspace_id = :workspace ORDER BY created_at DESC, model_id DESC";
    private static final String OF_TRAINING =
            "SELECT "
                    + COLUMNS
                    + " FROM scoring.model WHERE workspace_id = :workspace AND training_id = :training ORDER BY created_at, quick DESC";
    private static final String LOAD =
            "SELECT file FROM scoring.model WHERE workspace_id = :workspace AND model_id = :model";

    /// Models that are in use at the same time, in all workspaces of a process.
    private static final int KEPT = 64;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Ranking RULES = new RuleRanking();

    private final Database database;
    private final Map<Key, Model> loaded = new Recent();

    public ModelStore(Database database) {
        this.database = database;
    }

    private record Key(WorkspaceId workspace, ModelVersion version) {}

    private static final class Recent extends LinkedHashMap<Key, Model> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Model> eldest) {
            return size() > KEPT;
        }
    }

    /// A model as it is kept, without its file.
    ///
    /// @param quick trained on a sample, until the full one is ready
    /// @param training that made it
    public record Kept(
            ModelVersion version,
            Instant createdAt,
            boolean quick,
            String training,
            ModelSummary summary) {}

    public void add(WorkspaceId workspace, Kept kept, Model model) {
        database.within(
                workspace,
                () ->
                        sql(ADD, workspace)
                                .param("model", kept.version().value())
                                .param("at", kept.createdAt().atOffset(ZoneOffset.UTC))
                                .param("quick", kept.quick())
                                .param("training", kept.training())
                                .param("file", model.toBytes())
                                .param("summary", JSON.writeValueAsString(kept.summary()))
                                .update());
    }

    public Optional<Kept> find(WorkspaceId workspace, ModelVersion version) {
        return database.within(
                workspace,
                () ->
                        sql(FIND, workspace)
                                .param("model", version.value())
                                .query((row, number) -> kept(row))
                                .optional());
    }

    /// Newest first.
    public List<Kept> all(WorkspaceId workspace) {
        return database.within(
                workspace, () -> sql(ALL, workspace).query((row, number) -> kept(row)).list());
    }

    /// What a training has made so far.
    public List<Kept> of(WorkspaceId workspace, String training) {
        return database.within(
                workspace,
                () ->
                        sql(OF_TRAINING, workspace)
                                .param("training", training)
                                .query((row, number) -> kept(row))
                                .list());
    }

    /// @throws IllegalArgumentException if there is no such model
    public Model load(WorkspaceId workspace, ModelVersion version) {
        var key = new Key(workspace, version);
        synchronized (loaded) {
            Model model = loaded.get(key);
            if (model != null) {
                return model;
            }
        }
        byte[] file =
                database.within(
                        workspace,
                        () ->
                                sql(LOAD, workspace)
                                        .param("model", version.value())
                                        .query((row, number) -> row.getBytes("file"))
                                        .optional()
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "no model " + version)));
        Model model = Model.of(file);
        synchronized (loaded) {
            loaded.put(key, model);
        }
        return model;
    }

    /// The ranking of a version, the rules among them.
    public Ranking ranking(WorkspaceId workspace, ModelVersion version) {
        return version.isRules() ? RULES : new LearnedRanking(version, load(workspace, version));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new ModelVersion(row.getString("model_id")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("quick"),
                row.getString("training_id"),
                JSON.readValue(row.getString("summary"), ModelSummary.class));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
