package io.prox.platform.jobs;

/// One try to do a job.
public interface JobRun {
    /// Tells how far the work has come. May be called as often as one likes, by any thread.
    ///
    /// @param fraction in [0, 1]
    void report(String stage, double fraction);

    /// Whether a person has taken the job back.
    boolean isCancelled();

    /// To be called often.
    ///
    /// @throws JobCancelledException if a person has taken the job back, the process is ending, or
    ///   another one does the job by now
    void checkCancelled();
}
