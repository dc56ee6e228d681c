package io.prox.app;

/// Something that the person at the command line can mend. The message says what is wrong, where,
/// and how to mend it; it is all they see.
final class UserMistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserMistake(String message) {
        super(message);
    }

    UserMistake(String message, Throwable cause) {
        super(message, cause);
    }
}
