package io.prox.features.reading;

import io.prox.features.DerivedCells;
import io.prox.features.Profile;
import io.prox.features.fields.StandardField;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What of a lead's fields the rest of ProX may know: values that identify nobody, whether the lead
/// is kept or only asked about.
public final class Published {
    private Published() {}

    /// A lead that nobody has heard of before, as it would be published if it were kept.
    ///
    /// @param heardAt when it is heard of, which is when it came to be unless it says otherwise
    public static Profile profile(ReadLead lead, Instant heardAt) {
        Fields<String> fields = Fields.of(lead);
        return new Profile(
                createdAt(
                        Optional.ofNullable(
                                fields.open().get(FieldKey.of(StandardField.CREATED_AT))),
                        heardAt),
                values(fields.open(), fields.sealed(), Function.identity()));
    }

    /// @param open fields that identify nobody, by [key][FieldKey]
    /// @param sealed fields that identify
    /// @param text of what is kept of a field; empty where it has no value
    /// @return by name, as in a [Profile]
    public static <T> SortedMap<String, String> values(
            SortedMap<String, T> open, SortedMap<String, T> sealed, Function<T, String> text) {
        SortedMap<String, String> values = new TreeMap<>();
        open.forEach((key, said) -> values.putAll(cells(key, text.apply(said))));
        sealed.forEach((key, said) -> values.putAll(cells(key, text.apply(said))));
        return values;
    }

    private static Map<String, String> cells(String key, String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        if (FieldKey.isOwn(key)) {
            return FieldKey.ownKind(key)
                    .<Map<String, String>>map(
                            kind -> DerivedCells.of(FieldKey.ownName(key), kind, text))
                    .orElse(Map.of());
        }
        return StandardField.ofKey(key)
                .<Map<String, String>>map(field -> DerivedCells.of(field, text))
                .orElse(Map.of());
    }

    /// When a lead came to be: by its source, else when it was first heard of.
    ///
    /// @param text of the field [StandardField#CREATED_AT]
    public static Instant createdAt(Optional<String> text, Instant firstKnown) {
        return text.flatMap(LeadReading::time).orElse(firstKnown);
    }
}
