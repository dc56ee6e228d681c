package io.prox.tables.reading;

import java.util.List;

/// What was found out about a file while it was streamed.
///
/// @param rows data rows of the file
/// @param leftOut how many of them came in no chunk, since they are not as long as the header
/// @param notes what a person should know about the reading, in sentences
public record StreamFacts(long rows, long leftOut, List<String> notes) {
    public StreamFacts {
        notes = List.copyOf(notes);
    }
}
