package io.prox.platform.log;

import io.prox.platform.database.Database;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where a component lays what it publishes, within the transaction that holds the reason for it.
///
/// The relay sends the rows of a component in the order in which they were laid. Transactions that
/// touch the same lead hold its lock from before they lay their row until they commit, so the facts
/// of one lead are sent in the order of their revisions.
public final class Outbox {
    private static final String APPEND =
            """
            WITH laid AS (
                INSERT INTO platform.outbox (component, messages) VALUES (:component, :messages)
            )
            SELECT pg_notify(:channel, '')
            """;

    private static final String DEPTH =
            "SELECT count(*) FROM platform.outbox WHERE component = :component";

    private final Database database;
    private final String component;

    /// @param component whose outbox this is: lower-case letters
    public Outbox(Database database, String component) {
        this.database = database;
        this.component = component;
    }

    /// Lays messages, which will be published once, or again after a crash, if the running
    /// transaction commits.
    ///
    /// @throws IllegalStateException outside of a transaction
    public void append(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("messages are laid within a transaction");
        }
        database.sql()
                .sql(APPEND)
                .param("component", component)
                .param("messages", Messages.pack(messages))
                .param("channel", channel(component))
                .query((row, number) -> true)
                .list();
    }

    /// Transactions whose messages the log does not have yet.
    public long depth() {
        return database.sql()
                .sql(DEPTH)
                .param("component", component)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    static String channel(String component) {
        return "outbox_" + component;
    }
}
