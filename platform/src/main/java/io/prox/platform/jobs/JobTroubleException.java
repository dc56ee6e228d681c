package io.prox.platform.jobs;

/// A job cannot be done. The message says why, and how to mend it, to the person who asked for it.
public final class JobTroubleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JobTroubleException(String message) {
        super(message);
    }
}
