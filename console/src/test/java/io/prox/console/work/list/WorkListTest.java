package io.prox.console.work.list;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static io.prox.console.work.TestConsole.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.features.normal.Country;
import io.prox.features.normal.SearchTerms;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditEntry;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.Sealing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The list over HTTP, of facts that came over the log.
class WorkListTest {
    private WorkspaceId workspace;
    private Client reader;
    private Client finder;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        reader = TestConsole.key(workspace, Permission.WORK_READ);
        finder = TestConsole.key(workspace, Permission.WORK_READ, Permission.PERSONAL_READ);
    }

    @Test
    void showsALeadWithItsScoreAndReasons() throws Exception {
        TestConsole.publisher()
                .leads(
                        lead(workspace, "1")
                                .value("Country", "Germany")
                                .value("Job title: seniority", "head")
                                .value("Job title: department", "purchasing")
                                .value("Favourite colour", "blue")
                                .company("acme.example")
                                .sources("CRM", "Web form")
                                .won(MONDAY.plusSeconds(60), "12000.50", "EUR")
                                .changed());
        TestConsole.publisher()
                .scores(
                        score(workspace, "1", "a", 87)
                                .chance(0.25, 0.125, 0.5)
                                .fit("A")
                                .at(MONDAY.plusSeconds(5))
                                .reasons(
                                        new ScoreFact.Reason("Country", 0.75, "from Germany"),
                                        new ScoreFact.Reason("Source", -0.1, "by Web form"))
                                .changed(),
                        promoted(workspace, "a", 1, MONDAY));
        TestConsole.awaitScored(workspace, 1);

        JsonNode item = reader.get("/v1/work/lead_1");

        assertThat(item.toString())
                .isEqualTo(
                        """
                        {"lead":"lead_1","revision":1,"version":0,"score":87,"grade":"A",
                        "chance":{"probability":0.25,"low":0.125,"high":0.5},"sure":false,"fit":"A",
                        "reasons":[{"column":"Country","contribution":0.75,"words":"from Germany"},
                        {"column":"Source","contribution":-0.1,"words":"by Web form"}],
                        "model":"model_a","rules":false,"scoredAt":"2026-03-02T08:00:05Z",
                        "previousScore":87,"company":"acme.example","title":"Head, purchasing",
                        "values":{"Country":"Germany","Job title: department":"purchasing",
                        "Job title: seniority":"head"},"sources":["CRM","Web form"],
                        "createdAt":"2026-03-02T08:00:00Z","changedAt":"2026-03-02T08:00:00Z",
                        "outcome":{"kind":"won","at":"2026-03-02T08:01:00Z",
                        "value":{"amount":12000.5,"currency":"EUR"}},"status":"converted",
                        "statusAt":"2026-03-02T08:01:00Z"}
                        """
                                .replace("\n", ""));
        assertThat(reader.get("/v1/work").at("/items/0")).isEqualTo(item);
    }

    @Test
    void pagesThroughAllLeadsInEveryOrder() throws Exception {
        var facts = new ArrayList<LeadFact>();
        var scores = new ArrayList<ScoreFact>();
        for (int number = 0; number < 60; number++) {
            String id = Integer.toString(100 + number);
            facts.add(
                    lead(workspace, id)
                            .createdAt(MONDAY.minus(Duration.ofHours(number * 7 % 20)))
                            .at(MONDAY.plus(Duration.ofHours(number * 11 % 20)))
                            .changed());
            if (number % 6 > 0) {
                scores.add(score(workspace, id, "rules", number * 13 % 8 * 10).changed());
            }
        }
        TestConsole.publisher().leads(facts);
        TestConsole.publisher().scores(scores);
        TestConsole.awaitScored(workspace, 50);
        awaitTotal(60);

        for (String sort :
                List.of("score", "-score", "changed", "-changed", "created", "-created")) {
            var items = new ArrayList<JsonNode>();
            String after = "";
            do {
                JsonNode page =
                        reader.get("/v1/work?limit=7&sort=%s&after=%s".formatted(sort, after));
                page.get("items").forEach(items::add);
                assertThat(page.get("total").asInt()).isEqualTo(60);
                after = page.has("next") ? page.get("next").asString() : "";
            } while (!after.isEmpty());

            assertThat(items)
                    .as(sort)
                    .extracting(item -> item.get("lead").asString())
                    .hasSize(60)
                    .doesNotHaveDuplicates();
            List<String> keys = items.stream().map(item -> key(item, sort)).toList();
            List<String> sorted =
                    keys.stream()
                            .sorted(
                                    sort.startsWith("-")
                                            ? Comparator.naturalOrder()
                                            : Comparator.reverseOrder())
                            .toList();
            assertThat(keys).as(sort).isEqualTo(sorted);
        }
    }

    private static String key(JsonNode item, String sort) {
        return switch (sort.replace("-", "")) {
            case "score" ->
                    item.has("score") ? "%04d".formatted(item.get("score").asInt() + 1) : "";
            case "changed" -> item.get("changedAt").asString();
            default -> item.get("createdAt").asString();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grade=A | 1",
                "grade=A,D | 1 4",
                "grade=none | 5",
                "grade=B&grade=C | 2 3",
                "status=new | 1 2 5",
                "status=converted,lost | 3 4",
                "outcome=open | 1 2 5",
                "outcome=won | 3",
                "country=Germany | 1 2",
                "country=DE&country=France | 1 2 3",
                "company=ACME.example | 1 3",
                "source=Web+form | 1 2 3 4 5",
                "source=Fair,+Munich | 2",
                "owner=none | 1 2 3 4 5",
                "owner=user_1 | ''",
                "grade=A,B&outcome=open&country=Germany&company=acme.example | 1",
                "created=24h | ''",
                "q=acme | 1 3",
                "q=www.acme.example | 1 3",
                "q=@beta | 2",
                "q=LOVELACE | 1",
                "q=ada+lovelace | 1",
                "q=Ada | 1 2",
                "q=ada+gamma | ''",
                "q=ada%40acme.example | 1",
                "q=030+23125001 | 2",
                "q=%2B49+30+23125001 | 2",
                "q=ada&grade=B | 2",
                "q=%25 | ''",
                "q=' OR 1=1 | ''"
            })
    void findsWhatIsAskedFor(String query, String leads) throws Exception {
        publishFive();

        JsonNode page = finder.get("/v1/work?" + query.replace(" ", "%20").replace("'", "%27"));

        List<String> found =
                page.get("items")
                        .valueStream()
                        .map(item -> item.get("lead").asString().substring(5))
                        .sorted()
                        .toList();
        assertThat(String.join(" ", found)).isEqualTo(leads);
        assertThat(page.get("total").asInt()).isEqualTo(found.size());
        assertThat(
                        finder.get(
                                        "/v1/work/counts?"
                                                + query.replace(" ", "%20").replace("'", "%27"))
                                .get("total")
                                .asInt())
                .isEqualTo(found.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme | 2",
                "@acme.example | 2",
                "https://www.acme.example/ | 2",
                "LOVELACE | 0",
                "Ada | 0",
                "ada lovelace | 0",
                "ada@acme.example | 0",
                "030 23125001 | 0",
                "+49 30 23125001 | 0"
            })
    void findsNobodyForWhoMaySeeNoNames(String words, int leads) throws Exception {
        publishFive();
        String query = "?q=" + encode(words);
        Client exporter = TestConsole.key(workspace, Permission.WORK_READ, Permission.LEADS_EXPORT);

        assertThat(reader.get("/v1/work" + query).get("total").asInt()).isEqualTo(leads);
        assertThat(reader.get("/v1/work/counts" + query).get("total").asInt()).isEqualTo(leads);
        assertThat(exporter.send("GET", "/v1/work/export.csv" + query, "").body().lines())
                .hasSize(1 + leads);
        assertThat(searches()).isEmpty();
    }

    @Test
    void auditsWhoSeeksAPersonButNotWhom() throws Exception {
        publishFive();

        finder.get("/v1/work?q=lovelace");
        finder.get("/v1/work/counts?q=lovelace");
        finder.get("/v1/work?q=nobody&grade=A");
        finder.get("/v1/work?grade=A");
        finder.get("/v1/work?q=");

        assertThat(searches())
                .extracting(AuditEntry::detail)
                .containsExactly(
                        Map.of("of", "search", "found", "0"),
                        Map.of("of", "search", "found", "1"),
                        Map.of("of", "search", "found", "1"));
        assertThat(searches()).extracting(AuditEntry::origin).containsOnly("127.0.0.0/24");
    }

    private List<AuditEntry> searches() {
        return TestConsole.part(AuditLog.class)
                .page(
                        workspace,
                        OptionalLong.empty(),
                        new AuditLog.Filter("personal.read", "", ""),
                        100);
    }

    @Test
    void describesWhatTheWordsFind() throws Exception {
        JsonNode parameters = reader.get("/v1/openapi.json").at("/paths/~1v1~1work/get/parameters");

        assertThat(parameters)
                .extracting(parameter -> parameter.get("name").asString())
                .contains("q", "grade", "after")
                .doesNotContain("parameters");
        assertThat(
                        parameters
                                .valueStream()
                                .filter(parameter -> parameter.get("name").asString().equals("q"))
                                .findFirst()
                                .orElseThrow()
                                .get("description")
                                .asString())
                .contains("personal:read", "audited");
    }

    @Test
    void countsByGradeAndStatus() throws Exception {
        publishFive();

        assertThat(reader.get("/v1/work/counts").toString())
                .isEqualTo(
                        """
                        {"total":5,"byGrade":{"A":1,"B":1,"C":1,"D":1,"none":1},
                        "byStatus":{"new":3,"converted":1,"lost":1}}
                        """
                                .replace("\n", ""));
    }

    private void publishFive() {
        BlindIndex index = TestConsole.part(Sealing.class).keys(workspace).index();
        TestConsole.publisher()
                .leads(
                        lead(workspace, "1")
                                .value("Country", "Germany")
                                .company("acme.example")
                                .tokens(tokens(index, "Ada Lovelace", "ada@acme.example", ""))
                                .changed(),
                        lead(workspace, "2")
                                .value("Country", "Germany")
                                .company("beta.example")
                                .sources("Fair, Munich", "Web form")
                                .tokens(
                                        tokens(
                                                index,
                                                "Ada Byron",
                                                "byron@beta.example",
                                                "030/23125001"))
                                .changed(),
                        lead(workspace, "3")
                                .value("Country", "France")
                                .company("acme.example")
                                .won(MONDAY, "1", "EUR")
                                .changed(),
                        lead(workspace, "4").lost(MONDAY).changed(),
                        lead(workspace, "5").changed());
        TestConsole.publisher()
                .scores(
                        score(workspace, "1", "rules", 80).changed(),
                        score(workspace, "2", "rules", 79).changed(),
                        score(workspace, "3", "rules", 20).changed(),
                        score(workspace, "4", "rules", 0).changed());
        TestConsole.awaitScored(workspace, 4);
        awaitTotal(5);
    }

    private static List<String> tokens(BlindIndex index, String name, String email, String phone) {
        return SearchTerms.ofPerson(
                        List.of(name),
                        List.of(email),
                        Stream.of(phone).filter(text -> !text.isEmpty()).toList(),
                        Optional.of(Country.ofCode("DE")))
                .stream()
                .map(term -> index.token(term.field(), term.value()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grade=E | ?grade",
                "status=hot | ?status",
                "owner=me | ?owner",
                "owner=Ada | ?owner",
                "outcome=maybe | ?outcome",
                "created=week | ?created",
                "qualified=0d | ?qualified",
                "closed=7 | ?closed",
                "waiting=2d,3d | ?waiting",
                "risen=101 | ?risen",
                "sort=name | ?sort",
                "limit=0 | ?limit",
                "limit=201 | ?limit",
                "limit=x | ?limit",
                "after=nonsense | ?after",
                "colour=blue | ?colour"
            })
    void saysWhatCannotBeAskedFor(String query, String pointer) throws Exception {
        JsonNode problem = reader.refused(400, "GET", "/v1/work?" + query, "");

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").asString()).isNotBlank();
    }

    @Test
    void saysAllThatIsWrongAtOnce() throws Exception {
        assertThat(
                        reader.refused(400, "GET", "/v1/work?grade=E&sort=name&limit=0", "")
                                .get("errors"))
                .hasSize(3);
    }

    @Test
    void takesNoCursorOfAnotherOrder() throws Exception {
        publishFive();
        String next = reader.get("/v1/work?limit=2").get("next").asString();

        assertThat(
                        reader.refused(400, "GET", "/v1/work?sort=created&after=" + next, "")
                                .at("/errors/0/pointer")
                                .asString())
                .isEqualTo("?after");
    }

    @ParameterizedTest
    @CsvSource({"%00", "%E2%80%AE", "%F0%9F%A6%91", "%27%22%3B--", "%5C", "%25_"})
    void staysCalmWhateverIsTyped(String text) throws Exception {
        for (String parameter : List.of("q", "source", "company", "country")) {
            assertThat(
                            reader.get("/v1/work?%s=%s".formatted(parameter, text + "x"))
                                    .get("total")
                                    .asInt())
                    .isZero();
        }
    }

    @Test
    void showsAnotherModelToEveryoneAtOneInstant() throws Exception {
        var leads = new ArrayList<LeadFact>();
        var before = new ArrayList<ScoreFact>();
        var after = new ArrayList<ScoreFact>();
        for (int number = 0; number < 40; number++) {
            String id = Integer.toString(number);
            leads.add(lead(workspace, id).changed());
            before.add(score(workspace, id, "a", 10).changed());
            after.add(score(workspace, id, "b", 90).entry(2).at(MONDAY.plusSeconds(1)).changed());
        }
        before.add(promoted(workspace, "a", 1, MONDAY));
        TestConsole.publisher().leads(leads);
        TestConsole.publisher().scores(before);
        TestConsole.awaitScored(workspace, 40);
        after.add(promoted(workspace, "b", 2, MONDAY.plusSeconds(2)));

        TestConsole.publisher().scores(after);

        var seen = new ArrayList<String>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            List<String> models =
                                    reader.get("/v1/work?limit=200")
                                            .get("items")
                                            .valueStream()
                                            .map(
                                                    item ->
                                                            item.get("model").asString()
                                                                    + item.get("score").asInt())
                                            .toList();
                            assertThat(models).hasSize(40);
                            List<String> kinds = models.stream().distinct().toList();
                            assertThat(kinds).hasSize(1);
                            seen.addAll(kinds);
                            return kinds.getFirst().equals("model_b90");
                        });
        assertThat(seen.stream().distinct()).isSubsetOf("model_a10", "model_b90");
    }

    @Test
    void showsNothingToAnotherWorkspaceOrWithoutLeave() throws Exception {
        publishFive();
        Client other = TestConsole.key(TestConsole.newWorkspace());
        Client mayNot = TestConsole.key(workspace, Permission.LEADS_READ);

        assertThat(other.get("/v1/work").get("total").asInt()).isZero();
        assertThat(other.get("/v1/work?q=ada").get("total").asInt()).isZero();
        other.refused(404, "GET", "/v1/work/lead_1", "");
        mayNot.refused(403, "GET", "/v1/work", "");
        mayNot.refused(403, "GET", "/v1/work/counts", "");
        mayNot.refused(403, "GET", "/v1/work/lead_1", "");
        reader.refused(404, "GET", "/v1/work/lead_0", "");
        reader.refused(404, "GET", "/v1/work/" + encode("'"), "");
    }

    private void awaitTotal(int leads) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> reader.get("/v1/work").get("total").asInt() == leads);
    }
}
