package io.prox.scoring.models;

import io.prox.platform.jobs.JobRun;

/// A run that nobody ends.
final class Undisturbed implements JobRun {
    @Override
    public void report(String stage, double fraction) {
        // nobody looks
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void checkCancelled() {
        // never
    }
}
