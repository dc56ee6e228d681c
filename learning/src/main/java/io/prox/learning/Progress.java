package io.prox.learning;

/// Hears how far long work has come. Called from several threads.
public interface Progress {
    /// @param stage what is being done, in a few words
    /// @param fraction of the whole work done, in [0, 1], never falling
    void report(String stage, double fraction);

    /// Says nothing.
    Progress SILENT = (stage, fraction) -> {};
}
