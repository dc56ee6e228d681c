package io.prox.engagement;

import static io.prox.engagement.Doings.NOW;
import static io.prox.engagement.Doings.deed;
import static io.prox.engagement.Doings.fold;
import static io.prox.engagement.Doings.page;
import static io.prox.engagement.Doings.state;
import static io.prox.engagement.Doings.sumOfParts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.ActivityHappened;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From what leads do to what is published of it, on the real database and log.
class EngagementTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LeadId ADA = new LeadId("lead_ada");
    private static final LeadId BOB = new LeadId("lead_bob");

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private Doings doings;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(EngagementConfiguration.class),
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
        doings = new Doings(workspace);
    }

    @AfterEach
    void close() {
        doings.close();
    }

    @Test
    void publishesTheFoldOfWhatALeadDid() {
        doings.tell(doings.happened(ADA, "a1", 1, page(NOW)));

        EngagementChanged changed = doings.facts(ADA, all -> all.size() == 1).getFirst();

        assertThat(changed.revision()).isEqualTo(1);
        assertThat(changed.activities()).containsExactly("a1");
        assertThat(changed.cause().kind()).isEqualTo(Cause.Kind.EVENT);
        assertThat(changed.knownAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(state(changed)).isEqualTo(fold(List.of(page(NOW))));
        assertThat(changed.parts()).hasSize(1);
        assertThat(changed.parts().getFirst().hour()).isEqualTo(NOW.truncatedTo(ChronoUnit.HOURS));
    }

    /// In any order, with repetitions, taken back and told otherwise: what is left is the fold of
    /// what stands, as a plain loop over it makes it.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesToTheSameInAnyOrderAndHoweverOften(long seed) {
        var random = new SplittableRandom(seed);
        List<ActivityFact> facts = new ArrayList<>();
        Map<LeadId, Map<String, ActivityFact>> standing = new HashMap<>();
        for (int number = 0; number < 120; number++) {
            LeadId lead = random.nextBoolean() ? ADA : BOB;
            String activity = "a" + random.nextInt(80);
            long revision =
                    1
                            + Optional.ofNullable(
                                            standing.computeIfAbsent(lead, first -> new TreeMap<>())
                                                    .get(activity))
                                    .map(ActivityFact::revision)
                                    .orElse(0L);
            ActivityFact fact =
                    revision > 1 && random.nextBoolean()
                            ? doings.takenBack(lead, activity, revision)
                            : doings.happened(lead, activity, revision, Doings.chance(random));
            requireNonNull(standing.get(lead)).put(activity, fact);
            facts.add(fact);
        }
        var told = new ArrayList<>(facts);
        facts.stream().filter(fact -> random.nextInt(3) == 0).forEach(told::add);
        Collections.shuffle(told, new Random(seed));

        told.forEach(doings::tell);

        for (LeadId lead : List.of(ADA, BOB)) {
            Engagement expected = fold(deeds(requireNonNull(standing.get(lead)).values()));
            List<EngagementChanged> changes =
                    doings.facts(
                            lead, all -> !all.isEmpty() && state(all.getLast()).equals(expected));
            assertThat(changes.stream().map(EngagementChanged::revision))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, changes.size())
                                    .mapToObj(number -> (long) number)
                                    .toList());
            assertThat(sumOfParts(changes).encoded()).isEqualTo(expected.encoded());
            assertThat(changes).allMatch(each -> each.activities().size() <= 20);
        }
    }

    private static List<Deed> deeds(Collection<ActivityFact> facts) {
        var deeds = new ArrayList<Deed>();
        for (ActivityFact fact : facts) {
            if (fact instanceof ActivityHappened happened
                    && (happened.deed().channel() == Channel.SERVER
                            || !happened.deed().at().isBefore(NOW.minus(Duration.ofDays(30))))) {
                deeds.add(happened.deed());
            }
        }
        return deeds;
    }

    @Test
    void historyWasKnownWhenItHappened() {
        Instant then = NOW.minus(Duration.ofDays(200));
        doings.tell(doings.happened(ADA, "a1", 1, deed(then, NOW, Channel.HISTORY)));
        doings.tell(doings.happened(ADA, "a2", 1, deed(then, NOW, Channel.SERVER)));

        Map<Instant, Engagement> parts = new HashMap<>();
        doings.facts(ADA, all -> all.stream().mapToInt(each -> each.activities().size()).sum() == 2)
                .forEach(
                        change ->
                                change.parts()
                                        .forEach(
                                                part ->
                                                        parts.put(
                                                                part.hour(),
                                                                Engagement.decoded(
                                                                        part.state().array()))));

        assertThat(parts.keySet())
                .containsExactlyInAnyOrder(
                        then.truncatedTo(ChronoUnit.HOURS), NOW.truncatedTo(ChronoUnit.HOURS));
    }

    @Test
    void aBrowserThatTellsTooLateIsShownButNotCounted() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(31));
        doings.tell(doings.happened(ADA, "late", 1, deed(then, NOW, Channel.BROWSER)));
        doings.tell(doings.happened(ADA, "soon", 1, deed(NOW, NOW, Channel.BROWSER)));

        List<EngagementChanged> changes =
                doings.facts(ADA, all -> all.getLast().activities().contains("soon"));

        assertThat(state(changes.getLast()).first()).contains(NOW);
        assertThat(changes).noneMatch(each -> each.activities().contains("late"));
        JsonNode activities = get("/v1/leads/lead_ada/activities").get("activities");
        assertThat(activities.get(0).get("counts").asBoolean()).isTrue();
        assertThat(activities.get(1).get("activity").asString()).isEqualTo("late");
        assertThat(activities.get(1).get("counts").asBoolean()).isFalse();
        JsonNode books = get("/v1/books/engagement");
        assertThat(books.get("activities").asLong()).isEqualTo(2);
        assertThat(books.get("counted").asLong()).isEqualTo(1);
    }

    @Test
    void whatWasTakenBackIsOutOfTheFoldAndTheTimeline() throws Exception {
        doings.tell(doings.happened(ADA, "a1", 1, page(NOW)));
        doings.tell(doings.happened(ADA, "a2", 1, page(NOW.minusSeconds(7_200))));
        doings.tell(doings.takenBack(ADA, "a1", 2));

        List<EngagementChanged> changes =
                doings.facts(
                        ADA, all -> state(all.getLast()).last().equals(Optional.of(at(7_200))));

        assertThat(state(changes.getLast()))
                .isEqualTo(fold(List.of(page(NOW.minusSeconds(7_200)))));
        assertThat(changes.getLast().activities()).containsExactly("a1");
        assertThat(get("/v1/leads/lead_ada/activities").get("activities")).hasSize(1);
    }

    private static Instant at(long secondsAgo) {
        return NOW.minusSeconds(secondsAgo);
    }

    @Test
    void namesAllActivitiesOfAStepAndSplitsWhatIsMore() {
        IntStream.range(0, 50)
                .forEach(
                        number ->
                                doings.tell(
                                        doings.happened(
                                                ADA, "a" + number, 1, page(at(60L * number)))));

        List<EngagementChanged> changes =
                doings.facts(
                        ADA,
                        all -> all.stream().mapToInt(each -> each.activities().size()).sum() == 50);

        assertThat(changes).hasSizeGreaterThanOrEqualTo(3);
        assertThat(changes.stream().flatMap(each -> each.activities().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void forgetsALeadThatIsGone() throws Exception {
        doings.tell(doings.happened(ADA, "a1", 1, page(NOW)));
        doings.facts(ADA, all -> all.size() == 1);
        doings.publisher()
                .publish(
                        Topics.LEADS,
                        Topics.key(workspace, ADA),
                        FactJson.LEADS.encode(
                                new LeadFact.LeadDeleted(
                                        workspace,
                                        ADA,
                                        7,
                                        NOW,
                                        Cause.of(Cause.Kind.DELETION),
                                        Optional.empty())));
        doings.settle();
        await().untilAsserted(
                        () ->
                                assertThat(get("/v1/books/engagement").get("activities").asLong())
                                        .isZero());

        doings.tell(doings.happened(ADA, "a2", 1, page(NOW)));
        doings.tell(doings.happened(BOB, "b1", 1, page(NOW)));
        doings.facts(BOB, all -> all.size() == 1);
        assertThat(status("/v1/leads/lead_ada/engagement")).isEqualTo(404);
        assertThat(doings.facts(ADA, all -> true)).hasSize(1);
    }

    @Test
    void showsWhatALeadDidPageByPage() throws Exception {
        IntStream.range(0, 5)
                .forEach(
                        number ->
                                doings.tell(
                                        doings.happened(
                                                ADA,
                                                "a" + number,
                                                1,
                                                page(
                                                        Instant.now()
                                                                .minusSeconds(3_600L * number)))));
        doings.facts(
                ADA, all -> all.stream().mapToInt(each -> each.activities().size()).sum() == 5);

        JsonNode first = get("/v1/leads/lead_ada/activities?limit=3");
        JsonNode second =
                get("/v1/leads/lead_ada/activities?limit=3&after=" + first.get("next").asString());

        assertThat(names(first)).containsExactly("a0", "a1", "a2");
        assertThat(names(second)).containsExactly("a3", "a4");
        assertThat(second.has("next")).isFalse();
        JsonNode shown = first.get("activities").get(0);
        assertThat(shown.get("words").asString()).isEqualTo("page views");
        assertThat(shown.get("topic").asString()).isEqualTo("prices");
        assertThat(shown.get("touch").asString()).isEqualTo("paid search");
        JsonNode engagement = get("/v1/leads/lead_ada/engagement");
        assertThat(engagement.get("firstTouch").asString()).isEqualTo("paid search");
        assertThat(
                        engagement
                                .get("days")
                                .valueStream()
                                .mapToLong(day -> day.get("activities").asLong())
                                .sum())
                .isEqualTo(5);
        assertThat(status("/v1/leads/lead_ada/activities?limit=0")).isEqualTo(400);
        assertThat(status("/v1/leads/lead_ada/activities?after=nowhere")).isEqualTo(400);
        assertThat(status("/v1/leads/nobody/activities")).isEqualTo(404);
    }

    private static List<String> names(JsonNode page) {
        return page.get("activities")
                .valueStream()
                .map(each -> each.get("activity").asString())
                .toList();
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest.Builder request = request(path);
        return JSON.readTree(CLIENT.send(request.build(), BodyHandlers.ofString()).body());
    }

    private int status(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        String key =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "test",
                                EnumSet.of(Permission.LEADS_READ, Permission.SYSTEM_READ),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path)))
                .header("Authorization", "Bearer " + key);
    }
}
