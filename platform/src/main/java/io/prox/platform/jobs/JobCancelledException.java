package io.prox.platform.jobs;

/// The work on a job is to end, although it is not done.
public final class JobCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JobCancelledException() {
        super("the job is to end");
    }
}
