package io.prox.features.reading;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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

    /// The same lead, its own columns under other names.
    ///
    /// @param spelling of a name, by the one that it has here
    public ReadLead spelled(UnaryOperator<String> spelling) {
        return new ReadLead(
                identities, spelled(open, spelling), spelled(sealed, spelling), occurredAt);
    }

    private static SortedMap<String, String> spelled(
            SortedMap<String, String> texts, UnaryOperator<String> spelling) {
        var spelled = new TreeMap<String, String>();
        texts.forEach((key, text) -> spelled.put(FieldKey.spelled(key, spelling), text));
        return spelled;
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
