package io.prox.tables.kinds;

import io.prox.tables.ColumnSchema;
import java.util.List;
import java.util.Set;

/// What a column holds and why.
///
/// @param schema its kind, the reason, and how to read a cell
/// @param distinct how many different values it has; case and words for missing do not count
/// @param missingWords the words that count as missing and do occur, folded
/// @param notes what a person should know about the reading of this column, in sentences
public record Decision(
        ColumnSchema schema, int distinct, Set<String> missingWords, List<String> notes) {
    public Decision {
        missingWords = Set.copyOf(missingWords);
        notes = List.copyOf(notes);
    }
}
