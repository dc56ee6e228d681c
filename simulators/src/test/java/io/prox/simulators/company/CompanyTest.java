package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CompanyTest {
    private static final List<Lead> LEADS = Companies.USUAL.leads();

    @Test
    void isTheSameForTheSameSettings() {
        Company again = Company.simulate(Companies.SMALL.settings());

        assertThat(again.leads()).isEqualTo(Companies.SMALL.leads());
    }

    @Test
    void isAnotherForAnotherSeed() {
        CompanySettings settings = Companies.SMALL.settings();
        Company other =
                Company.simulate(
                        new CompanySettings(
                                settings.seed() + 1,
                                settings.now(),
                                settings.leads(),
                                settings.months()));

        assertThat(other.leads().stream().map(lead -> lead.person().email()))
                .isNotEqualTo(Companies.SMALL.leads().stream().map(lead -> lead.person().email()));
        assertThat(other.leads()).isNotEqualTo(Companies.SMALL.leads());
    }

    @Test
    void hasAPastOfTheLengthAskedFor() {
        assertThat(LEADS).hasSize(20_000);
        assertThat(LEADS.getFirst().createdAt())
                .isBetween("2024-09-17T10:30:00Z", "2024-09-19T00:00:00Z");
        assertThat(LEADS.getLast().createdAt())
                .isBetween("2026-03-16T10:30:00Z", "2026-03-17T10:29:59Z");
        assertThat(LEADS.stream().map(Lead::createdAt)).isSorted();
    }

    @Test
    void livesThroughItsPastInAMoment() {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();

        Company.simulate(CompanySettings.usual(11, Companies.NOW));

        Duration taken = Duration.ofNanos(thread.getCurrentThreadCpuTime() - before);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void livesAsShortAsAMonthWithASingleLead() {
        Company tiny = Company.simulate(new CompanySettings(1, Companies.NOW, 1, 1));

        assertThat(tiny.externalIds()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void getsLeadsFromEachSourceInItsShare(Source source) {
        assertThat(share(lead -> lead.source() == source))
                .isCloseTo(source.percent / 100, within(0.01));
    }

    @Test
    void getsFewerLeadsOnWeekends() {
        assertThat(share(lead -> lead.profile().onWeekend())).isBetween(0.05, 0.2);
    }

    @Test
    void getsLeadsWhileTheirCountryIsAwake() {
        assertThat(share(lead -> hourAtHome(lead) >= 7 && hourAtHome(lead) <= 19))
                .isGreaterThan(0.85);
    }

    private static int hourAtHome(Lead lead) {
        return lead.createdAt().atZone(lead.person().country().zone).getHour();
    }

    @Test
    void meetsPeopleAtFairsOnTheThreeDaysOfAFair() {
        List<Lead> fair =
                LEADS.stream().filter(lead -> lead.source() == Source.TRADE_FAIR).toList();
        Set<DayOfWeek> days = Set.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);
        Map<LocalDate, Long> byDay =
                fair.stream()
                        .collect(Collectors.groupingBy(CompanyTest::day, Collectors.counting()));

        assertThat(byDay.entrySet().stream().filter(entry -> entry.getValue() > 20))
                .hasSizeBetween(15, 27)
                .allMatch(entry -> days.contains(entry.getKey().getDayOfWeek()));
        assertThat(
                        byDay.values().stream()
                                .filter(count -> count > 20)
                                .mapToLong(count -> count)
                                .sum())
                .isGreaterThan(fair.size() * 3L / 4);
    }

    @Test
    void importsOutboundListsOnFirstTuesdays() {
        List<Lead> outbound =
                LEADS.stream().filter(lead -> lead.source() == Source.OUTBOUND).toList();

        assertThat(outbound.stream().filter(lead -> day(lead).getDayOfMonth() <= 8).count())
                .isGreaterThan(outbound.size() * 3L / 4);
    }

    private static LocalDate day(Lead lead) {
        return LocalDate.ofInstant(lead.createdAt(), ZoneOffset.UTC);
    }

    @Test
    void winsAfterAMonthOrSoAndSometimesLate() {
        List<Double> days = LEADS.stream().flatMap(CompanyTest::daysToWin).sorted().toList();

        assertThat(days.get(days.size() / 2)).isBetween(30.0, 45.0);
        assertThat(days.stream().filter(value -> value > 90).count() / (double) days.size())
                .isBetween(0.05, 0.2);
        assertThat(days.getLast()).isLessThan(301);
    }

    private static Stream<Double> daysToWin(Lead lead) {
        return lead.ending().stream()
                .filter(Ending.Won.class::isInstance)
                .map(won -> Duration.between(lead.createdAt(), won.at()).toHours() / 24.0);
    }

    @Test
    void countsAsConvertedWhatIsWonWithinTheHorizon() {
        assertThat(LEADS)
                .allSatisfy(
                        lead ->
                                assertThat(lead.converts())
                                        .isEqualTo(
                                                lead.ending()
                                                        .filter(Ending.Won.class::isInstance)
                                                        .map(Ending::at)
                                                        .filter(
                                                                lead.createdAt().plus(Fate.HORIZON)
                                                                        ::isAfter)
                                                        .isPresent()));
    }

    @Test
    void givesUpMostOthersAndForgetsSome() {
        double lost =
                share(lead -> lead.ending().filter(Ending.Lost.class::isInstance).isPresent());
        double forgotten = share(lead -> lead.ending().isEmpty());

        assertThat(lost).isBetween(0.65, 0.75);
        assertThat(forgotten).isBetween(0.13, 0.22);
    }

    @Test
    void changesNothingAfterTheEnd() {
        assertThat(LEADS)
                .allSatisfy(
                        lead -> {
                            assertThat(lead.changes().stream().map(Change::at)).isSorted();
                            assertThat(lead.changes())
                                    .allMatch(change -> change.at().isAfter(lead.createdAt()));
                            lead.ending()
                                    .ifPresent(
                                            ending ->
                                                    assertThat(lead.changes())
                                                            .allMatch(
                                                                    change ->
                                                                            change.at()
                                                                                    .isBefore(
                                                                                            ending
                                                                                                    .at())));
                        });
    }

    @Test
    void meetsSomePeopleAgain() {
        assertThat(share(lead -> !lead.firstKnown()))
                .isCloseTo(LeadFactory.COMES_BACK, within(0.006));
        Map<Person, Set<Source>> sources =
                LEADS.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Lead::person,
                                        Collectors.mapping(Lead::source, Collectors.toSet())));
        assertThat(sources.values().stream().filter(several -> several.size() > 1).count())
                .isGreaterThan(300);
    }

    @Test
    void givesNoAddressToTwoPeopleButThoseOfRoles() {
        Map<String, Set<Person>> people =
                LEADS.stream()
                        .map(Lead::person)
                        .filter(person -> person.mailKind() != MailKind.ROLE)
                        .collect(Collectors.groupingBy(Person::email, Collectors.toSet()));

        assertThat(people.values()).allMatch(sharing -> sharing.size() == 1);
    }

    @Test
    void letsTheTextOfATitleTellWhoSomeoneIs() {
        Map<String, Set<JobTitle>> meanings =
                LEADS.stream()
                        .map(lead -> lead.person().title())
                        .collect(Collectors.groupingBy(JobTitle::text, Collectors.toSet()));

        assertThat(meanings).hasSizeGreaterThan(300);
        assertThat(meanings.values()).allMatch(titles -> titles.size() == 1);
    }

    @Test
    void meetsSeveralPeopleOfACompany() {
        Map<String, Set<String>> namesByDomain =
                LEADS.stream()
                        .map(lead -> lead.person().account())
                        .collect(
                                Collectors.groupingBy(
                                        Account::domain,
                                        Collectors.mapping(Account::name, Collectors.toSet())));

        assertThat(namesByDomain.values()).allMatch(names -> names.size() == 1);
        assertThat(namesByDomain).hasSizeBetween(4_000, 6_400);
    }

    @Test
    void sharesItsLeadsOutAmongFivePeople() {
        Map<String, Long> owned =
                LEADS.stream().collect(Collectors.groupingBy(Lead::owner, Collectors.counting()));

        assertThat(owned.keySet())
                .containsExactlyInAnyOrderElementsOf(Company.representatives())
                .hasSize(5);
        assertThat(owned.values()).allMatch(leads -> leads > 3_500);
    }

    @Test
    void leavesOutMoreWhereThereIsLessToSay() {
        Predicate<Lead> asked = lead -> lead.source() == Source.WEB_FORM;
        double juniors =
                missingTitles(
                        asked.and(lead -> lead.person().title().seniority() == Seniority.JUNIOR));
        double others =
                missingTitles(
                        asked.and(lead -> lead.person().title().seniority() != Seniority.JUNIOR));

        assertThat(juniors).isGreaterThan(2 * others);
    }

    private static double missingTitles(Predicate<Lead> some) {
        List<Lead> leads = LEADS.stream().filter(some).toList();
        return leads.stream().filter(lead -> lead.profile().title().isEmpty()).count()
                / (double) leads.size();
    }

    @Test
    void tellsTheTruthByKey() {
        Lead lead = LEADS.get(123);

        assertThat(Companies.USUAL.probability(lead.externalId())).isEqualTo(lead.probability());
        assertThat(Companies.USUAL.converts(lead.externalId())).isEqualTo(lead.converts());
        assertThat(Companies.USUAL.createdAt(lead.externalId())).isEqualTo(lead.createdAt());
        assertThat(Companies.USUAL.externalIds())
                .contains(lead.externalId())
                .doesNotHaveDuplicates();
    }

    @Test
    void knowsNoOtherKeys() {
        assertThatThrownBy(() -> Companies.USUAL.probability("WF-99999999"))
                .hasMessage("no lead of the past has the key WF-99999999");
        assertThatThrownBy(() -> Companies.USUAL.probability("XX-00000001"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Companies.USUAL.probability(""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSettingsWithoutALeadOrAPast() {
        Instant now = Companies.NOW;

        assertThatThrownBy(() -> new CompanySettings(1, now, 0, 18)).hasMessageContaining("leads");
        assertThatThrownBy(() -> new CompanySettings(1, now, 10, 0)).hasMessageContaining("months");
    }

    private static double share(Predicate<Lead> some) {
        return LEADS.stream().filter(some).count() / (double) LEADS.size();
    }
}
