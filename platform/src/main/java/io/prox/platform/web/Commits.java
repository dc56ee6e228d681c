package io.prox.platform.web;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells trouble before the end of a transaction, which leaves nothing, from trouble at its end.
final class Commits {
    /// How Spring begins the message of what fails there, whatever its type.
    private static final String COMMIT = "JDBC commit";

    /// Follows a commit that failed, whose own trouble it hides.
    private static final String ROLLBACK = "JDBC rollback";

    private Commits() {}

    /// Whether the database went away while it committed, so that nobody knows whether it did.
    /// Where it refused to, it has said so.
    static boolean isUnknown(Throwable trouble) {
        if (!(trouble instanceof DataAccessException || trouble instanceof TransactionException)) {
            return false;
        }
        String message = String.valueOf(trouble.getMessage());
        return message.startsWith(COMMIT)
                ? isCutOff(NestedExceptionUtils.getMostSpecificCause(trouble))
                : message.startsWith(ROLLBACK) && before(trouble).isEmpty();
    }

    /// What a transaction was rolled back for, where that failed too; empty where it was for a
    /// commit that failed.
    static Optional<Exception> before(Throwable trouble) {
        return trouble instanceof TransactionSystemException rollback
                        && rollback.getApplicationException() instanceof Exception cause
                ? Optional.of(cause)
                : Optional.empty();
    }

    private static boolean isCutOff(Throwable cause) {
        return !(cause instanceof SQLException sql) || isCutOff(sql.getSQLState());
    }

    /// SQL states: 08 no connection, 57P the server ends it.
    private static boolean isCutOff(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
