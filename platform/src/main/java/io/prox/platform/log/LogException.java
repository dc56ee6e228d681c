package io.prox.platform.log;

import org.jspecify.annotations.Nullable;

/// A log that cannot be worked with as it is. The message is for the operator.
public final class LogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogException(String message) {
        this(message, null);
    }

    LogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
