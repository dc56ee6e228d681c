package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DoingsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final Company COMPANY = Company.simulate(new CompanySettings(3, NOW, 4_000, 18));

    @Test
    void areTheSameForTheSameCompanyAndHaveNamesOfTheirOwn() {
        List<CompanyEvent> events = COMPANY.events(NOW).toList();

        assertThat(Company.simulate(COMPANY.settings()).events(NOW))
                .containsExactlyElementsOf(events);
        assertThat(new HashSet<>(events.stream().map(CompanyEvent::id).toList()))
                .hasSameSizeAs(events);
        assertThat((double) events.size() / 4_000).isBetween(3.0, 6.0);
    }

    @Test
    void tellNothingOfTheEndNorOfWhatComesAfter() {
        Instant then = NOW.minusSeconds(86_400L * 100);

        assertThat(COMPANY.events(then)).allMatch(event -> event.at().isBefore(then));
        for (Lead lead : COMPANY.leads()) {
            Instant end = lead.ending().map(Ending::at).orElse(Instant.MAX);
            assertThat(lead.doings()).allMatch(doing -> doing.at().isBefore(end));
        }
    }

    /// Whoever knows the profile as well as it can be known learns more from what leads did: of two
    /// halves with equal true chances by their profiles, those who did more convert more often.
    @Test
    void sayMoreThanTheProfile() {
        Map<String, Long> counts =
                COMPANY.events(NOW)
                        .filter(event -> event.where().equals("/pricing"))
                        .collect(
                                Collectors.groupingBy(
                                        CompanyEvent::externalId, Collectors.counting()));
        var looked = new ArrayList<Lead>();
        var others = new ArrayList<Lead>();
        for (Lead lead : COMPANY.leads()) {
            (counts.containsKey(lead.externalId()) ? looked : others).add(lead);
        }

        assertThat(lift(looked)).isGreaterThan(1.15);
        assertThat(lift(others)).isLessThan(1.0);
    }

    /// Conversions by how many were to be expected from the profiles.
    private static double lift(List<Lead> leads) {
        return leads.stream().filter(Lead::converts).count()
                / leads.stream().mapToDouble(Lead::probability).sum();
    }
}
