package io.prox.tables;

/// A file that cannot be read as a table. The message is for the person who brought the file: what
/// is wrong, where, and how to mend it.
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableException(String message) {
        super(message);
    }

    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
