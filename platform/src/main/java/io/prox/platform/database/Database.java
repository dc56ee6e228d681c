package io.prox.platform.database;

import io.prox.contracts.WorkspaceId;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The PostgreSQL of this process, as the role that sees only the rows of the workspace that a
/// transaction has named.
///
/// A transaction holds all statements that the same thread runs within it; the outermost one
/// commits, or rolls back if an exception leaves it.
public final class Database {
    private static final String NAME_WORKSPACE =
            "SELECT set_config('prox.workspace', :workspace, true)";

    /// No workspace is named: tables that are walled off answer with an error.
    private static final String UNNAMED = "";

    /// Names the rows that belong to no workspace.
    private static final String NONE = "-";

    private final DataSource source;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    /// @param source of connections whose role owns nothing, is no superuser, and is bound by
    ///   row-level security
    public Database(DataSource source) {
        this.source = source;
        this.sql = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /// Statements of the running transaction, or of one of their own.
    public JdbcClient sql() {
        return sql;
    }

    public DataSource source() {
        return source;
    }

    /// Runs work in a transaction that sees the rows of one workspace. If one is running already,
    /// the work joins it, and what that had named before is named again after.
    public <T extends @Nullable Object> T within(WorkspaceId workspace, Supplier<T> work) {
        boolean joins = TransactionSynchronizationManager.isActualTransactionActive();
        return transaction(
                () -> {
                    String before = named().workspace;
                    name(workspace);
                    T result = work.get();
                    if (joins) {
                        name(before);
                    }
                    return result;
                });
    }

    public void within(WorkspaceId workspace, Runnable work) {
        within(
                workspace,
                () -> {
                    work.run();
                    return true;
                });
    }

    /// Names the workspace that the running transaction sees from here on.
    ///
    /// @throws IllegalStateException outside of a transaction, where it would have no effect
    public void name(WorkspaceId workspace) {
        name(workspace.value());
    }

    /// Lets the running transaction see the rows that belong to no workspace, and those alone.
    public void nameNone() {
        name(NONE);
    }

    /// Runs work in a transaction that has named no workspace: rows of one are an error to it.
    @SuppressWarnings("NullAway") // execute returns what work returned
    public <T extends @Nullable Object> T transaction(Supplier<T> work) {
        return transactions.execute(status -> joined(work, status.isNewTransaction()));
    }

    public void transaction(Runnable work) {
        transaction(
                () -> {
                    work.run();
                    return true;
                });
    }

    /// Runs work when the running transaction has committed; never if it does not.
    public void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                });
    }

    private <T extends @Nullable Object> T joined(Supplier<T> work, boolean begins) {
        if (!begins) {
            return work.get();
        }
        TransactionSynchronizationManager.bindResource(this, new Named());
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }

    private void name(String workspace) {
        Named named = named();
        if (!workspace.equals(named.workspace)) {
            sql.sql(NAME_WORKSPACE).param("workspace", workspace).query(String.class).single();
            named.workspace = workspace;
        }
    }

    private Named named() {
        if (!(TransactionSynchronizationManager.getResource(this) instanceof Named named)) {
            throw new IllegalStateException("a workspace is named within a transaction");
        }
        return named;
    }

    /// What the running transaction has named, so that PostgreSQL need not be asked.
    private static final class Named {
        private String workspace = UNNAMED;
    }
}
