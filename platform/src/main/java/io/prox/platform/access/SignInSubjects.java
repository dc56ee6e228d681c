package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.util.Optional;

/// Which user an OIDC provider means by a subject, over all workspaces. Issuer and subject together
/// are what identifies someone (OpenID Connect Core, section 5.7); only their keyed hash is kept,
/// for some providers take an e-mail address for a subject.
final class SignInSubjects {
    private static final String TAKE =
            """
            INSERT INTO platform.sign_in_subject (subject_token, workspace_id, user_id)
            VALUES (:subject, :workspace, :user)
            ON CONFLICT DO NOTHING
            """;
    private static final String LEAVE =
            """
            DELETE FROM platform.sign_in_subject
            WHERE workspace_id = :workspace AND user_id = :user
            """;
    private static final String FIND =
            """
            SELECT workspace_id, user_id FROM platform.sign_in_subject
            WHERE subject_token = :subject
            """;

    private final Database database;
    private final Sealing sealing;

    SignInSubjects(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /// @return false if it is someone's already, or the user has another
    boolean take(String issuer, String subject, Users.Holder holder) {
        return 1
                == database.sql()
                        .sql(TAKE)
                        .param("subject", token(issuer, subject))
                        .param("workspace", holder.workspace().value())
                        .param("user", holder.user())
                        .update();
    }

    void leave(Users.Holder holder) {
        database.sql()
                .sql(LEAVE)
                .param("workspace", holder.workspace().value())
                .param("user", holder.user())
                .update();
    }

    Optional<Users.Holder> find(String issuer, String subject) {
        return database.sql()
                .sql(FIND)
                .param("subject", token(issuer, subject))
                .query(
                        (row, number) ->
                                new Users.Holder(
                                        new WorkspaceId(row.getString("workspace_id")),
                                        row.getString("user_id")))
                .optional();
    }

    /// @param issuer an address, and so without the line break that parts the two
    String token(String issuer, String subject) {
        return sealing.installationIndex().token("sign-in-subject", issuer + "\n" + subject);
    }
}
