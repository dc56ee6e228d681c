package io.prox.ingestion.statements;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.Cause;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one source said of one lead at one time.
///
/// @param number counts the statements about a lead from 1
/// @param source by identifier
/// @param cause the act that brought it: an import, a request
/// @param occurredAt when it was so at the source
/// @param knownAt when ProX learnt of it
/// @param open texts of fields that identify nobody, by [field][FieldKey]; an empty text says that
///   there is no value
/// @param sealed texts of the fields that identify, likewise
public record Statement(
        long number,
        String source,
        Cause cause,
        Instant occurredAt,
        Instant knownAt,
        SortedMap<String, String> open,
        SortedMap<String, String> sealed) {
    public Statement {
        requireNonNull(source, "source");
        requireNonNull(cause, "cause");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(knownAt, "knownAt");
        open = copy(open);
        sealed = copy(sealed);
    }

    private static SortedMap<String, String> copy(Map<String, String> texts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }
}
