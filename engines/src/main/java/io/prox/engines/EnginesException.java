package io.prox.engines;

import org.jspecify.annotations.Nullable;

/// An engine that does not start, or no longer runs. The message is for the person who runs ProX:
/// what is wrong, where, and how to mend it.
public final class EnginesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnginesException(String message) {
        super(message);
    }

    public EnginesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
