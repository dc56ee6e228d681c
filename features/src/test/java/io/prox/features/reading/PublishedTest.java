package io.prox.features.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void tellsOfAPersonOnlyWhatFitsMany() {
        Profile profile =
                profile(
                        Map.of(
                                "email", "ada@acme.de",
                                "lastName", "Lovelace",
                                "industry", "Software",
                                "Visits", "12"));

        assertThat(profile.values())
                .containsEntry("Email: kind of address", "company")
                .containsEntry("Last name: given", "is given")
                .containsEntry("Industry", "Software")
                .containsEntry("Visits", "12");
        assertThat(profile.values().values())
                .noneMatch(value -> value.contains("ada@") || value.contains("Lovelace"));
    }

    @Test
    void leavesOutcomesAndWhatWasSetAsideOut() {
        Profile profile =
                profile(
                        Map.of(
                                "industry", "Software",
                                "outcome", "won",
                                "outcomeAt", "2026-02-01",
                                "value", "12000 EUR",
                                "Religion", "none"));

        assertThat(profile.values()).isEqualTo(Map.of("Industry", "Software"));
    }

    @Test
    void isAsOldAsItsSourceSaysElseAsNewAsItsHearing() {
        assertThat(profile(Map.of("createdAt", "2026-02-01")).createdAt())
                .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(profile(Map.of("industry", "Software")).createdAt()).isEqualTo(NOON);
    }

    private static Profile profile(Map<String, String> fields) {
        var read =
                (LeadReading.Result.Read)
                        LeadReading.readNameless(new LeadDraft(fields, Optional.empty()));
        return Published.profile(read.lead(), NOON);
    }
}
