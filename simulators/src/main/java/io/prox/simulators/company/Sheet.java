package io.prox.simulators.company;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A file that is being written, row by row. The header is written when it is made.
interface Sheet extends Closeable {
    /// @param cells one a column
    void write(List<Cell> cells) throws IOException;
}
