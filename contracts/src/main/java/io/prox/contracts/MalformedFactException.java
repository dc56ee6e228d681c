package io.prox.contracts;

/// Bytes on the log that are no fact of the kind that belongs there.
public final class MalformedFactException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedFactException(String message, Throwable cause) {
        super(message, cause);
    }
}
