package io.prox.features.reading;

import io.prox.tables.Kind;
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
/// @param kinds what is known of columns of the customer's own, by their names in `fields`, from
///   all of their cells; where nothing is known, the text itself must tell
/// @param occurredAt since when that is so at the source; empty where it did not say
public record LeadDraft(
        Map<String, String> fields, Map<String, Kind> kinds, Optional<Instant> occurredAt) {
    public LeadDraft {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        kinds = Map.copyOf(kinds);
    }

    /// A lead of which nobody knows more than its texts.
    public LeadDraft(Map<String, String> fields, Optional<Instant> occurredAt) {
        this(fields, Map.of(), occurredAt);
    }
}
