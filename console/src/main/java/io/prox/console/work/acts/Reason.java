package io.prox.console.work.acts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a lead is not worth a seller's time.
public enum Reason {
    NOT_A_FIT,
    NO_BUDGET,
    NO_NEED,
    BAD_DATA,
    COMPETITOR,
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Reason> of(String word) {
        return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findFirst();
    }
}
