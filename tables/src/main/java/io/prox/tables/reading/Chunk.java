package io.prox.tables.reading;

import io.prox.tables.Table;
import java.util.List;

/// Some rows of a file one after the other, as they stand, and those of them that are whole also
/// typed.
///
/// @param table the columns that were asked for and are in the file, under the names of their
///   schemas; its rows are the whole lines, in their order
/// @param header all columns of the file, by name, in its order
/// @param lines all rows of the file
/// @param shareRead the share of the file read so far, from 0 to 1
public record Chunk(Table table, List<String> header, List<Line> lines, double shareRead) {
    public Chunk {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /// One row of the file.
    ///
    /// @param sourceRow which data row of the file, counted from 0
    /// @param line where it begins in the file, counted from 1
    /// @param size how many cells it has there
    /// @param cells as they stand in the file, one for each name of the header: filled up with
    ///   empty ones, or cut, where the row is not whole
    /// @param surplus what was cut off
    /// @param whole whether it has a cell for each column, and no more that say something
    public record Line(
            long sourceRow,
            long line,
            int size,
            List<String> cells,
            List<String> surplus,
            boolean whole) {
        public Line {
            cells = List.copyOf(cells);
            surplus = List.copyOf(surplus);
        }
    }
}
