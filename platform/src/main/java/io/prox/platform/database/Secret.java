package io.prox.platform.database;

import static java.util.Objects.requireNonNull;

/// A text that must not be shown: its [#toString] tells nothing of it.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /// The text, for those who must hand it on.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
