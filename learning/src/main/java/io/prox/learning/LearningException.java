package io.prox.learning;

/// The data or the request does not allow learning. The message says what is wrong, where, and how
/// to mend it, in words for the person who asked.
public final class LearningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LearningException(String message) {
        super(message);
    }
}
