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
    private static final String LEAVE =
            """
            DELETE FROM platform.sign_in_name
            WHERE workspace_id = :workspace AND user_id = :user AND name_token <> :name
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

    /// Gives a user another name for the one they have, or leaves them the same.
    ///
    /// @return false if it belongs to someone else
    boolean change(String email, WorkspaceId workspace, String user) {
        boolean taken =
                take(email, workspace, user)
                        || find(email).filter(holder -> holder.user().equals(user)).isPresent();
        if (taken) {
            database.sql()
                    .sql(LEAVE)
                    .param("workspace", workspace.value())
                    .param("user", user)
                    .param("name", token(email))
                    .update();
        }
        return taken;
    }

    Optional<Users.Holder> find(String email) {
        return database.sql()
                .sql(FIND)
                .param("name", token(email))
                .query(
                        (row, number) ->
                                new Users.Holder(
                                        new WorkspaceId(row.getString("workspace_id")),
                                        row.getString("user_id")))
                .optional();
    }

    private String token(String email) {
        return sealing.installationIndex()
                .token("sign-in-name", email.strip().toLowerCase(Locale.ROOT));
    }
}
