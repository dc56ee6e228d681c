package io.prox.features.events;

import io.prox.features.fields.StandardField;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a message says of a person or a group: the reserved traits of Segment's specification as
/// the fields that they are, all others by their names.
///
/// An outcome is none of the reserved ones, so that no message can claim one.
///
/// @param fields texts by standard field
/// @param others texts by name; what is nested is named from without inwards: `plan.name`
public record Traits(Map<StandardField, String> fields, SortedMap<String, String> others) {
    /// Nothing is said.
    public static final Traits NONE = new Traits(Map.of(), Collections.emptySortedMap());

    /// Deeper than this a value is not read.
    private static final int DEEPEST = 3;

    private static final Map<String, StandardField> OF_PERSONS =
            Map.ofEntries(
                    Map.entry("email", StandardField.EMAIL),
                    Map.entry("firstName", StandardField.FIRST_NAME),
                    Map.entry("lastName", StandardField.LAST_NAME),
                    Map.entry("name", StandardField.FULL_NAME),
                    Map.entry("phone", StandardField.PHONE),
                    Map.entry("title", StandardField.JOB_TITLE),
                    Map.entry("website", StandardField.WEBSITE),
                    Map.entry("createdAt", StandardField.CREATED_AT),
                    Map.entry("company", StandardField.COMPANY),
                    Map.entry("company.name", StandardField.COMPANY),
                    Map.entry("company.industry", StandardField.INDUSTRY),
                    Map.entry("company.employee_count", StandardField.COMPANY_SIZE),
                    Map.entry("address.street", StandardField.STREET),
                    Map.entry("address.postalCode", StandardField.POSTCODE),
                    Map.entry("address.city", StandardField.CITY),
                    Map.entry("address.state", StandardField.REGION),
                    Map.entry("address.country", StandardField.COUNTRY));

    private static final Map<String, StandardField> OF_GROUPS =
            Map.ofEntries(
                    Map.entry("name", StandardField.COMPANY),
                    Map.entry("industry", StandardField.INDUSTRY),
                    Map.entry("employees", StandardField.COMPANY_SIZE),
                    Map.entry("website", StandardField.WEBSITE),
                    Map.entry("address.city", StandardField.CITY),
                    Map.entry("address.state", StandardField.REGION),
                    Map.entry("address.country", StandardField.COUNTRY));

    public Traits {
        fields = Collections.unmodifiableMap(copy(fields));
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    private static Map<StandardField, String> copy(Map<StandardField, String> fields) {
        var copy = new EnumMap<StandardField, String>(StandardField.class);
        copy.putAll(fields);
        return copy;
    }

    /// @param values as they came, by name
    static Traits ofPerson(Map<String, @Nullable Object> values) {
        return of(values, OF_PERSONS);
    }

    /// @param values as they came, by name
    static Traits ofGroup(Map<String, @Nullable Object> values) {
        return of(values, OF_GROUPS);
    }

    private static Traits of(
            Map<String, @Nullable Object> values, Map<String, StandardField> reserved) {
        var flat = new TreeMap<String, String>();
        flatten("", values, 1, flat);
        var fields = new EnumMap<StandardField, String>(StandardField.class);
        var others = new TreeMap<String, String>();
        flat.forEach(
                (name, text) -> {
                    StandardField field = reserved.get(name);
                    if (field == null) {
                        others.put(name, text);
                    } else {
                        fields.put(field, text);
                    }
                });
        return new Traits(fields, others);
    }

    private static void flatten(
            String before,
            Map<String, @Nullable Object> values,
            int depth,
            Map<String, String> flat) {
        values.forEach(
                (key, value) -> {
                    String name = before + EventValues.clean(key);
                    Optional<Map<String, @Nullable Object>> inner = EventValues.object(value);
                    if (inner.isEmpty()) {
                        text(value).ifPresent(text -> flat.put(name, text));
                    } else if (depth < DEEPEST) {
                        flatten(name + ".", inner.get(), depth + 1, flat);
                    }
                });
    }

    /// A list is what all of its values are.
    private static Optional<String> text(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? Optional.of(
                        list.stream()
                                .flatMap(each -> EventValues.text(each).stream())
                                .collect(Collectors.joining(", ")))
                : EventValues.text(value);
    }
}
