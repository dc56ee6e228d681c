package io.prox.platform.log;

import java.sql.SQLException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells trouble of the world, which passes, from trouble with a fact, which stays.
public final class Faults {
    private Faults() {}

    /// Whether the same work may succeed later: the database or the log does not answer, or two
    /// transactions were in each other's way.
    public static boolean pass(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException
                    || cause instanceof RetriableException) {
                return true;
            }
            if (cause instanceof SQLException sql && passes(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// Classes of SQLSTATE (PostgreSQL 18, appendix A): 08 connection, 40 rollback (deadlock,
    /// serialization), 53 resources (disk, memory, connections), 57 intervention of an operator
    /// (shutdown, cancelled), 58 system (I/O); 55P03 lock not available.
    private static boolean passes(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || state.equals("55P03"));
    }
}
