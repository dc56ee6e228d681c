package io.prox.tables.reading;

import java.io.Closeable;
import java.io.IOException;

/// The rows of a file from the first to the last, the header among them.
interface RowReader extends Closeable {

    /// Reads the next row into [#row], passing over empty ones.
    ///
    /// @return false at the end of the file
    boolean advance() throws IOException;

    /// The row read last; changes when the next is read.
    Row row();
}
