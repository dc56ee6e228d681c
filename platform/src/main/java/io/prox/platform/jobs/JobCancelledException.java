package io.prox.platform.jobs;

/// Ends the work on a job that is not to be worked on any longer.
public final class JobCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JobCancelledException() {
        super("The job is not to be worked on any longer");
    }
}
