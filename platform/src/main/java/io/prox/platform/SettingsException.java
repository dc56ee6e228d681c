package io.prox.platform;

import org.jspecify.annotations.Nullable;

/// Settings that ProX cannot start with. The message is for the operator: which one, and how to
/// mend it.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
