package io.prox.features.normal;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/// One thing that a person is found by. Whoever keeps it for search keeps a keyed hash of it.
///
/// @param field `name`, `email` or `phone`: the same text of another field is another term
/// @param value in its one spelling
public record SearchTerm(String field, String value) implements Comparable<SearchTerm> {
    private static final Comparator<SearchTerm> ORDER =
            Comparator.comparing(SearchTerm::field).thenComparing(SearchTerm::value);

    public SearchTerm {
        requireNonNull(field, "field");
        requireNonNull(value, "value");
    }

    @Override
    public int compareTo(SearchTerm other) {
        return ORDER.compare(this, other);
    }
}
