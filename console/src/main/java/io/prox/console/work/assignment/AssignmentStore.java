package io.prox.console.work.assignment;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of rules. All methods work within the running transaction, which has named the
/// workspace.
///
/// Its row is locked between the [shown model][io.prox.console.work.ranking.ShownModels#hold] and
/// the leads, by whoever hands leads off and by whoever changes the rules or takes a user's leads
/// away.
final class AssignmentStore {
    private static final String READ =
            """
            SELECT threshold, mode, members, regions, last_member, version FROM console.assignment
            WHERE workspace_id = :workspace
            """;
    private static final String MAKE =
            """
            INSERT INTO console.assignment (workspace_id, mode, members, regions)
            VALUES (:workspace, 'none', '{}', '{}')
            ON CONFLICT DO NOTHING
            """;
    private static final String WRITE =
            """
            UPDATE console.assignment
            SET threshold = :threshold, mode = :mode, members = :members, regions = :regions::jsonb,
                version = version + 1
            WHERE workspace_id = :workspace
            """;
    private static final String REMEMBER =
            """
            UPDATE console.assignment SET last_member = :member WHERE workspace_id = :workspace
            """;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> REGIONS = new TypeReference<>() {};

    private final Database database;

    AssignmentStore(Database database) {
        this.database = database;
    }

    /// Rules, and whose turn it was.
    ///
    /// @param version counts how often they were changed
    record Stored(AssignmentRules rules, Optional<String> lastMember, long version) {
        static final Stored NONE = new Stored(AssignmentRules.NONE, Optional.empty(), 0);
    }

    Stored read(WorkspaceId workspace) {
        return sql(READ, workspace)
                .query((row, number) -> stored(row))
                .optional()
                .orElse(Stored.NONE);
    }

    /// The rules, held until the transaction ends, if they hand anything off.
    Optional<Stored> hold(WorkspaceId workspace) {
        return sql(READ + " AND threshold IS NOT NULL FOR UPDATE", workspace)
                .query((row, number) -> stored(row))
                .optional();
    }

    /// The rules, held until the transaction ends, whatever they are.
    Stored holdAny(WorkspaceId workspace) {
        sql(MAKE, workspace).update();
        return sql(READ + " FOR UPDATE", workspace).query((row, number) -> stored(row)).single();
    }

    void write(WorkspaceId workspace, AssignmentRules rules) {
        sql(WRITE, workspace)
                .param("threshold", rules.threshold().orElse(null))
                .param("mode", rules.mode().word())
                .param("members", rules.members().toArray(String[]::new))
                .param("regions", JSON.writeValueAsString(rules.regions()))
                .update();
    }

    void remember(WorkspaceId workspace, String member) {
        sql(REMEMBER, workspace).param("member", member).update();
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        int threshold = row.getInt("threshold");
        Optional<Integer> from = row.wasNull() ? Optional.empty() : Optional.of(threshold);
        return new Stored(
                new AssignmentRules(
                        from,
                        AssignmentRules.Mode.of(row.getString("mode")),
                        JSON.readValue(row.getString("regions"), REGIONS),
                        List.of((String[]) row.getArray("members").getArray())),
                Optional.ofNullable(row.getString("last_member")),
                row.getLong("version"));
    }
}
