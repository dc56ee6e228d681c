package io.prox.app;

import java.io.IOException;

/// An output could not be written. Its own type, since the reader that the writing happens inside
/// of takes any other failure of a file for one of the file that it reads.
final class WriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final IOException failure;

    WriteFailure(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    IOException failure() {
        return failure;
    }
}
