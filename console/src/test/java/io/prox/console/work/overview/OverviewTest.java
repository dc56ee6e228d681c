package io.prox.console.work.overview;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Folded;
import io.prox.console.work.Grading;
import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.console.work.list.Parameters;
import io.prox.console.work.list.Sort;
import io.prox.console.work.list.WorkList;
import io.prox.console.work.list.WorkQuery;
import io.prox.console.work.overview.Overview.Amount;
import io.prox.console.work.overview.Overview.Attention;
import io.prox.console.work.overview.Overview.Change;
import io.prox.console.work.overview.Overview.Day;
import io.prox.console.work.overview.Overview.Figure;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.sealing.Sealing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How it is going, at one instant.
class OverviewTest {
    private static final Instant NOW = MONDAY.plus(Duration.ofDays(30));

    private final MutableClock clock = new MutableClock(NOW);
    private WorkspaceId workspace;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
    }

    @Test
    void comparesTheDaysWithThoseBefore() {
        Folded.leads(
                lead(workspace, "1")
                        .createdAt(daysAgo(1))
                        .won(daysAgo(1), "100.25", "EUR")
                        .changed(),
                lead(workspace, "2").createdAt(daysAgo(6)).won(daysAgo(2), "50", "EUR").changed(),
                lead(workspace, "3").createdAt(daysAgo(7)).won(daysAgo(3), "7", "USD").changed(),
                lead(workspace, "4").createdAt(daysAgo(8)).won(daysAgo(10), "30", "EUR").changed(),
                lead(workspace, "5").createdAt(daysAgo(15)).changed(),
                lead(workspace, "6").createdAt(NOW.plusSeconds(60)).changed());

        Overview overview = overview(7);

        assertThat(overview.figures().leads()).isEqualTo(new Figure(3, 1));
        assertThat(overview.figures().converted()).isEqualTo(new Figure(3, 1));
        assertThat(overview.figures().revenue().now())
                .isEqualTo(new Amount(new BigDecimal("150.25"), "EUR"));
        assertThat(overview.figures().revenue().before())
                .isEqualTo(new Amount(new BigDecimal("30.00"), "EUR"));
        assertThat(overview.figures().revenue().leftOut()).isEqualTo(1);
        assertThat(days(overview))
                .containsExactly(
                        "2026-03-25: 1 came, 0 won",
                        "2026-03-26: 1 came, 0 won",
                        "2026-03-27: 0 came, 0 won",
                        "2026-03-28: 0 came, 0 won",
                        "2026-03-29: 0 came, 1 won",
                        "2026-03-30: 0 came, 1 won",
                        "2026-03-31: 1 came, 1 won",
                        "2026-04-01: 0 came, 0 won");
        assertThat(overview.changes())
                .extracting(Change::words)
                .containsExactly(
                        "3 leads came in over the last 7 days, none of grade A",
                        "3 leads were won in the last 7 days, worth 150 EUR");
    }

    @Test
    void countsTheFirstDayFromTheHourAtWhichTheFiguresBegin() {
        Folded.leads(
                lead(workspace, "1").createdAt(daysAgo(2).minusSeconds(1)).changed(),
                lead(workspace, "2").createdAt(daysAgo(2)).changed());

        Overview overview = overview(2);

        assertThat(days(overview))
                .containsExactly(
                        "2026-03-30: 1 came, 0 won",
                        "2026-03-31: 0 came, 0 won",
                        "2026-04-01: 0 came, 0 won");
        assertThat(overview.figures().leads()).isEqualTo(new Figure(1, 1));
    }

    @Test
    void countsDaysByTheCalendarOfAZone() {
        // In Berlin 29 March has 23 hours.
        Folded.leads(
                lead(workspace, "1").createdAt(Instant.parse("2026-03-28T22:59:59Z")).changed(),
                lead(workspace, "2").createdAt(Instant.parse("2026-03-28T23:00:00Z")).changed(),
                lead(workspace, "3").createdAt(Instant.parse("2026-03-29T21:59:59Z")).changed(),
                lead(workspace, "4")
                        .createdAt(MONDAY)
                        .won(Instant.parse("2026-03-29T22:00:00Z"), "1", "EUR")
                        .changed());

        assertThat(days(overview(5, "Europe/Berlin")))
                .containsExactly(
                        "2026-03-27: 0 came, 0 won",
                        "2026-03-28: 1 came, 0 won",
                        "2026-03-29: 2 came, 0 won",
                        "2026-03-30: 0 came, 1 won",
                        "2026-03-31: 0 came, 0 won",
                        "2026-04-01: 0 came, 0 won");
        assertThat(days(overview(5)))
                .startsWith(
                        "2026-03-27: 0 came, 0 won",
                        "2026-03-28: 2 came, 0 won",
                        "2026-03-29: 1 came, 1 won");
        assertThat(overview(2, "Pacific/Kiritimati").perDay())
                .extracting(Day::day)
                .containsExactly("2026-03-30", "2026-03-31", "2026-04-01");
        clock.advance(Duration.ofHours(2));
        assertThat(overview(2, "Pacific/Kiritimati").perDay())
                .extracting(Day::day)
                .containsExactly("2026-03-31", "2026-04-01", "2026-04-02");
    }

    @Test
    void addsUpByDayToItsFigures() {
        Folded.leads(
                lead(workspace, "1").won(daysAgo(1), "100.25", "EUR").changed(),
                lead(workspace, "2").won(daysAgo(1), "50", "EUR").changed(),
                lead(workspace, "3").won(daysAgo(2), "7", "USD").changed());
        qualified("4", daysAgo(2));
        qualified("5", daysAgo(2));

        Overview overview = overview(3);

        assertThat(overview.perDay()).extracting(Day::qualified).containsExactly(0L, 2L, 0L, 0L);
        assertThat(overview.perDay())
                .extracting(day -> day.revenue().toPlainString())
                .containsExactly("0.00", "0.00", "150.25", "0.00");
        assertThat(overview.figures().qualified().now()).isEqualTo(2);
        assertThat(overview.figures().revenue().now().amount()).isEqualTo(new BigDecimal("150.25"));
    }

    @Test
    void countsWhatWasQualified() {
        Folded.leads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        qualified("1", daysAgo(2));
        qualified("2", daysAgo(9));

        assertThat(overview(7).figures().qualified()).isEqualTo(new Figure(1, 1));
    }

    @Test
    void gradesOpenLeads() {
        Folded.leads(
                lead(workspace, "1").changed(),
                lead(workspace, "2").changed(),
                lead(workspace, "3").lost(MONDAY).changed());
        Folded.scores(
                score(workspace, "1", "rules", 90).changed(),
                score(workspace, "3", "rules", 90).changed());

        assertThat(overview(7).grades())
                .isEqualTo(Map.of("A", 1L, "B", 0L, "C", 0L, "D", 0L, "none", 1L));
    }

    @Test
    void saysWhatNeedsSomebody() {
        for (int day = 12; day >= 8; day--) {
            Folded.leads(
                    lead(workspace, Integer.toString(day))
                            .createdAt(MONDAY.minus(Duration.ofDays(100)))
                            .at(daysAgo(day))
                            .sources("Web form")
                            .changed());
        }
        Folded.leads(
                lead(workspace, "1")
                        .createdAt(MONDAY.minus(Duration.ofDays(100)))
                        .at(daysAgo(1))
                        .sources("Old list")
                        .changed());
        Folded.scores(
                score(workspace, "8", "rules", 85).changed(),
                score(workspace, "9", "rules", 95).changed());
        claimed("9", daysAgo(3));
        reject();

        assertThat(overview(7).attention())
                .containsExactly(
                        new Attention(
                                "rejected", 1, "1 record could not be taken", "/system/rejected"),
                        new Attention(
                                "hot-free",
                                1,
                                "1 open lead of grade A without an owner",
                                "/work?grade=A&owner=none&status=new,qualified"),
                        new Attention(
                                "hot-waiting",
                                1,
                                "1 lead of grade A with an owner, and not contacted for two days",
                                "/work?grade=A&waiting=2d&sort=-changed"),
                        new Attention(
                                "silent-source",
                                1,
                                "Nothing came for a week from Web form",
                                "/settings/sources"),
                        new Attention(
                                "no-model",
                                1,
                                "No model yet: leads are ranked by rules",
                                "/models"));
        assertThat(overview(7, EnumSet.of(Permission.WORK_READ)).attention())
                .extracting(Attention::kind)
                .containsExactly("hot-free", "hot-waiting");
    }

    @Test
    void tellsThatLeadsAreUnlikeThoseThatTheModelLearntFrom() {
        List<LeadFact> leads = new ArrayList<>();
        List<ScoreFact> scores = new ArrayList<>();
        for (int number = 0; number < 250; number++) {
            String id = Integer.toString(number);
            // the first 50, of which nothing is to be told, came in before
            leads.add(lead(workspace, id).createdAt(daysAgo(number < 50 ? 31 : 20)).changed());
            scores.add(score(workspace, id, "a", number < 50 ? 5 : number % 100).changed());
        }
        Folded.leads(leads.toArray(LeadFact[]::new));
        Folded.scores(scores.toArray(ScoreFact[]::new));
        Folded.scores(promoted(workspace, "a", 1, MONDAY));
        assertThat(overview(7).attention()).extracting(Attention::kind).doesNotContain("drift");

        for (int number = 50; number < 250; number++) {
            Folded.scores(
                    score(workspace, Integer.toString(number), "a", 90 + number % 11)
                            .entry(2)
                            .changed());
        }

        assertThat(overview(7).attention())
                .contains(
                        new Attention(
                                "drift",
                                200,
                                "The leads of the last 30 days are unlike those that the model learnt from",
                                "/models"));
        assertThat(overview(7, EnumSet.of(Permission.WORK_READ)).attention())
                .extracting(Attention::kind)
                .doesNotContain("drift");
    }

    @Test
    void tellsTheModelAndItsAge() {
        Folded.leads(lead(workspace, "1").changed());
        Folded.scores(
                score(workspace, "1", "a", 50).changed(), promoted(workspace, "a", 1, MONDAY));

        assertThat(overview(7).model().model()).contains("model_a");
        assertThat(overview(7).model().words())
                .isEqualTo("Leads are ranked by a model, since 2 March 2026");
        assertThat(overview(7, "Pacific/Honolulu").model().words())
                .isEqualTo("Leads are ranked by a model, since 1 March 2026");
        assertThat(overview(7).attention()).isEmpty();
        assertThat(overview(90).changes())
                .extracting(Change::words)
                .contains("Since 2 March 2026 leads are ranked by another model");
        clock.advance(Duration.ofDays(61));
        assertThat(overview(7).attention())
                .extracting(Attention::kind)
                .containsExactly("old-model");
    }

    @Test
    void tellsHowManyLeadsRose() {
        for (String id : List.of("1", "2", "3")) {
            Folded.leads(lead(workspace, id).changed());
            Folded.scores(score(workspace, id, "rules", 30).at(daysAgo(5)).changed());
        }
        Folded.scores(
                score(workspace, "1", "rules", 50).entry(2).at(NOW.minusSeconds(60)).changed(),
                score(workspace, "2", "rules", 49).entry(2).at(NOW.minusSeconds(60)).changed());

        assertThat(overview(7).changes())
                .containsExactly(
                        new Change(
                                "1 open lead rose by 20 points or more since yesterday",
                                "/work?outcome=open&risen=20&sort=changed"));
    }

    @Test
    void showsNumbersOfTheListsThatTheyOpen() {
        work("waits", "claimed", "'user_1'", daysAgo(3), "NULL");
        work("claimed", "claimed", "'user_1'", daysAgo(1), "NULL");
        work("contacted", "contacted", "'user_1'", daysAgo(3), ":at");
        work("qualified", "qualified", "NULL", daysAgo(4), ":at");
        work("earlier", "qualified", "'user_1'", daysAgo(9), ":at");
        work("won", "qualified", "'user_1'", daysAgo(9), ":at");
        Folded.leads(
                lead(workspace, "new").createdAt(daysAgo(1)).changed(),
                lead(workspace, "won").createdAt(daysAgo(7)).won(daysAgo(7), "1", "EUR").changed(),
                lead(workspace, "old").won(daysAgo(8), "1", "EUR").changed(),
                lead(workspace, "lost").createdAt(daysAgo(2)).lost(daysAgo(1)).changed(),
                lead(workspace, "ahead").createdAt(NOW.plusSeconds(60)).changed());
        for (String id : List.of("free", "waits", "claimed", "contacted", "qualified", "earlier")) {
            Folded.leads(lead(workspace, id).changed());
        }
        for (String id : List.of("new", "won", "old", "lost", "free", "waits", "claimed")) {
            Folded.scores(
                    score(workspace, id, "rules", 60).at(daysAgo(5)).changed(),
                    score(workspace, id, "rules", 90).entry(2).at(NOW.minusSeconds(60)).changed());
        }
        for (String id : List.of("contacted", "qualified", "earlier")) {
            Folded.scores(score(workspace, id, "rules", 85).at(daysAgo(5)).changed());
        }

        Overview overview = overview(7);

        Map<String, Long> numbers = new LinkedHashMap<>();
        // As the page has it, in links.ts.
        numbers.put("/leads?created=7d&sort=created", overview.figures().leads().now());
        numbers.put("/leads?qualified=7d&sort=changed", overview.figures().qualified().now());
        numbers.put("/leads?outcome=won&closed=7d", overview.figures().converted().now());
        for (String grade : List.of("A", "B", "C", "D")) {
            numbers.put(
                    "/work?grade=%s&outcome=open".formatted(grade), overview.grades().get(grade));
        }
        overview.attention().stream()
                .filter(one -> one.link().startsWith("/work"))
                .forEach(one -> numbers.put(one.link(), one.count()));
        overview.changes()
                .forEach(
                        change ->
                                numbers.put(
                                        change.link(),
                                        Long.valueOf(change.words().split(" ", 2)[0])));
        assertThat(numbers.values()).containsExactly(3L, 2L, 1L, 7L, 0L, 0L, 0L, 3L, 2L, 1L, 4L);
        numbers.forEach(
                (link, number) ->
                        assertThat(
                                        list().page(
                                                        workspace,
                                                        new WorkQuery(
                                                                Parameters.ofLink(
                                                                        link, caller(Set.of())),
                                                                Sort.USUAL,
                                                                Optional.empty(),
                                                                1))
                                                .total())
                                .as(link)
                                .isEqualTo(number.intValue()));
    }

    @Test
    void staysCalmWhateverWasWon() {
        String most = "9".repeat(18);
        Folded.leads(
                lead(workspace, "1").won(daysAgo(1), most, "EUR").changed(),
                lead(workspace, "2").won(daysAgo(1), most, "EUR").changed());

        assertThat(overview(7).figures().revenue().now().amount())
                .isEqualTo(new BigDecimal("1999999999999999998.00"));
    }

    @Test
    void answersOverHttp() throws Exception {
        Client viewer = TestConsole.user(workspace, "Viewer", Role.VIEWER);

        JsonNode empty = viewer.get("/v1/overview");

        assertThat(empty.get("days").asInt()).isEqualTo(7);
        assertThat(empty.get("attention")).isEmpty();
        assertThat(empty.at("/figures/revenue/now/currency").asString()).isEqualTo("EUR");
        assertThat(empty.at("/perDay/0").has("new")).isTrue();
        assertThat(empty.at("/model/rules").asBoolean()).isTrue();
        viewer.refused(400, "GET", "/v1/overview?days=0", "");
        viewer.refused(400, "GET", "/v1/overview?days=x", "");
        assertThat(viewer.get("/v1/overview?zone=Asia/Calcutta").get("perDay")).hasSize(8);
        JsonNode problem = viewer.refused(400, "GET", "/v1/overview?days=0&zone=Mars/Base", "");
        assertThat(problem.get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsExactly("?days", "?zone");
        TestConsole.key(workspace, Permission.LEADS_READ).refused(403, "GET", "/v1/overview", "");
    }

    private static List<String> days(Overview overview) {
        return overview.perDay().stream()
                .map(
                        day ->
                                "%s: %d came, %d won"
                                        .formatted(day.day(), day.created(), day.converted()))
                .toList();
    }

    private Overview overview(int days) {
        return overview(days, EnumSet.allOf(Permission.class));
    }

    private Overview overview(int days, String zone) {
        return overview(days, ZoneId.of(zone), EnumSet.allOf(Permission.class));
    }

    private Overview overview(int days, Set<Permission> permissions) {
        return overview(days, ZoneOffset.UTC, permissions);
    }

    private Overview overview(int days, ZoneId zone, Set<Permission> permissions) {
        return new Overviews(
                        TestConsole.database(),
                        TestConsole.part(ShownModels.class),
                        list(),
                        all -> "EUR",
                        clock)
                .of(caller(permissions), days, zone);
    }

    private WorkList list() {
        return new WorkList(
                TestConsole.database(),
                TestConsole.part(Sealing.class),
                TestConsole.part(Colleagues.class),
                TestConsole.part(Grading.class),
                clock);
    }

    private Caller caller(Set<Permission> permissions) {
        return new Caller(workspace, "user_1", permissions, "session_1", false, "");
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private void qualified(String lead, Instant at) {
        work(lead, "qualified", "NULL", at);
    }

    private void claimed(String lead, Instant at) {
        work(lead, "claimed", "'user_1'", at);
    }

    private void work(String lead, String status, String owner, Instant at) {
        work(lead, status, owner, at, ":at");
        Folded.leads(
                lead(workspace, lead)
                        .revision(2)
                        .createdAt(MONDAY.minus(Duration.ofDays(100)))
                        .at(daysAgo(9))
                        .sources("Web form")
                        .changed());
    }

    private void work(String lead, String status, String owner, Instant at, String qualifiedAt) {
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                """
                                                INSERT INTO console.work (workspace_id, lead_id,
                                                    version, owner, status, status_at, changed_at,
                                                    qualified_at)
                                                VALUES (:workspace, :lead, 1, %s, :status, :at, :at,
                                                    %s)
                                                """
                                                        .formatted(owner, qualifiedAt))
                                        .param("workspace", workspace.value())
                                        .param("lead", "lead_" + lead)
                                        .param("status", status)
                                        .param("at", at.atOffset(ZoneOffset.UTC))
                                        .update());
    }

    private void reject() {
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                """
                                                INSERT INTO platform.rejected (workspace_id,
                                                    rejected_id, consumer, topic, partition,
                                                    record_offset, problem, detail, version,
                                                    rejected_at)
                                                VALUES (:workspace, 'rejected_1', 'c', 't', 0, 0, 'p',
                                                    'd', 'v', now())
                                                """)
                                        .param("workspace", workspace.value())
                                        .update());
    }
}
