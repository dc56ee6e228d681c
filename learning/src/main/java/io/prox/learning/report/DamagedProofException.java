package io.prox.learning.report;

import java.io.Serial;

/// The JSON of a proof does not say what it must. The message names the place.
public final class DamagedProofException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final String pointer;

    DamagedProofException(String pointer, String detail) {
        super("Proof is damaged at %s: %s".formatted(pointer, detail));
        this.pointer = pointer;
    }

    /// Where: a JSON Pointer fragment, such as `#/metrics/rocAuc/low`; `#` is the whole.
    public String pointer() {
        return pointer;
    }
}
