package io.prox.platform.log;

/// Another process has read a partition on meanwhile: what this one did with it must not count.
final class StaleOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StaleOwnerException(String message) {
        super(message);
    }
}
