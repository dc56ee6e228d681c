package io.prox.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.learning.report.ProofReport;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadPast;
import io.prox.scoring.ledger.Ledger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The life of a workspace's scores, on the real database and log, in the order in which it
/// happens: rules first, then the first model, then another, then back.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScoringTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LEADS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// Of the first lead, as a program sends them.
    private static final Map<String, String> FIRST =
            Map.of(
                    "email", "ada@acme.de",
                    "jobTitle", "CTO",
                    "phone", "+49 171 1234567",
                    "createdAt", "2026-03-02T09:30:00Z");

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;
    private static WorkspaceId workspace;
    private static WorkspaceId other;
    private static String key;
    private static World world;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        Map<String, Object> settings = new HashMap<>(test.settings(folder.resolve("master.key")));
        settings.put("prox.scoring.snapshots", 1);
        settings.put("prox.scoring.quick-snapshots", 240);
        settings.put("prox.scoring.folds", 2);
        settings.put("prox.scoring.watch", "1s");
        process = ServiceProcess.start(List.of(ScoringConfiguration.class), settings);
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        other = process.part(Workspaces.class).make("Other", false).id();
        key = key(workspace);
        world = new World(workspace);
    }

    @AfterAll
    static void stop() {
        world.close();
        process.close();
        test.close();
    }

    @Test
    @Order(1)
    void aLeadIsRankedByRulesWhileThereAreNoOutcomes() throws Exception {
        world.tellSent(new LeadId("lead_first"), Instant.now(), FIRST);

        JsonNode score = awaitScore("lead_first");

        assertThat(score.get("rules").asBoolean()).isTrue();
        assertThat(score.get("model").asString()).isEqualTo("model_rules");
        assertThat(score.has("chance")).isFalse();
        assertThat(score.get("cause").get("kind").asString()).isEqualTo("import");
        assertAddsUp(score);
        JsonNode models = get("/v1/models");
        assertThat(models.get("models").size()).isZero();
        assertThat(models.get("ready").get("ready").asBoolean()).isFalse();
        assertThat(models.get("ready").get("missing").asInt()).isEqualTo(100);
    }

    @Test
    @Order(2)
    void aLeadThatIsNotKeptIsScoredByTheSameRules() throws Exception {
        JsonNode kept = get("/v1/leads/lead_first/score");

        JsonNode direct = score(FIRST, kept.get("asOf").asString());

        assertThat(direct.get("rules").asBoolean()).isTrue();
        assertSameRank(direct, kept);
        assertAddsUp(direct);
    }

    @Test
    @Order(3)
    void whatCannotBeScoredIsRefusedWithAllReasons() throws Exception {
        assertRefused("{}", 400, "invalid-request");
        assertRefused("{\"fields\":null}", 400, "invalid-request");
        assertRefused("{\"fields\":[]}", 400, "invalid-request");
        assertRefused("{\"fields\":{\"email\":{\"work\":\"a@acme.de\"}}}", 400, "invalid-request");
        assertRefused(
                "{\"fields\":{\"country\":\"DE\"},\"source\":\"CRM\"}", 400, "invalid-request");
        assertRefused("{\"fields\":{", 400, "malformed-json");
        assertRefused("{\"fields\":{}}", 422, "\"#/fields\"", "says nothing");
        assertRefused("{\"fields\":{\"email\":\" \"}}", 422, "\"#/fields\"", "says nothing");
        assertRefused(
                "{\"fields\":{\"country\":\"DE\"},\"asOf\":\"yesterday\"}",
                422,
                "\"#/asOf\"",
                "is no time");
        assertRefused(
                "{\"fields\":{\"email\":\"ada@\",\"createdAt\":\"soon\",\"outcome\":\"maybe\"}}",
                422,
                "\"#/fields/email\"",
                "\"#/fields/createdAt\"",
                "\"#/fields/outcome\"");
        Map<String, String> many = new HashMap<>();
        IntStream.rangeClosed(0, 300).forEach(number -> many.put("Field " + number, "x"));
        assertRefused(JSON.writeValueAsString(Map.of("fields", many)), 422, "more than 300 fields");
        Map<String, String> wordy = new HashMap<>();
        IntStream.range(0, 9).forEach(number -> wordy.put("Field " + number, "x".repeat(8_000)));
        assertRefused(JSON.writeValueAsString(Map.of("fields", wordy)), 422, "65,536 characters");
        assertRefused(
                "{\"fields\":{\"note\":\"%s\"}}".formatted("x".repeat(3 << 20)), 413, "too-large");
    }

    @Test
    @Order(4)
    void trainingWithoutOutcomesSaysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = send("POST", "/v1/trainings", "", key);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("at least 100 outcomes and 20 of each kind");
    }

    @Test
    @Order(5)
    void theFirstModelThatBeatsTheRulesGoesLiveByItself() throws Exception {
        world.tellPast(LEADS);

        await().atMost(PATIENCE)
                .until(
                        () -> {
                            JsonNode models = get("/v1/models");
                            return models.get("models").size() == 2
                                    && models.has("champion")
                                    && !models.has("coming")
                                    && !champion(models).get("quick").asBoolean();
                        });

        JsonNode champion = champion(get("/v1/models"));
        assertThat(champion.get("rocAuc").get("value").asDouble()).isGreaterThan(0.7);
        assertThat(champion.get("rulesRocAuc").asDouble())
                .isLessThan(champion.get("rocAuc").get("value").asDouble());
        assertThat(champion.get("promotedBy").asString()).isEqualTo("prox");
        JsonNode score = get("/v1/leads/lead_7/score");
        assertThat(score.get("rules").asBoolean()).isFalse();
        assertThat(score.get("chance").get("probability").asDouble()).isBetween(0.0, 1.0);
        assertThat(score.get("cause").get("kind").asString()).isEqualTo("model");
        assertAddsUp(score);
    }

    @Test
    @Order(6)
    void aReaderMeetsThePromotionBehindAllScoresOfTheModel() {
        String champion = championId();
        List<TestLog.Placed<ScoreFact>> facts =
                TestLog.readUntil(
                        Topics.SCORES,
                        value ->
                                FactJson.SCORES
                                        .decode(value)
                                        .filter(
                                                fact ->
                                                        fact.workspace().equals(workspace)
                                                                && fact.model()
                                                                        .value()
                                                                        .equals(champion)),
                        read -> promotionsMet(read).size() >= Topics.SCORES.partitions());

        var scoredBefore = new HashSet<LeadId>();
        var promoted = new HashSet<Integer>();
        for (TestLog.Placed<ScoreFact> placed : facts) {
            switch (placed.fact()) {
                case ScoreFact.ModelPromoted _ -> promoted.add(placed.partition());
                case ScoreFact.ScoreChanged changed -> {
                    assertThat(changed.reasons()).hasSizeBetween(1, 3);
                    if (!promoted.contains(placed.partition())) {
                        scoredBefore.add(changed.lead());
                    }
                }
            }
        }
        assertThat(promotionsMet(facts)).doesNotHaveDuplicates();
        assertThat(scoredBefore).hasSize(LEADS + 1);
    }

    @Test
    @Order(7)
    void aChangeOfALeadIsAnEntryWithItsCause() throws Exception {
        Map<String, String> values = new HashMap<>(World.profile(new SplittableRandom(1)));
        values.put("Industry", "Software");
        LeadId lead = new LeadId("lead_changing");
        world.tell(lead, Instant.now(), values, Optional.empty(), List.of("Industry"));
        int before = awaitScore(lead.value()).get("score").asInt();
        values.put("Industry", "Logistics");
        world.tell(lead, Instant.now(), values, Optional.empty(), List.of("Industry"));

        await().atMost(PATIENCE)
                .until(() -> get("/v1/leads/lead_changing/score").get("score").asInt() > before);

        JsonNode entries = get("/v1/leads/lead_changing/ledger").get("entries");
        assertThat(entries.size()).isEqualTo(2);
        JsonNode newest = entries.get(0);
        assertThat(newest.get("entry").asInt()).isEqualTo(2);
        assertThat(newest.get("changed").get(0).asString()).isEqualTo("Industry");
        assertThat(newest.get("moved").get(0).get("column").asString()).isEqualTo("Industry");
        assertThat(newest.get("moved").get(0).get("to").asDouble())
                .isGreaterThan(newest.get("moved").get(0).get("from").asDouble());
        JsonNode first = get("/v1/leads/lead_changing/ledger/1");
        assertThat(first.get("score").asInt()).isEqualTo(before);
        assertAddsUp(first);
    }

    @Test
    @Order(8)
    void aLeadThatIsNotKeptIsScoredByTheSameModel() throws Exception {
        int number = 0;
        for (Map<String, String> fields :
                List.of(
                        sent("Logistics", "51 - 200 employees", "ada@acme.de", "12"),
                        sent("Software", "2-10", "ada@gmail.com", "0"),
                        sent("", "", "sales@acme.de", "many"))) {
            String id = "lead_sent" + number++;
            world.tellSent(new LeadId(id), Instant.now(), fields);
            JsonNode kept = awaitScore(id);

            JsonNode direct = score(fields, kept.get("asOf").asString());

            assertThat(direct.get("rules").asBoolean()).isFalse();
            assertSameRank(direct, kept);
            assertAddsUp(direct);
            Map<String, String> known = new HashMap<>(fields);
            known.putAll(Map.of("outcome", "won", "outcomeAt", "2026-03-20", "value", "9 EUR"));
            assertThat(score(known, kept.get("asOf").asString())).isEqualTo(direct);
        }
    }

    /// The model knows `Industry`, which is ProX's, and `annual_revenue`, which is the customer's.
    @Test
    @Order(9)
    void aColumnThatIsCalledAlmostLikeOneOfProXIsAnother() throws Exception {
        Map<String, String> plain = sent("Logistics", "51-200", "ada@acme.de", "12");
        int number = 0;
        for (Map<String, String> more :
                List.of(
                        Map.of("Indus-try", "Software"),
                        Map.of("industry", "", "Indus-try", "Software"),
                        Map.of("annualRevenue", "900"),
                        Map.of("annualRevenue", "900", "annual_revenue", "3"))) {
            String id = "lead_near" + number++;
            Map<String, String> fields = new HashMap<>(plain);
            fields.putAll(more);
            world.tellSent(new LeadId(id), Instant.now(), fields);
            JsonNode kept = awaitScore(id);

            assertSameRank(score(fields, kept.get("asOf").asString()), kept);
        }
        String asOf = "2026-03-09T00:00:00Z";
        Map<String, String> spelled = new HashMap<>(plain);
        spelled.put("annual_revenue", "3");
        Map<String, String> otherwise = new HashMap<>(plain);
        otherwise.put("Annual-Revenue", "3");
        assertThat(score(otherwise, asOf)).isEqualTo(score(spelled, asOf));
    }

    @Test
    @Order(10)
    void manyLeadsAreScoredAtOnceAndEachRefusedWithItsReason() throws Exception {
        Map<String, String> good = sent("Retail", "11-50", "ada@acme.de", "3");
        var leads = new ArrayList<@Nullable Object>();
        leads.add(Map.of("fields", good, "asOf", "2026-03-09T00:00:00Z"));
        leads.add(Map.of("fields", Map.of("value", "9")));
        leads.add(null);
        leads.add(Map.of("fields", FIRST, "asOf", "2026-03-09T00:00:00Z"));

        JsonNode answer = ask("/v1/score/batch", Map.of("leads", leads));

        assertThat(answer.get("scored").asInt()).isEqualTo(2);
        assertThat(answer.get("refused").asInt()).isEqualTo(2);
        JsonNode results = answer.get("results");
        assertThat(results.get(0).get("score")).isEqualTo(score(good, "2026-03-09T00:00:00Z"));
        assertThat(results.get(1).get("errors").get(0).get("pointer").asString())
                .isEqualTo("#/leads/1/fields/value");
        assertThat(results.get(2).get("errors").get(0).get("pointer").asString())
                .isEqualTo("#/leads/2");
        assertThat(results.get(3).get("score")).isEqualTo(score(FIRST, "2026-03-09T00:00:00Z"));
        assertThat(
                        send(
                                        "POST",
                                        "/v1/score/batch",
                                        JSON.writeValueAsString(
                                                Map.of(
                                                        "leads",
                                                        Collections.nCopies(
                                                                101, Map.of("fields", good)))),
                                        key)
                                .statusCode())
                .isEqualTo(413);
    }

    @Test
    @Order(11)
    void nothingStaysOfALeadThatIsNotKept() throws Exception {
        String foreign = key(other);
        HttpResponse<String> answer =
                send(
                        "POST",
                        "/v1/score",
                        JSON.writeValueAsString(Map.of("fields", FIRST)),
                        foreign);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("ada@").doesNotContain("1234567");
        assertThat(JSON.readTree(answer.body()).get("rules").asBoolean()).isTrue();
        for (String table : List.of("lead", "lead_version", "ledger_entry", "score")) {
            assertThat(
                            test.database()
                                    .within(
                                            other,
                                            () ->
                                                    test.database()
                                                            .sql()
                                                            .sql(
                                                                    "SELECT count(*) FROM scoring."
                                                                            + table)
                                                            .query((row, n) -> row.getLong(1))
                                                            .single()))
                    .as(table)
                    .isZero();
        }
    }

    private static Map<String, String> sent(
            String industry, String size, String email, String visits) {
        return Map.of(
                "industry", industry,
                "companySize", size,
                "email", email,
                "Visits", visits,
                "createdAt", "2026-03-02T09:30:00Z");
    }

    @Test
    @Order(12)
    void anotherProcessComputesEveryEntryAgainToTheLastBit() throws Exception {
        List<String> leads = List.of("lead_first", "lead_3", "lead_44", "lead_changing");
        List<String> told = new ArrayList<>();
        Map<String, Integer> entriesByModel = new HashMap<>();
        for (String lead : leads) {
            JsonNode kept = get("/v1/leads/%s/ledger?limit=100".formatted(lead)).get("entries");
            for (int index = 0; index < kept.size(); index++) {
                int number = kept.size() - index;
                JsonNode entry = get("/v1/leads/%s/ledger/%d".formatted(lead, number));
                assertThat(kept.get(index).get("entry").asInt()).isEqualTo(number);
                for (String name : List.of("model", "score", "chance", "fit", "engagement")) {
                    assertThat(entry.path(name)).as(name).isEqualTo(kept.get(index).path(name));
                }
                told.addAll(Recomputation.lines(entry));
                entriesByModel.merge(entry.get("model").asString(), 1, Integer::sum);
            }
        }

        List<String> computed =
                Recomputation.inAnotherProcess(
                        databaseAccess(),
                        workspace,
                        leads.stream().map(LeadId::new).toList(),
                        folder);

        assertThat(computed).isEqualTo(told);
        assertThat(entriesByModel.get(ModelVersion.RULES.value())).isPositive();
        assertThat(entriesByModel.get(championId())).isGreaterThanOrEqualTo(leads.size());
        assertThat(entriesByModel.values().stream().mapToLong(Integer::longValue).sum())
                .isEqualTo(entriesOf(leads));
    }

    private static Recomputation.Access databaseAccess() {
        Map<String, Object> settings = test.settings(folder.resolve("master.key"));
        return new Recomputation.Access(
                String.valueOf(settings.get("prox.database.url")),
                String.valueOf(settings.get("prox.database.user")),
                String.valueOf(settings.get("prox.database.password")));
    }

    private static long entriesOf(List<String> leads) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql(
                                                "SELECT count(*) FROM scoring.ledger_entry WHERE lead_id = ANY (:leads)")
                                        .param("leads", leads.toArray(String[]::new))
                                        .query((row, n) -> row.getLong(1))
                                        .single());
    }

    @Test
    @Order(13)
    void columnsAreChosenWithoutContradiction() throws Exception {
        String both = "{\"leaveOut\": [\"City\", \" \"], \"keep\": [\"City\"]}";

        HttpResponse<String> answer = send("PUT", "/v1/trainings/columns", both, key);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("/leaveOut/1", "is no name of a column", "'City' is to be left out too");
        assertThat(get("/v1/trainings/columns").get("leaveOut")).isEmpty();
    }

    /// It is held up before it learns, until whoever works on it has heard that it is cancelled.
    @Test
    @Order(14)
    void aTrainingThatIsCancelledLeavesNoModel() throws Exception {
        JsonNode before = get("/v1/models");
        String training;
        try (Connection held =
                test.hold(workspace, "LOCK TABLE scoring.column_choice IN ACCESS EXCLUSIVE MODE")) {
            HttpResponse<String> begun = send("POST", "/v1/trainings", "", key);
            training = "/v1/trainings/" + JSON.readTree(begun.body()).get("id").asString();
            await().atMost(PATIENCE).until(ScoringTest::isAnyoneHeldUp);
            assertThat(status(training)).isEqualTo("running");

            HttpResponse<String> asked = send("POST", training + "/cancel", "", key);

            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            OffsetDateTime leased = leasedUntil();
            await().atMost(PATIENCE).until(() -> leasedUntil().isAfter(leased));
            assertThat(status(training)).isEqualTo("running");
            held.rollback();
        }
        await().atMost(PATIENCE).until(() -> !status(training).equals("running"));

        assertThat(status(training)).isEqualTo("cancelled");
        assertThat(get(training).has("model")).isFalse();
        assertThat(get(training).has("endedAt")).isTrue();
        for (String name : List.of("models", "champion", "coming", "challenger")) {
            assertThat(get("/v1/models").path(name)).as(name).isEqualTo(before.path(name));
        }
    }

    private static String status(String job) throws Exception {
        return get(job).get("status").asString();
    }

    private static boolean isAnyoneHeldUp() {
        return test.database()
                .sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'scoring.column_choice'::regclass AND NOT granted)")
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /// Whoever works on a job renews its lease, and hears then whether it is cancelled.
    private static OffsetDateTime leasedUntil() {
        return test.database()
                .sql()
                .sql("SELECT leased_until FROM platform.job_queue WHERE workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .single();
    }

    @Test
    @Order(15)
    void aLaterModelWaitsForAPersonAndCanBeTakenBack() throws Exception {
        String before = championId();
        String chosen = "{\"leaveOut\": [\"Company size\", \"Stage\"]}";
        assertThat(send("PUT", "/v1/trainings/columns", chosen, key).statusCode()).isEqualTo(200);
        HttpResponse<String> begun = send("POST", "/v1/trainings", "", key);
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(send("POST", "/v1/trainings", "", key).statusCode()).isEqualTo(409);
        String training = JSON.readTree(begun.body()).get("id").asString();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                get("/v1/trainings/" + training)
                                        .get("status")
                                        .asString()
                                        .equals("done"));
        String challenger = get("/v1/trainings/" + training).get("model").asString();
        assertThat(championId()).isEqualTo(before);
        assertThat(get("/v1/models/" + challenger).get("state").asString()).isEqualTo("challenger");
        JsonNode proof = get("/v1/models/" + challenger).get("proof");
        assertThat(proof.has("metrics")).isTrue();
        assertThat(proof.get("notes").toString())
                .contains(
                        "'Company size' is left out because a person decided so.",
                        "'Stage' was to be left out, and no lead has it.");
        assertThat(proof.get("columns").toString()).doesNotContain("Company size");
        assertThat(get("/v1/models/" + before).get("proof").get("columns").toString())
                .contains("Company size");

        assertThat(send("POST", "/v1/models/" + challenger + "/promote", "", key).statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> championId().equals(challenger));
        assertThat(get("/v1/leads/lead_5/score").get("model").asString()).isEqualTo(challenger);

        assertThat(send("POST", "/v1/models/rollback", "", key).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> championId().equals(before));
        JsonNode score = get("/v1/leads/lead_5/score");
        assertThat(score.get("model").asString()).isEqualTo(before);
        assertThat(get("/v1/leads/lead_5/ledger").get("entries").get(0).get("entry").asLong())
                .isEqualTo(score.get("entry").asLong());
    }

    /// The last lead of the promotion's last page is held, so that there is time for leads to come
    /// and to change in its middle.
    @Test
    @Order(16)
    void noReaderGoesOverToAModelThatHasNotScoredAllLeads() throws Exception {
        var before = new ModelVersion(championId());
        var coming = new ModelVersion(get("/v1/models").get("previous").asString());
        tell("lead_zzz");
        try (Connection held =
                test.hold(
                        workspace,
                        "SELECT FROM scoring.lead WHERE lead_id = 'lead_zzz' FOR UPDATE")) {
            String path = "/v1/models/" + coming + "/promote";
            assertThat(send("POST", path, "", key).statusCode()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> isScored(World.id(1), coming));
            for (LeadId lead : few("lead_amid")) {
                tell(lead.value());
            }
            assertThat(championId()).isEqualTo(before.value());
            held.rollback();
        }
        await().atMost(PATIENCE).until(() -> championId().equals(coming.value()));
        for (LeadId lead : few("lead_later")) {
            tell(lead.value());
        }

        var markers = new HashSet<ScoreFact>();
        var amid = new HashSet<LeadId>();
        for (List<ScoreFact> facts : publishedScores()) {
            int marker = lastMarker(facts);
            int markerBefore = lastMarker(facts.subList(0, marker));
            List<ScoreFact> between = facts.subList(markerBefore + 1, marker);
            assertThat(scored(coming, between))
                    .containsAll(scored(before, facts.subList(0, marker)));
            assertThat(scored(before, facts.subList(marker, facts.size()))).isEmpty();
            markers.add(facts.get(marker));
            amid.addAll(scored(before, between));
        }
        assertThat(markers).extracting(ScoreFact::model).containsExactly(coming);
        assertThat(amid).containsAll(few("lead_amid"));
    }

    private static List<LeadId> few(String prefix) {
        return IntStream.range(0, 24).mapToObj(number -> new LeadId(prefix + number)).toList();
    }

    /// Tells of a new lead, and waits for its score.
    private static void tell(String lead) throws Exception {
        world.tell(
                new LeadId(lead),
                Instant.now(),
                World.profile(new SplittableRandom(3)),
                Optional.empty(),
                List.of());
        awaitScore(lead);
    }

    private static boolean isScored(LeadId lead, ModelVersion model) {
        return new Ledger(test.database()).standing(workspace, model, lead).isPresent();
    }

    /// All that was published of this workspace's scores, partition by partition: each entry of the
    /// ledger, and each promotion on every partition.
    private static Collection<List<ScoreFact>> publishedScores() {
        long entries = count("ledger_entry");
        long markers = count("promotion") * Topics.SCORES.partitions();
        Map<Integer, List<ScoreFact>> partitions =
                TestLog.readPlaced(
                                Topics.SCORES,
                                Math.toIntExact(entries + markers),
                                value ->
                                        FactJson.SCORES
                                                .decode(value)
                                                .filter(fact -> fact.workspace().equals(workspace)))
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        TestLog.Placed::partition,
                                        Collectors.mapping(
                                                TestLog.Placed::fact, Collectors.toList())));
        assertThat(partitions).hasSize(Topics.SCORES.partitions());
        return partitions.values();
    }

    private static long count(String table) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM scoring." + table)
                                        .query((row, n) -> row.getLong(1))
                                        .single());
    }

    private static int lastMarker(List<ScoreFact> facts) {
        int last = facts.size() - 1;
        while (!(facts.get(last) instanceof ScoreFact.ModelPromoted)) {
            last--;
        }
        return last;
    }

    /// Leads that have a score of a model among these facts.
    private static Set<LeadId> scored(ModelVersion model, List<ScoreFact> facts) {
        return facts.stream()
                .filter(fact -> fact.model().equals(model))
                .filter(ScoreFact.ScoreChanged.class::isInstance)
                .map(fact -> ((ScoreFact.ScoreChanged) fact).lead())
                .collect(Collectors.toSet());
    }

    /// The lead was ranked by the rules, then by a model, then by a challenger, then by the model.
    @Test
    @Order(17)
    void theMovesOfEachEntryAddUpToTheDifferenceOfItsSumWhateverModelItFollowed() throws Exception {
        Map<Long, JsonNode> entries = new HashMap<>();
        for (JsonNode entry : get("/v1/leads/lead_first/ledger?limit=100").get("entries")) {
            entries.put(entry.get("entry").asLong(), entry);
        }
        int betweenModels = 0;
        int towardsModels = 0;
        for (JsonNode entry : entries.values()) {
            if (!entry.has("movedFrom")) {
                assertThat(entry.get("entry").asLong()).isOne();
                continue;
            }
            JsonNode before = requireNonNull(entries.get(entry.get("movedFrom").asLong()));
            if (before.get("rules").asBoolean() != entry.get("rules").asBoolean()) {
                assertThat(entry.get("moved")).isEmpty();
                towardsModels++;
                continue;
            }
            assertMovesAddUp(before, entry, entry.get("moved"));
            betweenModels += before.get("model").equals(entry.get("model")) ? 0 : 1;
        }
        assertThat(betweenModels).isGreaterThanOrEqualTo(2);
        assertThat(towardsModels).isPositive();
    }

    /// These leads came in while a model was being promoted, so that their first entry under it
    /// speaks of their coming. Readers saw another score because the model began to count.
    @Test
    @Order(17)
    void aLeadThatCameWhileAModelWasPromotedTookThatStepForTheModel() throws Exception {
        String coming = championId();
        for (LeadId lead : few("lead_amid")) {
            String path = "/v1/leads/" + lead + "/ledger";
            JsonNode newest = get(path + "?limit=1");
            JsonNode oldest = get(path + "?limit=1&after=" + newest.get("next").asString());
            JsonNode step = newest.at("/entries/0");
            JsonNode before = oldest.at("/entries/0");
            String number = step.get("entry").asString();

            assertThat(oldest.has("next")).isFalse();
            assertThat(before.get("model").asString()).isNotEqualTo(coming);
            assertThat(before.has("movedFrom")).isFalse();
            assertThat(step.get("model").asString()).isEqualTo(coming);
            assertThat(step.get("cause").toString())
                    .contains("\"kind\":\"model\"", "\"reference\":\"" + coming + "\"");
            assertThat(Instant.parse(step.get("since").asString()))
                    .isAfter(Instant.parse(step.get("at").asString()));
            assertThat(step.get("movedFrom")).isEqualTo(before.get("entry"));
            assertMovesAddUp(before, step, step.get("moved"));
            JsonNode now = get("/v1/leads/" + lead + "/score");
            assertThat(now.get("cause")).isEqualTo(step.get("cause"));
            assertThat(now.get("since")).isEqualTo(step.get("since"));
            assertThat(get(path + "/" + number)).isEqualTo(now);
        }
        HttpResponse<String> none = send("GET", "/v1/leads/lead_amid0/ledger?after=9", "", key);
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("?after");
    }

    @Test
    @Order(18)
    void aChangeBetweenAnyTwoInstantsIsExplainedToTheLastPoint() throws Exception {
        List<Instant> instants = new ArrayList<>();
        for (JsonNode entry : get("/v1/leads/lead_first/ledger?limit=100").get("entries")) {
            instants.add(Instant.parse(entry.get("at").asString()));
        }
        for (JsonNode promoted : get("/v1/models").get("models")) {
            if (promoted.has("promotedAt")) {
                instants.add(Instant.parse(promoted.get("promotedAt").asString()));
            }
        }
        Collections.sort(instants);
        int betweenModels = 0;
        for (int from = 0; from < instants.size(); from++) {
            for (int to = from; to < instants.size(); to++) {
                JsonNode change = change(instants.get(from), "&to=" + instants.get(to));
                JsonNode before = change.get("from");
                JsonNode after = change.get("to");
                int score = before.get("score").asInt();
                for (JsonNode cause : change.get("causes")) {
                    score += cause.get("by").asInt();
                }
                assertThat(score).isEqualTo(after.get("score").asInt());
                if (before.get("rules").equals(after.get("rules"))) {
                    assertMovesAddUp(before, after, change.get("moved"));
                    betweenModels += before.get("model").equals(after.get("model")) ? 0 : 1;
                } else {
                    assertThat(change.get("moved")).isEmpty();
                }
            }
        }
        assertThat(betweenModels).isPositive();

        JsonNode whole = change(instants.getFirst().minusSeconds(86_400), "");
        assertThat(whole.at("/from/rules").asBoolean()).isTrue();
        assertThat(whole.at("/from/entry").asLong()).isOne();
        JsonNode now = get("/v1/leads/lead_first/score");
        for (String name : List.of("entry", "model", "score", "base", "sum")) {
            assertThat(whole.get("to").get(name)).as(name).isEqualTo(now.get(name));
        }
    }

    @Test
    @Order(19)
    void aChangeThatCannotBeToldIsRefusedWithTheReason() throws Exception {
        String path = "/v1/leads/lead_first/score/change?from=";
        Map<String, String> reasons =
                Map.of(
                        "yesterday",
                        "is no time such as",
                        "2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
                        "is before its first score, of 2",
                        Instant.now() + "&to=2026-01-01T00:00:00Z",
                        "is before 'from'",
                        Instant.now() + "&to=soon",
                        "\"?to\"");
        for (Map.Entry<String, String> each : reasons.entrySet()) {
            HttpResponse<String> answer = send("GET", path + each.getKey(), "", key);

            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(400);
            assertThat(answer.body()).contains(each.getValue());
        }
        String nobody = "/v1/leads/lead_nobody/score/change?from=" + Instant.now();
        assertThat(send("GET", nobody, "", key).statusCode()).isEqualTo(404);
        String foreign = path + Instant.now();
        assertThat(send("GET", foreign, "", key(other)).statusCode()).isEqualTo(404);
    }

    private static JsonNode change(Instant from, String to) throws Exception {
        return get("/v1/leads/lead_first/score/change?from=" + from + to);
    }

    private static void assertMovesAddUp(JsonNode before, JsonNode after, JsonNode moved) {
        double sum = before.get("sum").asDouble() - before.get("base").asDouble();
        for (JsonNode move : moved) {
            sum += move.get("to").asDouble() - move.get("from").asDouble();
        }
        assertThat(sum + after.get("base").asDouble())
                .isCloseTo(after.get("sum").asDouble(), within(1e-9));
    }

    @Test
    @Order(20)
    void factsThatComeAgainChangeNothing() throws Exception {
        JsonNode before = get("/v1/leads/lead_changing/ledger");
        try (var again = new World(workspace)) {
            again.tell(
                    new LeadId("lead_changing"),
                    Instant.now(),
                    Map.of("Industry", "Retail"),
                    Optional.empty(),
                    List.of());
        }
        world.tell(
                new LeadId("lead_after"),
                Instant.now(),
                World.profile(new SplittableRandom(2)),
                Optional.empty(),
                List.of());
        awaitScore("lead_after");

        assertThat(get("/v1/leads/lead_changing/ledger")).isEqualTo(before);
    }

    @Test
    @Order(21)
    void aDeletedLeadIsForgotten() {
        world.tellGone(new LeadId("lead_3"));

        await().atMost(PATIENCE)
                .until(() -> send("GET", "/v1/leads/lead_3/score", "", key).statusCode() == 404);
        assertThat(
                        test.database()
                                .within(
                                        workspace,
                                        () ->
                                                test.database()
                                                        .sql()
                                                        .sql(
                                                                "SELECT (SELECT count(*) FROM scoring.lead_version WHERE lead_id = 'lead_3')"
                                                                        + " + (SELECT count(*) FROM scoring.ledger_entry WHERE lead_id = 'lead_3')"
                                                                        + " + (SELECT count(*) FROM scoring.score WHERE lead_id = 'lead_3')")
                                                        .query((row, n) -> row.getLong(1))
                                                        .single()))
                .isZero();
    }

    @Test
    @Order(22)
    void anotherWorkspaceSeesNothing() throws Exception {
        String foreign = key(other);

        assertThat(send("GET", "/v1/leads/lead_5/score", "", foreign).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v1/leads/lead_5/ledger", "", foreign).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v1/models/" + championId(), "", foreign).statusCode())
                .isEqualTo(404);
        assertThat(
                        JSON.readTree(send("GET", "/v1/models", "", foreign).body())
                                .get("models")
                                .size())
                .isZero();
    }

    /// By the header too, which counts beside what the page says of itself.
    @Test
    @Order(18)
    void aBrowserTakesTheStyleAndTheScriptOfTheReport() throws Exception {
        HttpResponse<String> report =
                send("GET", "/v1/models/" + championId() + "/report", "", key);

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains(ProofReport.CONTENT_POLICY, "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(report.body()).contains(ProofReport.CONTENT_POLICY);
    }

    @Test
    @Order(30)
    void anotherPastTakesThePlaceOfTheOneBefore() throws Exception {
        var lead = new LeadId("lead_past");
        Instant january = Instant.parse("2026-01-01T00:00:00Z");
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        world.tell(lead, january, Map.of("Stage", "new"), Optional.empty(), List.of());
        world.tell(lead, march, Map.of("Stage", "wrong file"), Optional.empty(), List.of());
        awaitScore(lead.value());

        world.tellAnotherPast(
                lead,
                List.of(
                        new LeadFact.Standing(january, Map.of("Stage", "new")),
                        new LeadFact.Standing(march, Map.of("Stage", "proposal"))));

        var history = new LeadHistory(test.database(), new Engagements(test.database()));
        await().atMost(PATIENCE).until(() -> past(history, lead).versions().size() == 2);
        LeadPast past = past(history, lead);
        assertThat(past.at(january).profile().values()).containsEntry("Stage", "new");
        assertThat(past.at(march).profile().values()).containsEntry("Stage", "proposal");
        assertThat(past.versions()).allMatch(version -> version.revision() == 3);
        assertThat(
                        test.database()
                                .within(workspace, () -> history.latest(workspace, List.of(lead))))
                .singleElement()
                .satisfies(
                        now ->
                                assertThat(now.profile().values())
                                        .containsEntry("Stage", "proposal"));
    }

    private static LeadPast past(LeadHistory history, LeadId lead) {
        List<LeadPast> found = new ArrayList<>();
        history.visit(
                workspace,
                each -> {
                    if (each.lead().equals(lead) && each.versions().getLast().revision() == 3) {
                        found.add(each);
                    }
                });
        return found.isEmpty()
                ? new LeadPast(lead, List.of(), Optional.empty(), Optional.empty())
                : found.getFirst();
    }

    /// Nonsense comes last of each lead: once it is rejected, all before it was met.
    @Test
    @Order(24)
    void theBooksCountEachFactOnceHoweverItComes() throws Exception {
        WorkspaceId counted = process.part(Workspaces.class).make("Counted", false).id();
        String countedKey = key(counted);
        var again = new LeadId("lead_again");
        var late = new LeadId("lead_late");
        var gone = new LeadId("lead_gone");
        try (var its = new World(counted)) {
            List.of(1, 2, 1, 2).forEach(revision -> its.tellRevision(again, revision));
            List.of(1, 3, 2).forEach(revision -> its.tellRevision(late, revision));
            its.tellSent(gone, Instant.now(), FIRST);
            its.tellGone(gone);
            its.tellRevision(gone, 1);
            List.of(again, late, gone).forEach(its::tellNonsense);
        }
        await().atMost(PATIENCE)
                .until(() -> get("/v1/books/scoring", countedKey).get("rejected").asInt() == 3);

        JsonNode books = get("/v1/books/scoring", countedKey);

        assertThat(books.get("leads").asInt()).isEqualTo(3);
        assertThat(books.get("facts").asInt()).isEqualTo(2 + 3 + 2);
        test.database()
                .within(
                        counted,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("DELETE FROM scoring.lead WHERE lead_id = 'lead_late'")
                                        .update());
        JsonNode missing = get("/v1/books/scoring", countedKey);
        assertThat(missing.get("leads").asInt()).isEqualTo(2);
        assertThat(missing.get("facts").asInt()).isEqualTo(2 + 2);
        assertThat(get("/v1/books/scoring", key(other)).get("facts").asInt()).isZero();
    }

    /// Both titles have more points than a score can show.
    @Test
    @Order(23)
    void reasonsFollowWhatIsKnownEvenWhereTheScoreStays() throws Exception {
        WorkspaceId ruled = process.part(Workspaces.class).make("Ruled", false).id();
        String ruledKey = key(ruled);
        LeadId lead = new LeadId("lead_keen");
        String path = "/v1/leads/lead_keen/";
        Instant now = Instant.now();
        try (var its = new World(ruled)) {
            its.tellSent(lead, now, keen("CTO"));
            awaitRevision(1, lead, ruled);
            its.tellSent(lead, now, keen("Director"));
            awaitRevision(2, lead, ruled);
            its.tellSent(lead, now, keen("Director"));
            awaitRevision(3, lead, ruled);
        }

        JsonNode kept = get(path + "score", ruledKey);

        assertThat(get(path + "ledger/1", ruledKey).get("score").asInt()).isEqualTo(100);
        assertThat(kept.get("score").asInt()).isEqualTo(100);
        assertThat(kept.get("sum").asDouble()).isGreaterThan(100);
        assertThat(kept.get("contributions").toString())
                .contains("Job title: seniority is director")
                .doesNotContain("C-level");
        JsonNode direct =
                ask(
                        "/v1/score",
                        Map.of("fields", keen("Director"), "asOf", kept.get("asOf").asString()),
                        ruledKey);
        assertSameRank(direct, kept);
        JsonNode entries = get(path + "ledger", ruledKey).get("entries");
        assertThat(entries.size()).isEqualTo(2);
        JsonNode moved = entries.get(0).get("moved");
        assertThat(moved.size()).isEqualTo(1);
        assertThat(moved.get(0).get("column").asString()).isEqualTo("Job title: seniority");
        assertThat(moved.get(0).get("from").asInt()).isEqualTo(15);
        assertThat(moved.get(0).get("to").asInt()).isEqualTo(12);
    }

    private static void awaitRevision(long revision, LeadId lead, WorkspaceId of) {
        var ledger = new Ledger(test.database());
        await().atMost(PATIENCE)
                .until(
                        () ->
                                ledger.standing(of, ModelVersion.RULES, lead)
                                        .filter(standing -> standing.revision() == revision)
                                        .isPresent());
    }

    private static Map<String, String> keen(String title) {
        return Map.of(
                "email", "ada@acme.de",
                "jobTitle", title,
                "phone", "+49 171 1234567",
                "company", "Acme",
                "note", "Can you call me tomorrow?",
                "website", "https://acme.de/demo");
    }

    private static JsonNode score(Map<String, String> fields, String asOf) throws Exception {
        JsonNode score = ask("/v1/score", Map.of("fields", fields, "asOf", asOf));
        assertThat(score.get("asOf").asString()).isEqualTo(asOf);
        return score;
    }

    /// All that depends on the lead and the model alone, to the last digit that is written.
    private static void assertSameRank(JsonNode direct, JsonNode kept) {
        for (String name :
                List.of(
                        "model",
                        "rules",
                        "score",
                        "chance",
                        "sure",
                        "fit",
                        "engagement",
                        "base",
                        "sum",
                        "contributions")) {
            assertThat(direct.path(name)).as(name).isEqualTo(kept.path(name));
        }
        assertThat(direct.get("contributions").size()).isPositive();
    }

    private static void assertRefused(String body, int status, String... words) throws Exception {
        HttpResponse<String> answer = send("POST", "/v1/score", body, key);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private static JsonNode ask(String path, Object body) throws Exception {
        return ask(path, body, key);
    }

    private static JsonNode ask(String path, Object body, String with) throws Exception {
        HttpResponse<String> answer = send("POST", path, JSON.writeValueAsString(body), with);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void assertAddsUp(JsonNode score) {
        double sum = score.get("base").asDouble();
        for (JsonNode reason : score.get("contributions")) {
            sum += reason.get("contribution").asDouble();
        }
        if (score.get("rules").asBoolean()) {
            assertThat(Math.clamp(sum, 0, 100)).isEqualTo(score.get("score").asDouble());
        } else {
            double probability = score.get("chance").get("probability").asDouble();
            assertThat(1 / (1 + Math.exp(-sum))).isCloseTo(probability, within(1e-12));
        }
    }

    /// The partitions whose promotion has been met, one for each time it was.
    private static List<Integer> promotionsMet(List<TestLog.Placed<ScoreFact>> facts) {
        return facts.stream()
                .filter(placed -> placed.fact() instanceof ScoreFact.ModelPromoted)
                .map(TestLog.Placed::partition)
                .toList();
    }

    private static JsonNode awaitScore(String lead) throws Exception {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                send("GET", "/v1/leads/" + lead + "/score", "", key).statusCode()
                                        == 200);
        return get("/v1/leads/" + lead + "/score");
    }

    private static String championId() {
        try {
            return get("/v1/models").get("champion").asString();
        } catch (Exception trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static JsonNode champion(JsonNode models) {
        for (JsonNode model : models.get("models")) {
            if (model.get("id").equals(models.get("champion"))) {
                return model;
            }
        }
        throw new IllegalStateException("no champion: " + models);
    }

    private static String key(WorkspaceId of) {
        return process.part(ApiKeys.class)
                .make(of, "test", EnumSet.allOf(Permission.class), "user_test", Duration.ofDays(1))
                .secret();
    }

    private static JsonNode get(String path) throws Exception {
        return get(path, key);
    }

    private static JsonNode get(String path, String with) throws Exception {
        HttpResponse<String> answer = send("GET", path, "", with);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body, String with)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                        .header("Authorization", "Bearer " + with)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
