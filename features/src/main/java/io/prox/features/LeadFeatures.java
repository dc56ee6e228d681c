package io.prox.features;

import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.EngagementFeatures;
import io.prox.features.fields.StandardField;
import io.prox.features.fields.StandardField.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A lead's profile at an instant, as one row of named cells: the same for training, where the
/// instant is that of a snapshot, and live, where it is now.
///
/// The profile's values keep their names, beside some that follow from time. A value of the profile
/// that has one of those names, with or without apostrophes after it, gets one more apostrophe; so
/// no two values can meet, and a name never depends on which others a lead has.
public final class LeadFeatures {
    /// Whole days from the creation to the instant.
    public static final String AGE = "Lead: age in days";

    /// `Monday` to `Sunday`, in UTC.
    public static final String WEEKDAY = "Lead: weekday of creation";

    /// 0 to 23, in UTC.
    public static final String HOUR = "Lead: hour of creation";

    /// Of the standard fields that say who a person is and where they work, the share that is
    /// given, 0 to 1 in steps of a hundredth.
    public static final String SHARE_GIVEN = "Lead: share of fields given";

    private static final List<String> OWN = List.of(AGE, WEEKDAY, HOUR, SHARE_GIVEN);

    /// Names that a value of the profile may not have.
    private static final Set<String> TAKEN =
            Stream.concat(OWN.stream(), EngagementFeatures.names().stream())
                    .collect(Collectors.toUnmodifiableSet());

    /// Outcomes are left out, since they are given later and would tell the end.
    private static final List<StandardField> DESCRIBING =
            Arrays.stream(StandardField.values())
                    .filter(
                            field ->
                                    field.group() == Group.PERSON || field.group() == Group.COMPANY)
                    .toList();

    /// Names of the cells that say whether a field is given. A field that nobody ever spoke of is
    /// not given either.
    private static final List<String> GIVEN =
            DESCRIBING.stream()
                    .filter(field -> CellDerivation.of(field).isPresent())
                    .map(field -> field.label() + ": " + CellDerivation.GIVEN)
                    .toList();

    private LeadFeatures() {}

    /// The names of the cells that follow from time and from the profile as a whole.
    public static List<String> names() {
        return OWN;
    }

    /// The row, by name in the order of code points. What is missing has no entry; neither has the
    /// age at an instant before the creation.
    public static SequencedMap<String, String> row(Profile profile, Instant asOf) {
        var row = new TreeMap<String, String>();
        profile.values()
                .forEach(
                        (name, value) -> {
                            if (!value.isBlank()) {
                                row.put(besideOwn(name), value);
                            }
                        });
        GIVEN.forEach(name -> row.putIfAbsent(name, CellDerivation.IS_NOT_GIVEN));
        Duration age = Duration.between(profile.createdAt(), asOf);
        if (!age.isNegative()) {
            row.put(AGE, Long.toString(age.toDays()));
        }
        OffsetDateTime created = profile.createdAt().atOffset(ZoneOffset.UTC);
        row.put(WEEKDAY, created.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        row.put(HOUR, Integer.toString(created.getHour()));
        row.put(SHARE_GIVEN, shareGiven(profile.values()));
        return Collections.unmodifiableSequencedMap(row);
    }

    /// The row, with what the lead did.
    ///
    /// @param engagement as known at the instant
    public static SequencedMap<String, String> row(
            Profile profile, Engagement engagement, Instant asOf) {
        var row = new TreeMap<String, String>(row(profile, asOf));
        row.putAll(EngagementFeatures.row(engagement, asOf));
        return Collections.unmodifiableSequencedMap(row);
    }

    private static String besideOwn(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '\'') {
            end--;
        }
        return TAKEN.contains(name.substring(0, end)) ? name + "'" : name;
    }

    private static String shareGiven(Map<String, String> values) {
        long given = DESCRIBING.stream().filter(field -> isGiven(field, values)).count();
        long hundredths = Math.round(100.0 * given / DESCRIBING.size());
        return hundredths == 100 ? "1" : String.format(Locale.ROOT, "0.%02d", hundredths);
    }

    private static boolean isGiven(StandardField field, Map<String, String> values) {
        String derived = values.get(field.label() + ": " + CellDerivation.GIVEN);
        return derived == null
                ? !values.getOrDefault(field.label(), "").isBlank()
                : derived.equals(CellDerivation.IS_GIVEN);
    }
}
