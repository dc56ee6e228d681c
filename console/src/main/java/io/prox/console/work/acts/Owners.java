package io.prox.console.work.acts;

import io.prox.console.work.Colleagues;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;

/// Who may own leads, and stays so while a lead is given to them.
///
/// All methods work within the running transaction, which has named the workspace.
public final class Owners {
    private static final String HOLD =
            """
            SELECT pg_advisory_xact_lock_shared(hashtext('prox.console.owner'),
                hashtext(:workspace || '/' || :user))
            """;
    private static final String HOLD_ALONE =
            """
            SELECT pg_advisory_xact_lock(hashtext('prox.console.owner'),
                hashtext(:workspace || '/' || :user))
            """;

    private final Database database;
    private final Colleagues colleagues;

    public Owners(Database database, Colleagues colleagues) {
        this.database = database;
        this.colleagues = colleagues;
    }

    /// Whether a user may own leads. Nobody takes that away before the transaction ends, so that no
    /// lead is given to one who has just left.
    public boolean hold(WorkspaceId workspace, String user) {
        lock(HOLD, workspace, user);
        return colleagues.mayOwn(workspace, user);
    }

    /// Waits until nobody is giving a lead to a user, and keeps it so until the transaction ends.
    public void holdAlone(WorkspaceId workspace, String user) {
        lock(HOLD_ALONE, workspace, user);
    }

    private void lock(String statement, WorkspaceId workspace, String user) {
        database.sql()
                .sql(statement)
                .param("workspace", workspace.value())
                .param("user", user)
                .query((row, number) -> true)
                .list();
    }
}
