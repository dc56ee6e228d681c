package io.prox.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.prox.features.fields.StandardField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadFeaturesTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:30:00Z");

    @Test
    void aRowHoldsTheProfileAndWhatFollowsFromTime() {
        var values = new LinkedHashMap<String, String>();
        values.put("Industry", "Software");
        values.putAll(DerivedCells.of(StandardField.EMAIL, "ada@acme.de"));
        values.put("Budget", "high");

        Map<String, String> row =
                LeadFeatures.row(
                        new Profile(MONDAY_NOON, values), MONDAY_NOON.plus(Duration.ofHours(60)));

        var said = new LinkedHashMap<>(row);
        said.values().removeIf("is not given"::equals);
        assertThat(said)
                .containsExactly(
                        entry("Budget", "high"),
                        entry("Email: country of address", "de"),
                        entry("Email: given", "is given"),
                        entry("Email: kind of address", "company"),
                        entry("Email: role address", "is a person's address"),
                        entry("Industry", "Software"),
                        entry("Lead: age in days", "2"),
                        entry("Lead: hour of creation", "12"),
                        entry("Lead: share of fields given", "0.11"),
                        entry("Lead: weekday of creation", "Monday"));
    }

    @Test
    void aFieldThatNobodySpokeOfIsNotGiven() {
        Map<String, String> row =
                LeadFeatures.row(
                        new Profile(
                                MONDAY_NOON, DerivedCells.of(StandardField.PHONE, "+4930123456")),
                        MONDAY_NOON);

        assertThat(row)
                .containsEntry("Phone: given", "is given")
                .containsEntry("Email: given", "is not given")
                .containsEntry("Job title: given", "is not given")
                .doesNotContainKeys("Email: kind of address", "Created at: given");
    }

    @Test
    void missingIsAbsentAndNotZero() {
        Map<String, String> row =
                LeadFeatures.row(
                        new Profile(MONDAY_NOON, Map.of("Industry", "", "City", " ")), MONDAY_NOON);

        assertThat(row).doesNotContainKeys("Industry", "City");
        assertThat(row).containsEntry(LeadFeatures.SHARE_GIVEN, "0.00");
        assertThat(row).containsEntry(LeadFeatures.AGE, "0");
    }

    @Test
    void beforeItsCreationALeadHasNoAge() {
        assertThat(
                        LeadFeatures.row(
                                new Profile(MONDAY_NOON, Map.of()),
                                MONDAY_NOON.minus(Duration.ofSeconds(1))))
                .doesNotContainKey(LeadFeatures.AGE);
    }

    @Test
    void theShareCountsDescribingFieldsOnly() {
        var values = new LinkedHashMap<String, String>();
        for (StandardField field : StandardField.values()) {
            values.putAll(DerivedCells.of(field, "x"));
        }
        Map<String, String> all = LeadFeatures.row(new Profile(MONDAY_NOON, values), MONDAY_NOON);
        Map<String, String> end =
                LeadFeatures.row(
                        new Profile(MONDAY_NOON, Map.of("Outcome", "won", "Value", "9")),
                        MONDAY_NOON);
        Map<String, String> not =
                LeadFeatures.row(
                        new Profile(MONDAY_NOON, DerivedCells.of(StandardField.NOTE, "")),
                        MONDAY_NOON);

        assertThat(all).containsEntry(LeadFeatures.SHARE_GIVEN, "1");
        assertThat(end).containsEntry(LeadFeatures.SHARE_GIVEN, "0.00");
        assertThat(not).containsEntry(LeadFeatures.SHARE_GIVEN, "0.00");
    }

    @Test
    void aColumnOfTheCustomersStepsAside() {
        Map<String, String> row =
                LeadFeatures.row(
                        new Profile(
                                MONDAY_NOON,
                                Map.of(
                                        LeadFeatures.AGE,
                                        "theirs",
                                        LeadFeatures.AGE + "'",
                                        "theirs too",
                                        LeadFeatures.AGE + "s",
                                        "another")),
                        MONDAY_NOON);

        assertThat(row)
                .containsEntry(LeadFeatures.AGE, "0")
                .containsEntry(LeadFeatures.AGE + "'", "theirs")
                .containsEntry(LeadFeatures.AGE + "''", "theirs too")
                .containsEntry(LeadFeatures.AGE + "s", "another");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherOrderNorLocaleMatters(long seed) {
        var random = new Random(seed);
        var entries = new ArrayList<Map.Entry<String, String>>();
        for (int index = 0; index < 200; index++) {
            entries.add(
                    entry(
                            Long.toString(random.nextLong(), 36) + "äİıß'".charAt(index % 5),
                            Integer.toString(random.nextInt())));
        }
        Instant createdAt = Instant.ofEpochSecond(random.nextInt(1_500_000_000, 1_800_000_000));
        Instant asOf = createdAt.plusSeconds(random.nextInt(0, 90_000_000));
        List<Map.Entry<String, String>> expected = row(entries, createdAt, asOf);
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("tr", "ar-EG", "de", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Collections.shuffle(entries, random);

                assertThat(row(entries, createdAt, asOf)).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<Map.Entry<String, String>> row(
            List<Map.Entry<String, String>> entries, Instant createdAt, Instant asOf) {
        var values = new LinkedHashMap<String, String>();
        entries.forEach(each -> values.put(each.getKey(), each.getValue()));
        return List.copyOf(LeadFeatures.row(new Profile(createdAt, values), asOf).entrySet());
    }
}
