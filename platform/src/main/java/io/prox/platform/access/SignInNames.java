package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.util.Locale;
import java.util.Optional;

/// Which user a sign-in name belongs to, over all workspaces. A name is an e-mail address, without
/// regard to case; only its keyed hash is kept.
final class SignInNames {
    private static final String TAKE =
            """
            INSERT INTO platform.sign_in_name (name_token, workspace_id, user_id)
            VALUES (:name, :workspace, :user)
            ON CONFLICT DO NOTHING
            """;
    private static final String FIND =
            "SELECT workspace_id, user_id FROM platform.sign_in_name WHERE name_token = :name";

    private final Database database;
    private final Sealing sealing;

    SignInNames(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /// @return false if it belongs to someone already
    boolean take(String email, WorkspaceId workspace, String user) {
        return 1
                == database.sql()
                        .sql(TAKE)
                        .param("name", token(email))
                        .param("workspace", workspace.value())
                        .param("user", user)
                        .update();
    }

    Optional<Holder> find(String email) {
        return database.sql()
                .sql(FIND)
                .param("name", token(email))
                .query(
                        (row, number) ->
                                new Holder(
                                        new WorkspaceId(row.getString("workspace_id")),
                                        row.getString("user_id")))
                .optional();
    }

    private String token(String email) {
        return sealing.installationIndex()
                .token("sign-in-name", email.strip().toLowerCase(Locale.ROOT));
    }

    record Holder(WorkspaceId workspace, String user) {}
}
