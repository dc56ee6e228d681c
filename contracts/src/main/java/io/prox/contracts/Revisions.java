package io.prox.contracts;

/// Facts of one thing are counted from 1.
final class Revisions {
    private Revisions() {}

    static void check(long revision) {
        if (revision < 1) {
            throw new IllegalArgumentException("revision is below 1: " + revision);
        }
    }
}
