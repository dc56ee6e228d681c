package io.prox.console.provider;

import static java.util.Objects.requireNonNull;

/// A sign-in by the provider that did not go well.
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal why;

    public RefusedException(Refusal why) {
        super("sign-in refused: " + why.word());
        this.why = requireNonNull(why, "why");
    }

    public Refusal why() {
        return why;
    }
}
