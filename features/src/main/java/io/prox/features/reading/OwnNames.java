package io.prox.features.reading;

import io.prox.features.DerivedCells;
import io.prox.features.LeadFeatures;
import io.prox.features.behaviour.EngagementFeatures;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.Remembered;
import io.prox.tables.ColumnSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of a customer's own columns, kept apart from those that ProX gives: a column that is
/// called like a standard field, or like something that is derived from one, gets an apostrophe
/// behind it. Otherwise two values of a lead would have one name.
public final class OwnNames {
    private static final Set<String> TAKEN =
            Arrays.stream(StandardField.values())
                    .flatMap(OwnNames::given)
                    .map(OwnNames::lower)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Remembered<String> FOLDED = new Remembered<>(OwnNames::fold);
    private static final Remembered<String> FREE = new Remembered<>(OwnNames::keptApart);

    private OwnNames() {}

    private static Stream<String> given(StandardField field) {
        return Stream.of(
                        List.of(field.key(), field.label()),
                        DerivedCells.schemas(field).stream().map(ColumnSchema::name).toList(),
                        LeadFeatures.names(),
                        EngagementFeatures.names())
                .flatMap(List::stream);
    }

    /// @param name of a column of the customer's own
    /// @return the name under which it is kept
    public static String free(String name) {
        return FREE.of(name);
    }

    private static String keptApart(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '\'') {
            end--;
        }
        return TAKEN.contains(lower(name.substring(0, end))) ? name + "'" : name;
    }

    /// @param name as a person sees it beside a column, perhaps already kept apart
    /// @return the name under which it is kept
    public static String shown(String name) {
        return TAKEN.contains(lower(name)) ? name + "'" : name;
    }

    /// @param shown as [#shown] gave it
    /// @return the name of which [#free] makes it
    public static String given(String shown) {
        if (shown.endsWith("'")) {
            String bare = shown.substring(0, shown.length() - 1);
            return free(bare).equals(shown) ? bare : shown;
        }
        return shown;
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /// What all spellings of one name have in common: `Team Size`, `team_size` and `teamSize` are
    /// one. That is their letters and digits, or all they are where they have none; and the
    /// apostrophe that keeps a name apart.
    public static String folded(String name) {
        return FOLDED.of(name);
    }

    private static String fold(String name) {
        var folded = new StringBuilder(name.length());
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        if (folded.isEmpty()) {
            return lower(name);
        }
        return name.endsWith("'") ? folded.append('\'').toString() : folded.toString();
    }
}
