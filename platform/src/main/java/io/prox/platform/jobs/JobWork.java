package io.prox.platform.jobs;

/// How the jobs of one kind are done.
public interface JobWork {
    String kind();

    /// Does the work. After a crash, or when a process is stopped, it is begun again with the same
    /// job: what was done before must not be done twice.
    ///
    /// @throws JobTroubleException if it cannot be done, with what a person can do about it
    /// @throws JobCancelledException if [JobRun#checkCancelled] said so
    void run(Job job, JobRun run);
}
