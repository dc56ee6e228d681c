package io.prox.features.reading;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fields of one lead, those that identify apart from those that do not, with what was said of
/// each last. Used by one thread.
///
/// A column of the customer's own is one field, whatever its cells hold from time to time: what is
/// said of it under one [key][FieldKey] takes the place of what was said under another.
///
/// @param <T> what is kept of a field: its text, or more
public final class Fields<T> {
    private final SortedMap<String, T> open = new TreeMap<>();
    private final SortedMap<String, T> sealed = new TreeMap<>();
    private final Map<String, String> own = new HashMap<>();

    /// The fields of a lead of which nothing was said before.
    public static Fields<String> of(ReadLead lead) {
        var fields = new Fields<String>();
        lead.open().forEach(fields::putOpen);
        lead.sealed().forEach(fields::putSealed);
        return fields;
    }

    /// @param key of a field that identifies nobody
    public void putOpen(String key, T said) {
        put(key, said, open);
    }

    /// @param key of a field that identifies
    public void putSealed(String key, T said) {
        put(key, said, sealed);
    }

    private void put(String key, T said, SortedMap<String, T> into) {
        if (FieldKey.isOwn(key)) {
            String before = own.put(FieldKey.ownName(key), key);
            if (before != null && !before.equals(key)) {
                open.remove(before);
                sealed.remove(before);
            }
        }
        into.put(key, said);
    }

    /// What identifies nobody, by key.
    public SortedMap<String, T> open() {
        return Collections.unmodifiableSortedMap(open);
    }

    /// What identifies, by key.
    public SortedMap<String, T> sealed() {
        return Collections.unmodifiableSortedMap(sealed);
    }
}
