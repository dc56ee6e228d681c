package io.prox.tables.reading;

import java.util.List;

/// What was found out about a file while it was streamed.
///
/// @param rows data rows of the file
/// @param misshapen how many of them are not as long as the header, so that no table has them
/// @param notes what a person should know about the reading, in sentences
public record StreamFacts(long rows, long misshapen, List<String> notes) {
    public StreamFacts {
        notes = List.copyOf(notes);
    }
}
