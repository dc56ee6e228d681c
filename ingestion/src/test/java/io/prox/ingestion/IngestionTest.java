package io.prox.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.sealing.SealingException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The component over HTTP, on the real database and log.
class IngestionTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FIRST_STATEMENT = "statement/1";

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private String key;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(IngestionConfiguration.class),
                        test.settings(folder.resolve("master.key")));
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        key = key(workspace);
    }

    @Test
    void tellsANewLeadFromAChangedAndAnUnchangedOne() throws Exception {
        String lead = "{\"fields\":{\"email\":\"ada@acme.example\",\"country\":\"France\"}}";
        JsonNode first = post("/v1/leads", lead);

        assertThat(first.get("status").asString()).isEqualTo("created");
        assertThat(post("/v1/leads", lead).get("status").asString()).isEqualTo("unchanged");
        JsonNode changed =
                post(
                        "/v1/leads",
                        "{\"fields\":{\"email\":\"ADA@acme.example\",\"country\":\"Spain\"}}");
        assertThat(changed.get("status").asString()).isEqualTo("changed");
        assertThat(changed.get("id")).isEqualTo(first.get("id"));
    }

    @Test
    void publishesWhatChangedWithoutWhatIdentifies() throws Exception {
        post(
                "/v1/leads",
                """
                {"source": "Web form", "occurredAt": "2026-03-02T09:30:00Z",
                 "fields": {"email": "ada.lovelace@acme.example", "firstName": "Ada",
                  "lastName": "Lovelace", "phone": "+49 30 23125 001", "jobTitle": "Head of Sales", "company": "Acme Nord",
                  "country": "germany", "Current tool": "Excel", "createdAt": "2026-03-01"}}
                """);
        post(
                "/v1/leads",
                """
                {"source": "CRM", "fields": {"email": "ada.lovelace@acme.example",
                  "outcome": "won", "outcomeAt": "2026-04-01", "value": "12000.50 EUR"}}
                """);

        List<LeadFact> facts = facts(2);

        var first = (LeadFact.LeadChanged) facts.getFirst();
        assertThat(first.revision()).isEqualTo(1);
        assertThat(first.profile().createdAt()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(first.occurredAt()).isEqualTo("2026-03-02T09:30:00Z");
        assertThat(first.profile().company()).contains("acme.example");
        assertThat(first.profile().sources()).containsExactly("Web form");
        assertThat(first.profile().values())
                .containsEntry("Country", "Germany")
                .containsEntry("Current tool", "Excel")
                .containsEntry("Email: kind of address", "company");
        // two names, two words of the company, an address and a number
        assertThat(first.profile().searchTokens()).hasSize(6);
        assertThat(first.outcome()).isEmpty();
        var second = (LeadFact.LeadChanged) facts.getLast();
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.changed()).containsExactly("outcome");
        assertThat(second.profile().sources()).containsExactly("CRM", "Web form");
        assertThat(second.outcome())
                .hasValueSatisfying(
                        outcome -> {
                            assertThat(outcome.kind()).isEqualTo(LeadOutcome.Kind.WON);
                            assertThat(outcome.at()).isEqualTo("2026-04-01T00:00:00Z");
                            assertThat(outcome.value().orElseThrow().currency()).isEqualTo("EUR");
                        });
        for (LeadFact fact : facts) {
            assertThat(new String(FactJson.LEADS.encode(fact), UTF_8))
                    .doesNotContainIgnoringCase("lovelace")
                    .doesNotContain("Ada")
                    .doesNotContain("23125");
        }
    }

    @Test
    void showsALeadWithAndWithoutWhatIdentifies() throws Exception {
        String id =
                post(
                                "/v1/leads",
                                """
                                {"source": "Web form", "fields": {"email": "ada@acme.example",
                                 "firstName": "Ada", "country": "France"}}
                                """)
                        .get("id")
                        .asString();

        JsonNode lead = get("/v1/leads/" + id);
        JsonNode persons = get("/v1/persons?leads=" + id);

        assertThat(lead.at("/values/Country").asString()).isEqualTo("France");
        assertThat(lead.at("/fields/Country/source").asString()).isEqualTo("Web form");
        assertThat(lead.toString()).doesNotContain("Ada").doesNotContain("ada@");
        assertThat(persons.at("/persons/" + id + "/First name/text").asString()).isEqualTo("Ada");
        assertThat(persons.at("/persons/" + id + "/Email/text").asString())
                .isEqualTo("ada@acme.example");
        assertThat(actions()).contains("personal.read");
    }

    @Test
    void meetsALeadOfTwoSourcesByItsAddress() throws Exception {
        JsonNode form =
                post(
                        "/v1/leads",
                        "{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\"}}");
        JsonNode crm =
                post(
                        "/v1/leads",
                        """
                        {"source":"CRM","fields":{"email":"ada@acme.example","externalId":"1"}}
                        """);
        JsonNode again =
                post(
                        "/v1/leads",
                        "{\"source\":\"CRM\",\"fields\":{\"externalId\":\"1\",\"city\":\"Lyon\"}}");

        assertThat(crm.get("id")).isEqualTo(form.get("id"));
        assertThat(again.get("id")).isEqualTo(form.get("id"));
    }

    @Test
    void takesSpellingsOfAnOwnColumnForOne() throws Exception {
        post(
                "/v1/leads",
                "{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\",\"Team Size\":\"12\"}}");
        String id =
                post(
                                "/v1/leads",
                                """
                                {"source":"CRM","fields":{"email":"ada@acme.example","team_size":"15"}}
                                """)
                        .get("id")
                        .asString();

        JsonNode values = get("/v1/leads/" + id).get("values");

        assertThat(values.get("Team Size").asString()).isEqualTo("15");
        assertThat(values.has("team_size")).isFalse();
    }

    @Test
    void refusesTwoSpellingsOfAnOwnColumnAtOnce() throws Exception {
        HttpResponse<String> answer =
                send(
                        "POST",
                        "/v1/leads",
                        """
                        {"fields":{"email":"ada@acme.example","Team Size":"12","team_size":"15"}}
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("#/fields/team_size", "is another spelling of 'Team Size'");
    }

    @Test
    void takesTheSameIdOfTwoSourcesForTwoLeads() throws Exception {
        JsonNode one = post("/v1/leads", "{\"source\":\"A\",\"fields\":{\"externalId\":\"1\"}}");
        JsonNode two = post("/v1/leads", "{\"source\":\"B\",\"fields\":{\"externalId\":\"1\"}}");

        assertThat(two.get("id")).isNotEqualTo(one.get("id"));
    }

    @Test
    void mergesNobodySilently() throws Exception {
        post("/v1/leads", "{\"fields\":{\"externalId\":\"1\"}}");
        post("/v1/leads", "{\"fields\":{\"email\":\"ada@acme.example\"}}");

        HttpResponse<String> conflict =
                send(
                        "POST",
                        "/v1/leads",
                        "{\"fields\":{\"externalId\":\"1\",\"email\":\"ada@acme.example\"}}");

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("correct one of them");
    }

    @Test
    void takesTheGoodLeadsOfABatchAndSaysWhatIsWrongWithTheOthers() throws Exception {
        JsonNode answer =
                post(
                        "/v1/leads/batch",
                        """
                        {"source": "Fair", "leads": [
                          {"fields": {"email": "ada@acme.example"}},
                          {"fields": {"email": "broken@"}},
                          {"fields": {"country": "France"}},
                          {"fields": {"email": "ada@acme.example", "country": "Spain"}}]}
                        """);

        assertThat(answer.get("taken").asInt()).isEqualTo(2);
        assertThat(answer.get("refused").asInt()).isEqualTo(2);
        assertThat(answer.at("/results/0/status").asString()).isEqualTo("created");
        assertThat(answer.at("/results/1/errors/0/pointer").asString())
                .isEqualTo("#/leads/1/fields/email");
        assertThat(answer.at("/results/2/status").asString()).isEqualTo("refused");
        assertThat(answer.at("/results/3/status").asString()).isEqualTo("changed");
        assertThat(answer.at("/results/3/id")).isEqualTo(answer.at("/results/0/id"));
        assertThat(facts(1)).hasSize(1);
    }

    @Test
    void saysWhatWouldBecomeOfLeadsAndKeepsNothing() throws Exception {
        String batch =
                """
                {"source": "HubSpot", "leads": [
                  {"fields": {"email": "ada@acme.example"}},
                  {"fields": {"email": "ada@acme.example", "country": "Spain"}},
                  {"fields": {"email": "ada@acme.example", "country": "Spain"}},
                  {"fields": {"email": "broken@"}}]}
                """;

        JsonNode look = post("/v1/leads/batch?dryRun=true", batch);

        assertThat(statuses(look)).containsExactly("created", "changed", "unchanged", "refused");
        assertThat(look.get("results").valueStream()).noneMatch(one -> one.has("id"));
        assertThat(look.get("taken").asInt()).isEqualTo(3);
        assertThat(look.at("/results/3/errors/0/pointer").asString())
                .isEqualTo("#/leads/3/fields/email");
        assertThat(get("/v1/leads").get("leads")).isEmpty();
        assertThat(get("/v1/sources").get("sources")).isEmpty();
        assertThat(get("/v1/books").at("/all/received").asInt()).isZero();
        assertThat(send("POST", "/v1/leads/batch?dryRun=perhaps", batch).statusCode())
                .isEqualTo(400);

        JsonNode taken = post("/v1/leads/batch", batch);
        JsonNode again = post("/v1/leads/batch?dryRun=true", batch);

        assertThat(statuses(taken)).isEqualTo(statuses(look));
        assertThat(statuses(again))
                .containsExactly("unchanged", "unchanged", "unchanged", "refused");
        assertThat(facts(1)).hasSize(1);
    }

    private static List<String> statuses(JsonNode answer) {
        return answer.get("results")
                .valueStream()
                .map(one -> one.get("status").asString())
                .toList();
    }

    /// Later words would lose against what lies in the future until that has come.
    @Test
    void takesNothingThatLiesInTheFuture() throws Exception {
        String tomorrow = Instant.now().plus(Duration.ofHours(20)).toString();
        String later = Instant.now().plus(Duration.ofDays(2)).toString();
        String lead =
                """
                {"occurredAt": "%1$s", "fields": {"email": "ada@acme.example",
                  "createdAt": "%1$s", "outcome": "won", "outcomeAt": "%1$s"}}
                """;

        HttpResponse<String> refused = send("POST", "/v1/leads", lead.formatted(later));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).get("errors").valueStream())
                .extracting(error -> error.get("pointer").asString())
                .containsExactlyInAnyOrder(
                        "#/occurredAt", "#/fields/createdAt", "#/fields/outcomeAt");
        assertThat(refused.body()).contains("lies in the future");
        assertThat(post("/v1/leads", lead.formatted(tomorrow)).get("status").asString())
                .isEqualTo("created");
    }

    @Test
    void takesNoSourceOfASingleLeadOfABatch() throws Exception {
        HttpResponse<String> refused =
                send(
                        "POST",
                        "/v1/leads/batch",
                        """
                        {"leads": [{"source": "HubSpot", "fields": {"externalId": "1"}}]}
                        """);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("#/leads/0/source");
    }

    @Test
    void publishesThePastAnewWhereSomethingIsSaidOfIt() throws Exception {
        String body = "{\"occurredAt\": \"%s\", \"fields\": {\"email\": \"ada@acme.example\", %s}}";
        post("/v1/leads", body.formatted("2026-01-01T00:00:00Z", "\"country\": \"France\""));
        post("/v1/leads", body.formatted("2026-03-01T00:00:00Z", "\"Stage\": \"proposal\""));
        post("/v1/leads", body.formatted("2026-02-01T00:00:00Z", "\"Budget\": \"small\""));

        List<LeadFact> facts = facts(3);

        assertThat(((LeadFact.LeadChanged) facts.get(1)).past()).isEmpty();
        List<LeadFact.Standing> past =
                ((LeadFact.LeadChanged) facts.getLast()).past().orElseThrow();
        assertThat(past.stream().map(LeadFact.Standing::from))
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(past.get(0).values())
                .containsEntry("Country", "France")
                .doesNotContainKeys("Budget", "Stage");
        assertThat(past.get(1).values())
                .containsEntry("Budget", "small")
                .doesNotContainKeys("Stage");
        assertThat(past.get(2).values())
                .isEqualTo(((LeadFact.LeadChanged) facts.getLast()).profile().values());
    }

    @Test
    void letsNobodyMakeAnOutcomeLaterByRepeatingIt() throws Exception {
        post(
                "/v1/leads",
                """
                {"occurredAt": "2026-01-10T00:00:00Z",
                 "fields": {"email": "ada@acme.example", "outcome": "won"}}
                """);
        post(
                "/v1/leads",
                """
                {"occurredAt": "2026-02-20T00:00:00Z",
                 "fields": {"email": "ada@acme.example", "outcome": "won", "country": "Spain"}}
                """);

        var last = (LeadFact.LeadChanged) facts(2).getLast();
        assertThat(last.outcome().orElseThrow().at())
                .isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
        assertThat(last.changed()).doesNotContain("outcome");
    }

    @Test
    void letsNoLeadGrowBeyondWhatTheLogHolds() throws Exception {
        String text = "x".repeat(8_000);
        int taken = 0;
        HttpResponse<String> answer;
        do {
            String fields =
                    String.join(
                            ",",
                            IntStream.range(taken * 8, taken * 8 + 8)
                                    .mapToObj(number -> "\"f%d\":\"%s\"".formatted(number, text))
                                    .toList());
            answer =
                    send(
                            "POST",
                            "/v1/leads",
                            "{\"fields\":{\"externalId\":\"1\",%s}}".formatted(fields));
            taken++;
        } while (answer.statusCode() == 200);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("200,000 characters");
        assertThat(facts(taken - 1)).hasSize(taken - 1);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void takesALeadUpToItsBoundsAndNoneBeyond(
            Map<String, String> within, Map<String, String> beyond, int status, String words)
            throws Exception {
        JsonNode taken = post("/v1/leads", JSON.writeValueAsString(Map.of("fields", within)));
        HttpResponse<String> refused =
                send("POST", "/v1/leads", JSON.writeValueAsString(Map.of("fields", beyond)));

        assertThat(taken.get("status").asString()).isEqualTo("created");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(words).doesNotContain("xxx");
        assertThat(get("/v1/books").at("/all/created").asInt()).isEqualTo(1);
    }

    static Stream<Arguments> bounds() {
        String text = "x".repeat(8_188);
        return Stream.of(
                argumentSet(
                        "fields",
                        lead("1", 300, "x"),
                        lead("1", 301, "x"),
                        422,
                        "more than 300 fields"),
                argumentSet(
                        "name",
                        Map.of("externalId", "1", "n".repeat(256), "x"),
                        Map.of("externalId", "1", "n".repeat(257), "x"),
                        400,
                        "a name of more than 256"),
                argumentSet(
                        "text",
                        lead("1", 2, "x".repeat(8_192)),
                        lead("1", 2, "x".repeat(8_193)),
                        400,
                        "a text of more than 8,192"),
                argumentSet(
                        "external id",
                        lead("x".repeat(256), 1, ""),
                        lead("x".repeat(257), 1, ""),
                        422,
                        "is longer than 256 characters"),
                // the id has 16 or 17 characters with its name, each other field 8,190
                argumentSet(
                        "whole lead",
                        lead("xxxxxx", 9, text),
                        lead("xxxxxxx", 9, text),
                        422,
                        "is longer than 65,536 characters in all"));
    }

    /// A lead of so many fields, each with the same text but its id.
    private static Map<String, String> lead(String id, int fields, String text) {
        Map<String, String> lead = new TreeMap<>(Map.of("externalId", id));
        IntStream.range(1, fields).forEach(number -> lead.put("f" + number, text));
        return lead;
    }

    @Test
    void takesABatchUpToItsBoundsAndNoneBeyond() throws Exception {
        String lead = "{\"fields\":{\"externalId\":\"%d\"}}";
        List<String> leads = IntStream.range(0, 501).mapToObj(lead::formatted).toList();
        String most = "{\"leads\":[%s]}".formatted(String.join(",", leads.subList(0, 500)));
        String padded = most + " ".repeat((2 << 20) - most.length());

        HttpResponse<String> tooMany =
                send(
                        "POST",
                        "/v1/leads/batch",
                        "{\"leads\":[%s]}".formatted(String.join(",", leads)));
        HttpResponse<String> tooLong = send("POST", "/v1/leads/batch", padded + " ");
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
        JsonNode taken = post("/v1/leads/batch", padded);

        assertThat(taken.get("taken").asInt()).isEqualTo(500);
        assertThat(tooMany.statusCode()).isEqualTo(413);
        assertThat(tooMany.body()).contains("too-large", "501 leads at once");
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(tooLong.body()).contains("too-large", "at most 2 MiB");
    }

    /// What cannot come packed cannot unfold to more than it says.
    @Test
    void takesNoPackedBody() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"fields\":{\"externalId\":\"1\"}}".getBytes(UTF_8));
        }

        HttpResponse<String> answer =
                CLIENT.send(
                        request("/v1/leads")
                                .header("Content-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
    }

    @Test
    void readsAllLeadsPageByPage() throws Exception {
        for (int batch = 0; batch < 3; batch++) {
            int base = batch * 20;
            String leads =
                    String.join(
                            ",",
                            IntStream.range(base, base + 20)
                                    .mapToObj(
                                            number ->
                                                    "{\"fields\":{\"externalId\":\"%d\"}}"
                                                            .formatted(number))
                                    .toList());
            post("/v1/leads/batch", "{\"leads\":[" + leads + "]}");
        }

        var ids = new ArrayList<String>();
        String after = "";
        do {
            JsonNode page = get("/v1/leads?limit=25&after=" + after);
            page.get("leads").forEach(lead -> ids.add(lead.get("id").asString()));
            after = page.has("next") ? page.get("next").asString() : "";
        } while (!after.isEmpty());

        assertThat(ids).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void listsLeadsOfACompanyAndOfAnOutcome() throws Exception {
        post(
                "/v1/leads/batch",
                """
                {"leads": [
                  {"fields": {"email": "ada@acme.example", "outcome": "won"}},
                  {"fields": {"email": "bob@acme.example", "outcome": "lost"}},
                  {"fields": {"email": "cy@acme.example", "outcome": "open"}},
                  {"fields": {"email": "dan@navy.example"}}]}
                """);

        assertThat(listed("company=acme.example")).containsExactlyInAnyOrder("won", "lost", "open");
        assertThat(listed("company=navy.example")).containsExactly("open");
        assertThat(listed("company=nobody.example")).isEmpty();
        assertThat(listed("outcome=won")).containsExactly("won");
        assertThat(listed("outcome=lost")).containsExactly("lost");
        assertThat(listed("outcome=open")).containsExactly("open", "open");
        assertThat(listed("company=acme.example&outcome=open")).containsExactly("open");
    }

    @Test
    void refusesAnOutcomeThatThereIsNot() throws Exception {
        HttpResponse<String> answer = send("GET", "/v1/leads?outcome=Won&limit=0", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("invalid-request", "?limit", "is not from 1 to 200")
                .contains("?outcome", "is none of won, lost and open");
    }

    /// Outcomes of the leads that a filter finds.
    private List<String> listed(String filter) throws Exception {
        return get("/v1/leads?" + filter)
                .get("leads")
                .valueStream()
                .map(lead -> lead.at("/outcome/kind").asString("open"))
                .toList();
    }

    @Test
    void letsGoOfALead() throws Exception {
        String body = "{\"fields\":{\"email\":\"ada@acme.example\"}}";
        String id = post("/v1/leads", body).get("id").asString();

        assertThat(send("DELETE", "/v1/leads/" + id, "").statusCode()).isEqualTo(204);

        assertThat(send("GET", "/v1/leads/" + id, "").statusCode()).isEqualTo(404);
        assertThat(get("/v1/persons?leads=" + id).get("persons").isEmpty()).isTrue();
        assertThat(facts(2).getLast()).isInstanceOf(LeadFact.LeadDeleted.class);
        assertThat(post("/v1/leads", body).get("status").asString()).isEqualTo("created");
    }

    /// Whoever has kept what was sealed, as a backup does, has noise then.
    @Test
    void destroysTheKeyOfALeadThatItLetsGoOf() throws Exception {
        String ada = "{\"fields\":{\"email\":\"ada@acme.example\"}}";
        String id = post("/v1/leads", ada).get("id").asString();
        String other = post("/v1/leads", ada.replace("ada", "bob")).get("id").asString();
        byte[] sealed = sealed(id);
        assertThat(new String(key(id).orElseThrow().open(FIRST_STATEMENT, sealed), UTF_8))
                .contains("ada@acme.example");

        assertThat(send("DELETE", "/v1/leads/" + id, "").statusCode()).isEqualTo(204);

        assertThat(count("platform.data_key WHERE owner_id = '%s'".formatted(id))).isZero();
        assertThat(count("ingestion.statement WHERE lead_id = '%s'".formatted(id))).isZero();
        assertThat(count("ingestion.identity WHERE lead_id = '%s'".formatted(id))).isZero();
        assertThat(key(id)).isEmpty();
        DataKey another = key(other).orElseThrow();
        assertThat(new String(another.open(FIRST_STATEMENT, sealed(other)), UTF_8))
                .contains("bob@acme.example");
        assertThatThrownBy(() -> another.open(FIRST_STATEMENT, sealed))
                .isInstanceOf(SealingException.class);
        String anew = post("/v1/leads", ada).get("id").asString();
        assertThat(anew).isNotEqualTo(id);
        DataKey later = key(anew).orElseThrow();
        assertThatThrownBy(() -> later.open(FIRST_STATEMENT, sealed))
                .isInstanceOf(SealingException.class);
    }

    private Optional<DataKey> key(String lead) {
        var sealing = process.part(Sealing.class);
        return process.part(Database.class).within(workspace, () -> sealing.open(workspace, lead));
    }

    private byte[] sealed(String lead) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql(
                                                "SELECT sealed FROM ingestion.statement WHERE lead_id = :lead")
                                        .param("lead", lead)
                                        .query((row, number) -> row.getBytes(1))
                                        .single());
    }

    private long count(String rows) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM " + rows)
                                        .query((row, number) -> row.getLong(1))
                                        .single());
    }

    @Test
    void keepsConsentAndLawfulBasisWithWhoSaidSoAndWhen() throws Exception {
        post(
                "/v1/leads",
                """
                {"source": "Web form", "occurredAt": "2026-03-02T09:30:00Z",
                 "fields": {"email": "ada@acme.example", "consent": "yes", "lawfulBasis": "consent"}}
                """);
        String id =
                post(
                                "/v1/leads",
                                """
                                {"source": "Unsubscribed", "occurredAt": "2026-04-01T00:00:00Z",
                                 "fields": {"email": "ada@acme.example", "consent": "no"}}
                                """)
                        .get("id")
                        .asString();

        JsonNode fields = get("/v1/leads/" + id).get("fields");

        assertThat(fields.at("/Consent/text").asString()).isEqualTo("no");
        assertThat(fields.at("/Consent/source").asString()).isEqualTo("Unsubscribed");
        assertThat(fields.at("/Consent/occurredAt").asString()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(Instant.parse(fields.at("/Consent/knownAt").asString()))
                .isAfter("2026-04-01T00:00:00Z");
        assertThat(fields.at("/Lawful basis/text").asString()).isEqualTo("consent");
        assertThat(fields.at("/Lawful basis/source").asString()).isEqualTo("Web form");
        assertThat(fields.at("/Lawful basis/occurredAt").asString())
                .isEqualTo("2026-03-02T09:30:00Z");
        // nobody is ranked by it
        assertThat(facts(2))
                .allSatisfy(
                        fact ->
                                assertThat(((LeadFact.LeadChanged) fact).profile().values())
                                        .doesNotContainKeys("Consent", "Lawful basis"));
    }

    @Test
    void keepsBooksThatBalance() throws Exception {
        post(
                "/v1/leads/batch",
                """
                {"source": "Fair", "leads": [
                  {"fields": {"email": "ada@acme.example"}},
                  {"fields": {"email": "broken@"}},
                  {"fields": {"externalId": "1"}},
                  {"fields": {"email": "ada@acme.example", "country": "Spain"}},
                  {"fields": {"email": "ada@acme.example", "externalId": "1"}}]}
                """);
        String ada = "{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\"}}";
        String id = post("/v1/leads", ada).get("id").asString();
        post("/v1/leads", ada);

        JsonNode books = get("/v1/books");

        assertThat(books.get("all").toString())
                .isEqualTo(
                        """
                        {"received":7,"accepted":5,"refused":2,"created":2,"changed":1,"unchanged":2,"balanced":true,"difference":0}"""
                                .strip());
        assertThat(books.get("published").toString()).isEqualTo("{\"leads\":2,\"facts\":3}");
        assertThat(facts(3)).hasSize(3);
        assertThat(books.at("/byDoor/1/door").asString()).isEqualTo("api");
        assertThat(books.at("/byDoor/1/received").asInt()).isEqualTo(7);
        assertThat(books.at("/bySource/0/name").asString()).isEqualTo("Fair");
        assertThat(books.at("/bySource/0/refused").asInt()).isEqualTo(2);
        assertThat(sources())
                .containsExactly(
                        "Fair 2 leads, 5 received, 2 refused",
                        "Form 1 leads, 2 received, 0 refused");
        send("DELETE", "/v1/leads/" + id, "");
        assertThat(sources())
                .containsExactly(
                        "Fair 1 leads, 5 received, 2 refused",
                        "Form 0 leads, 2 received, 0 refused");
        assertThat(get("/v1/books").get("published").toString())
                .isEqualTo("{\"leads\":2,\"facts\":4}");
        assertThat(facts(4)).hasSize(4);
    }

    private List<String> sources() throws Exception {
        var sources = new ArrayList<String>();
        get("/v1/sources")
                .get("sources")
                .forEach(
                        source ->
                                sources.add(
                                        "%s %d leads, %d received, %d refused"
                                                .formatted(
                                                        source.get("name").asString(),
                                                        source.get("leads").asInt(),
                                                        source.get("received24h").asInt(),
                                                        source.get("refused24h").asInt())));
        return sources;
    }

    @Test
    void showsNothingToAnotherWorkspace() throws Exception {
        String id =
                post("/v1/leads", "{\"fields\":{\"email\":\"ada@acme.example\"}}")
                        .get("id")
                        .asString();

        key = key(process.part(Workspaces.class).make("Other", false).id());

        assertThat(send("GET", "/v1/leads/" + id, "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/v1/leads/" + id, "").statusCode()).isEqualTo(404);
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
        assertThat(get("/v1/persons?leads=" + id).get("persons").isEmpty()).isTrue();
    }

    @Test
    void makesOneLeadOfOneAddressHoweverManySendItAtOnce() throws Exception {
        List<String> ids =
                IntStream.range(0, 24)
                        .parallel()
                        .mapToObj(
                                number ->
                                        body(
                                                "{\"fields\":{\"email\":\"ada@acme.example\",\"Tool\":\"%d\"}}"
                                                        .formatted(number)))
                        .map(answer -> answer.get("id").asString())
                        .distinct()
                        .toList();

        assertThat(ids).hasSize(1);
        assertThat(facts(24))
                .extracting(LeadFact::revision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 24).mapToObj(Long::valueOf).toList());
    }

    private JsonNode body(String lead) {
        try {
            return post("/v1/leads", lead);
        } catch (Exception trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static String key(WorkspaceId workspace) {
        return process.part(ApiKeys.class)
                .make(
                        workspace,
                        "test",
                        EnumSet.allOf(Permission.class),
                        "user_1",
                        Duration.ofDays(1))
                .secret();
    }

    private List<String> actions() {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("SELECT action FROM platform.audit_entry")
                                        .query((row, number) -> row.getString(1))
                                        .list());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(
                request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    /// The facts of this test's workspace, once so many have come, in the order of the log.
    private List<LeadFact> facts(int count) {
        return TestLog.read(
                Topics.LEADS,
                count,
                value ->
                        FactJson.LEADS
                                .decode(value)
                                .filter(fact -> fact.workspace().equals(workspace)));
    }
}
