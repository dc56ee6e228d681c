package io.prox.platform.jobs;

/// A job in work, as its [JobWork] sees it. May be used by several threads.
public interface JobRun {
    /// Says how far it is. Cheap: what is told is written a few times in a second, outside of the
    /// caller's transaction.
    ///
    /// @param stage in words for people: `reading the file`
    /// @param fraction of the whole, from 0 to 1
    void report(String stage, double fraction);

    /// Whether the work should end soon: someone cancelled it, the process stops, or another
    /// process has taken the job over.
    boolean isCancelled();

    /// @throws JobCancelledException if [#isCancelled]
    void checkCancelled();
}
