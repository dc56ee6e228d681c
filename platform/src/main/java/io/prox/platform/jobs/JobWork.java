package io.prox.platform.jobs;

/// Work of one kind. One instance does all jobs of its kind in a process, several at the same time.
public interface JobWork {
    /// As [Jobs#start] names it; one component's alone.
    String kind();

    /// Does a job from its beginning, or goes on with what an earlier run, which may have ended
    /// between any two of its transactions, has left. In very rare cases that run is still at work
    /// in a process that was frozen: what must not be done twice is fenced by the work's own
    /// conditional updates.
    ///
    /// Runs outside of any transaction, on a thread of its own. Returning is success.
    ///
    /// @throws JobTroubleException if it cannot succeed, with the reason for the person
    /// @throws JobCancelledException when [JobRun#isCancelled]; undoing nothing, for the next run
    ///   may go on with what is there
    /// @throws RuntimeException whatever else goes wrong: it is tried again, three times in all;
    ///   while the database or the log does not answer, without end
    void run(Job job, JobRun run);
}
