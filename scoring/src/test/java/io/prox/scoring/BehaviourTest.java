package io.prox.scoring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.Bytes;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.EngagementFact.Part;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.Topic;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import io.prox.platform.log.TestPublisher;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.LedgerEntry;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranking;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A company whose leads convert by what they do: who asks for a demo within days often does. On
/// the real database and log, in the order in which it happens.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BehaviourTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LEADS = 400;
    private static final int OPEN = 30;
    private static final Instant START = Instant.parse("2025-01-06T09:20:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LeadId NEW = new LeadId("lead_new");

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;
    private static WorkspaceId workspace;
    private static String key;
    private static TestPublisher publisher;
    private static final Map<LeadId, List<Activity>> DONE = new HashMap<>();
    private static final Map<LeadId, Long> REVISIONS = new HashMap<>();

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        Map<String, Object> settings = new HashMap<>(test.settings(folder.resolve("master.key")));
        settings.put("prox.scoring.snapshots", 2);
        settings.put("prox.scoring.folds", 2);
        settings.put("prox.scoring.watch", "1s");
        process = ServiceProcess.start(List.of(ScoringConfiguration.class), settings);
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        key =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "test",
                                EnumSet.allOf(Permission.class),
                                "user_test",
                                Duration.ofDays(1))
                        .secret();
        publisher = new TestPublisher();
    }

    @AfterAll
    static void stop() {
        publisher.close();
        process.close();
        test.close();
    }

    @Test
    @Order(1)
    void learnsFromWhatLeadsDid() throws Exception {
        tellThePast();

        await().atMost(PATIENCE)
                .until(
                        () ->
                                !champion().isRules()
                                        && get("/v1/trainings").toString().contains("done"));

        JsonNode model = get("/v1/models/" + champion().value());
        assertThat(model.get("rocAuc").get("value").asDouble()).isGreaterThan(0.65);
        assertThat(ranking().readsBehaviour()).isTrue();
    }

    /// Nothing but what they do tells these leads apart.
    private static void tellThePast() {
        var random = new SplittableRandom(5);
        for (int number = 0; number < LEADS; number++) {
            var lead = new LeadId("lead_" + number);
            Instant created = START.plus(Duration.ofHours(number));
            boolean asks = random.nextInt(3) == 0;
            boolean wins = random.nextDouble() < (asks ? 0.75 : 0.12);
            Instant end = created.plus(Duration.ofDays(40 + random.nextInt(20)));
            tell(
                    lead,
                    created,
                    Optional.of(
                            new LeadOutcome(
                                    wins ? LeadOutcome.Kind.WON : LeadOutcome.Kind.LOST,
                                    end,
                                    end,
                                    Optional.empty())));
            Instant seen = created.plusSeconds(random.nextInt(3_000));
            does(lead, seen, Activity.page(Topic.FRONT, seen));
            if (asks) {
                Instant asked = seen.plusSeconds(60);
                does(lead, asked, Activity.of(ActivityKind.DEMO_REQUEST, asked));
            }
        }
        publisher.settle();
    }

    @Test
    @Order(2)
    void aLeadThatDoesSomethingHasANewScoreWithItsReason() throws Exception {
        tell(NEW, Instant.now().truncatedTo(ChronoUnit.MILLIS), Optional.empty());
        publisher.settle();
        JsonNode before = awaitScore("import");
        assertThat(before.get("engagement").asInt()).isGreaterThan(1);

        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        does(NEW, now, Activity.of(ActivityKind.DEMO_REQUEST, now));
        publisher.settle();
        JsonNode after = awaitScore("event");

        assertThat(after.get("activities").get(0).asString()).isEqualTo("lead_new-1");
        assertThat(after.get("score").asInt()).isGreaterThan(before.get("score").asInt());
        assertThat(after.get("engagement").asInt()).isEqualTo(1);
        assertThat(after.get("contributions").get(0).get("column").asString())
                .startsWith("Activity: ");
        JsonNode step = get("/v1/leads/lead_new/ledger").get("entries").get(0);
        double moved = 0;
        for (JsonNode move : step.get("moved")) {
            moved += move.get("to").asDouble() - move.get("from").asDouble();
        }
        assertThat(after.get("sum").asDouble() - before.get("sum").asDouble())
                .isCloseTo(moved, within(1e-9));
    }

    @Test
    @Order(3)
    void whoIsNotKeptIsScoredAsWhoDidNothing() throws Exception {
        JsonNode first = get("/v1/leads/lead_new/ledger").get("entries");
        JsonNode kept =
                get(
                        "/v1/leads/lead_new/ledger/"
                                + first.get(first.size() - 1).get("entry").asLong());

        JsonNode direct =
                send(
                        "POST",
                        "/v1/score",
                        JSON.writeValueAsString(
                                Map.of(
                                        "fields",
                                        Map.of("email", "ada@acme.example"),
                                        "asOf",
                                        kept.get("asOf").asString())));

        assertThat(direct.get("engagement").asInt()).isEqualTo(kept.get("engagement").asInt());
    }

    /// From the facts on the log alone, at the instants of the entries.
    @Test
    @Order(4)
    void everyStepFollowsFromTheLogBitForBit() {
        var random = new SplittableRandom(9);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int number = 0; number < OPEN; number++) {
            var lead = new LeadId("lead_open" + number);
            tell(lead, now.minus(Duration.ofHours(random.nextInt(900))), Optional.empty());
            publisher.settle();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    !Entries.of(process.part(Ledger.class), workspace, lead)
                                            .isEmpty());
            for (int times = 0; times < 3; times++) {
                Instant at = now.minusSeconds(random.nextInt(3_000_000));
                does(
                        lead,
                        at,
                        random.nextBoolean()
                                ? Activity.of(ActivityKind.DEMO_REQUEST, at)
                                : Activity.page(Topic.PRICES, at));
            }
        }
        publisher.settle();
        awaitSettled();
        List<EngagementChanged> told =
                TestLog.read(
                        Topics.ENGAGEMENT,
                        REVISIONS.values().stream().mapToInt(Long::intValue).sum(),
                        bytes ->
                                FactJson.ENGAGEMENT
                                        .decode(bytes)
                                        .map(fact -> (EngagementChanged) fact)
                                        .filter(fact -> fact.workspace().equals(workspace)));
        List<LeadChanged> leads =
                TestLog.read(
                        Topics.LEADS,
                        LEADS + 1 + OPEN,
                        bytes ->
                                FactJson.LEADS
                                        .decode(bytes)
                                        .filter(fact -> fact.workspace().equals(workspace))
                                        .map(fact -> (LeadChanged) fact));
        var ledger = process.part(Ledger.class);
        int steps = 0;
        for (LeadChanged lead : leads) {
            List<EngagementChanged> own =
                    told.stream().filter(fact -> fact.lead().equals(lead.lead())).toList();
            for (LedgerEntry entry : Entries.of(ledger, workspace, lead.lead())) {
                if (entry.activities().isEmpty()) {
                    continue;
                }
                EngagementChanged cause =
                        own.stream()
                                .filter(fact -> fact.activities().equals(entry.activities()))
                                .findFirst()
                                .orElseThrow();
                Ranking ranking = process.part(ModelStore.class).ranking(workspace, entry.model());
                var row =
                        LeadFeatures.row(
                                new Profile(lead.profile().createdAt(), lead.profile().values()),
                                Engagement.decoded(cause.state().array()),
                                entry.asOf());
                assertThat(ranking.features(List.of(row)).getFirst()).isEqualTo(entry.features());
                steps++;
            }
        }
        assertThat(steps).isGreaterThanOrEqualTo(OPEN);
    }

    /// The last thing told of each is taken in.
    private static void awaitSettled() {
        var engagements = process.part(Engagements.class);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                process.part(Database.class)
                                        .within(
                                                workspace,
                                                () ->
                                                        engagements.revisions(
                                                                workspace, REVISIONS.keySet()))
                                        .equals(REVISIONS));
    }

    private static void tell(LeadId lead, Instant created, Optional<LeadOutcome> outcome) {
        LeadFact fact =
                new LeadChanged(
                        workspace,
                        lead,
                        1,
                        created,
                        created,
                        new Cause(Cause.Kind.IMPORT, "import_1"),
                        new LeadProfile(
                                created,
                                Map.of("Email: kind of address", "company"),
                                Optional.empty(),
                                List.of("Test"),
                                List.of()),
                        outcome,
                        List.of(),
                        Optional.empty());
        publisher.publish(Topics.LEADS, Topics.key(workspace, lead), FactJson.LEADS.encode(fact));
    }

    /// As engagement tells it, learnt when it is done.
    private static void does(LeadId lead, Instant at, Activity activity) {
        List<Activity> done = DONE.computeIfAbsent(lead, first -> new ArrayList<>());
        done.add(activity);
        long revision = REVISIONS.merge(lead, 1L, Long::sum);
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        List<Activity> ofHour =
                done.stream()
                        .filter(each -> each.at().truncatedTo(ChronoUnit.HOURS).equals(hour))
                        .sorted(Comparator.comparing(Activity::at))
                        .toList();
        publisher.publish(
                Topics.ENGAGEMENT,
                Topics.key(workspace, lead),
                FactJson.ENGAGEMENT.encode(
                        new EngagementChanged(
                                workspace,
                                lead,
                                revision,
                                at,
                                Cause.of(Cause.Kind.EVENT),
                                List.of(lead.value() + "-" + revision),
                                Bytes.of(Engagement.of(done).encoded()),
                                List.of(
                                        new Part(
                                                hour,
                                                Bytes.of(Engagement.of(ofHour).encoded()))))));
    }

    private static ModelVersion champion() {
        return process.part(Champions.class).now(workspace).champion();
    }

    private static Ranking ranking() {
        return process.part(ModelStore.class).ranking(workspace, requireNonNull(champion()));
    }

    private static JsonNode awaitScore(String cause) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            HttpResponse<String> answer =
                                    ask("GET", "/v1/leads/lead_new/score", "");
                            return answer.statusCode() == 200
                                    && JSON.readTree(answer.body())
                                            .at("/cause/kind")
                                            .asString()
                                            .equals(cause);
                        });
        try {
            return get("/v1/leads/lead_new/score");
        } catch (Exception trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static JsonNode get(String path) throws Exception {
        return send("GET", path, "");
    }

    private static JsonNode send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> ask(String method, String path, String body)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path)))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
