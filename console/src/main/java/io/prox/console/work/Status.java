package io.prox.console.work;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far a lead is.
public enum Status {
    /// Nobody has done anything with it yet.
    NEW,
    /// Somebody has taken it.
    CLAIMED,
    CONTACTED,
    /// Worth a seller's time, as a person said or a threshold decided.
    QUALIFIED,
    /// Not worth it, for a reason that is kept.
    DISQUALIFIED,
    /// Won, as its outcome says; no person sets it.
    CONVERTED,
    /// As its outcome says; no person sets it.
    LOST;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> of(String word) {
        return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
    }
}
