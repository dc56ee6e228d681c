package io.prox.platform.problems;

import java.time.Duration;
import java.util.List;

/// What ends a request with a problem. The message is the detail that the caller reads.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final Duration pause;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Duration.ZERO);
    }

    private ProblemException(
            ProblemType type, String detail, List<FieldError> errors, Duration pause) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.pause = pause;
    }

    /// A problem that passes.
    ///
    /// @param pause after which to try again
    public static ProblemException passing(ProblemType type, String detail, Duration pause) {
        return new ProblemException(type, detail, List.of(), pause);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /// After which to try again; zero where that is not said.
    public Duration pause() {
        return pause;
    }
}
