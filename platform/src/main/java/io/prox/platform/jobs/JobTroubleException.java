package io.prox.platform.jobs;

/// Why a job cannot succeed. The message is for the person who asked for it: what is wrong and how
/// to mend it, without personal data.
public final class JobTroubleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JobTroubleException(String message) {
        super(message);
    }

    public JobTroubleException(String message, Throwable cause) {
        super(message, cause);
    }
}
