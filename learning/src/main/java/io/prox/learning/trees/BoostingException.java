package io.prox.learning.trees;

/// LightGBM could not be loaded, or refused to train. The message says what it was doing and what
/// it answered.
public final class BoostingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BoostingException(String message) {
        super(message);
    }

    BoostingException(String message, Throwable cause) {
        super(message, cause);
    }
}
