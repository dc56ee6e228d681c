package io.prox.features.reading;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lead in which nothing is wrong.
///
/// @param identities by which it is told who it is; at least one of a lead that may be kept
/// @param open fields that identify nobody, by key
/// @param sealed fields that identify, by key
/// @param occurredAt since when that is so at the source; empty where it did not say
public record ReadLead(
        List<Identity> identities,
        SortedMap<String, String> open,
        SortedMap<String, String> sealed,
        Optional<Instant> occurredAt) {
    public ReadLead {
        identities = List.copyOf(identities);
        open = copy(open);
        sealed = copy(sealed);
    }

    private static SortedMap<String, String> copy(Map<String, String> texts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /// What belongs to one lead alone.
    ///
    /// @param kind of it
    /// @param value normalised
    public record Identity(Kind kind, String value) {
        /// An external id is one within its source; an e-mail address is one everywhere.
        public enum Kind {
            EXTERNAL_ID,
            EMAIL
        }
    }
}
