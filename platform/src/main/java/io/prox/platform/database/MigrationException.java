package io.prox.platform.database;

import org.jspecify.annotations.Nullable;

/// A database that cannot be worked with as it is. The message is for the operator.
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MigrationException(String message) {
        this(message, null);
    }

    MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
