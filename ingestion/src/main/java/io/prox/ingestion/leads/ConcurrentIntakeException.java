package io.prox.ingestion.leads;

import org.springframework.dao.ConcurrencyFailureException;

/// Two transactions were about the same lead. The same work in a new transaction will do.
public final class ConcurrentIntakeException extends ConcurrencyFailureException {
    private static final long serialVersionUID = 1;

    ConcurrentIntakeException(String message) {
        super(message);
    }

    ConcurrentIntakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
