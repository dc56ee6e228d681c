package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.simulators.company.CompanyCall.FieldsChanged;
import io.prox.simulators.company.CompanyCall.LeadLost;
import io.prox.simulators.company.CompanyCall.LeadUpserted;
import io.prox.simulators.company.CompanyCall.LeadWon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallsTest {
    private static final Company COMPANY = Companies.SMALL;
    private static final Instant NOW = Companies.NOW;
    private static final Instant FROM = NOW.minus(Duration.ofDays(10));
    private static final Duration GAP = Duration.ofSeconds(4);

    private static List<CompanyCall> callsUntil(Instant end) {
        return COMPANY.calls(FROM, GAP).takeWhile(call -> call.due().isBefore(end)).toList();
    }

    @Test
    void comeInOrderOfTheirTime() {
        List<CompanyCall> calls = callsUntil(NOW.plus(Duration.ofHours(2)));

        assertThat(calls.stream().map(CompanyCall::due)).isSorted();
        assertThat(calls.getFirst().due()).isAfterOrEqualTo(FROM);
        assertThat(calls.stream().map(CompanyCall::id)).doesNotHaveDuplicates();
    }

    @Test
    void beginWithTheLeadAndEndWithItsOutcome() {
        Map<String, List<CompanyCall>> byLead =
                callsUntil(NOW.plus(Duration.ofHours(6))).stream()
                        .collect(Collectors.groupingBy(CompanyCall::externalId));

        assertThat(byLead.values())
                .allSatisfy(
                        calls -> {
                            assertThat(calls.subList(1, calls.size()))
                                    .noneMatch(LeadUpserted.class::isInstance);
                            assertThat(calls.subList(0, calls.size() - 1))
                                    .noneMatch(CallsTest::isOutcome);
                        });
        assertThat(byLead.values().stream().filter(calls -> isOutcome(calls.getLast())))
                .hasSizeGreaterThan(100);
    }

    private static boolean isOutcome(CompanyCall call) {
        return switch (call) {
            case LeadWon _, LeadLost _ -> true;
            case LeadUpserted _, FieldsChanged _ -> false;
        };
    }

    @Test
    void bringEachLeadAndEachOutcomeOnceTogetherWithTheFiles(@TempDir Path folder)
            throws IOException {
        Set<String> leadsInFiles = new HashSet<>();
        Set<String> outcomesInFiles = new HashSet<>();
        for (WrittenFile file : CompanyFiles.write(COMPANY, folder, FROM)) {
            for (ReadRow row : ReadRow.read(file)) {
                if (row.isLead()) {
                    leadsInFiles.add(row.key());
                    if (!row.outcome().isEmpty()) {
                        outcomesInFiles.add(row.key());
                    }
                }
            }
        }
        List<CompanyCall> calls = callsUntil(NOW);
        List<String> leadsInCalls = keys(calls, LeadUpserted.class::isInstance);
        List<String> outcomesInCalls = keys(calls, CallsTest::isOutcome);

        assertThat(together(leadsInFiles, leadsInCalls))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(COMPANY.externalIds());
        assertThat(together(outcomesInFiles, outcomesInCalls))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        COMPANY.leads().stream()
                                .filter(lead -> lead.endingBefore(NOW).isPresent())
                                .map(Lead::externalId)
                                .toList());
    }

    private static List<String> keys(List<CompanyCall> calls, Predicate<CompanyCall> some) {
        return calls.stream().filter(some).map(CompanyCall::externalId).toList();
    }

    private static List<String> together(Set<String> some, List<String> others) {
        var all = new ArrayList<String>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void goOnWithANewLeadEveryFewSeconds() {
        List<CompanyCall> calls =
                callsUntil(NOW.plus(Duration.ofHours(3))).stream()
                        .filter(call -> !call.due().isBefore(NOW))
                        .toList();

        assertThat(keys(calls, LeadUpserted.class::isInstance)).hasSizeBetween(2_500, 2_900);
        assertThat(keys(calls, FieldsChanged.class::isInstance)).hasSizeGreaterThan(2_500);
        assertThat(keys(calls, LeadWon.class::isInstance)).hasSizeGreaterThan(50);
        assertThat(keys(calls, LeadLost.class::isInstance)).hasSizeGreaterThan(300);
    }

    @Test
    void neverTellOfTheFuture() {
        Map<String, Instant> came = new HashMap<>();
        for (CompanyCall call : callsUntil(NOW.plus(Duration.ofHours(1)))) {
            if (call instanceof LeadUpserted) {
                came.put(call.externalId(), call.due());
            }
            assertThat(call.due())
                    .isAfterOrEqualTo(came.getOrDefault(call.externalId(), Instant.MIN));
        }
    }

    @Test
    void areTheSameEachTime() {
        List<CompanyCall> once = COMPANY.calls(FROM, GAP).limit(8_000).toList();
        List<CompanyCall> again =
                Company.simulate(COMPANY.settings()).calls(FROM, GAP).limit(8_000).toList();

        assertThat(again).isEqualTo(once);
        assertThat(once.getLast().due()).isAfter(NOW);
    }

    @Test
    void sendOnlyWhatIsKnownThen() {
        assertThat(callsUntil(NOW).stream().filter(LeadUpserted.class::isInstance))
                .map(LeadUpserted.class::cast)
                .isNotEmpty()
                .allSatisfy(
                        call -> {
                            assertThat(call.fields())
                                    .containsEntry("stage", "New")
                                    .containsKeys("email", "first_name", "lawful_basis")
                                    .doesNotContainKeys("outcome", "probability");
                            assertThat(call.source())
                                    .isEqualTo(COMPANY.lead(call.externalId()).source().label);
                        });
    }

    @Test
    void showLaterWhoIsInAHurry() {
        Set<String> asked =
                callsUntil(NOW).stream()
                        .filter(FieldsChanged.class::isInstance)
                        .map(FieldsChanged.class::cast)
                        .filter(call -> call.fields().containsKey("demo_requested"))
                        .map(CompanyCall::externalId)
                        .collect(Collectors.toSet());

        assertThat(asked).isNotEmpty();
        assertThat(rate(asked::contains)).isGreaterThan(rate(key -> !asked.contains(key)));
    }

    private static double rate(Predicate<String> some) {
        return COMPANY.externalIds().stream()
                .filter(some)
                .mapToInt(key -> COMPANY.converts(key) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void needTimeBetweenLeadsAndAPastToBeginIn() {
        assertThatThrownBy(() -> COMPANY.calls(FROM, Duration.ZERO)).hasMessageContaining("gap");
        assertThatThrownBy(() -> COMPANY.calls(NOW.plusSeconds(1), GAP))
                .hasMessageContaining("from is after the end of the past");
    }
}
