package io.prox.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of a lead, in values that identify nobody.
///
/// Names, addresses and numbers of the person are not in it; what can be told from them without
/// identifying anyone is (`Email: kind of address`).
///
/// @param createdAt when the lead came to be at its first source
/// @param values field names to cell texts; a field without a value has no entry
/// @param company domain of the company it belongs to, which is its account; empty for addresses at
///   free mail providers
/// @param sources where it is known from, in order of their names
/// @param searchTokens keyed hashes of name words, addresses and numbers, by which a reader with
///   the key finds the lead again
public record LeadProfile(
        Instant createdAt,
        Map<String, String> values,
        Optional<String> company,
        List<String> sources,
        List<String> searchTokens) {
    public LeadProfile {
        requireNonNull(createdAt, "createdAt");
        requireNonNull(company, "company");
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        sources = List.copyOf(sources);
        searchTokens = List.copyOf(searchTokens);
    }
}
