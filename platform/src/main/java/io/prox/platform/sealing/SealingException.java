package io.prox.platform.sealing;

import org.jspecify.annotations.Nullable;

/// Something cannot be sealed or opened: a key is missing or another one, or the bytes were
/// changed.
public final class SealingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SealingException(String message) {
        this(message, null);
    }

    SealingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
