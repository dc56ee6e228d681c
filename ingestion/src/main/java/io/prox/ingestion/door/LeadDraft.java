package io.prox.ingestion.door;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A lead as somebody handed it in: unchecked texts by field.
///
/// @param fields by the key of a [standard field][io.prox.features.fields.StandardField] or any
///   other name, which makes it a column of the customer's own; times and money in the form that
///   [LeadReading] reads; an empty text says that there is no value
/// @param occurredAt since when that is so at the source; empty where it did not say
public record LeadDraft(Map<String, String> fields, Optional<Instant> occurredAt) {
    public LeadDraft {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
}
