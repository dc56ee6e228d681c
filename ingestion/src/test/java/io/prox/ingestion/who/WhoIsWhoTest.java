package io.prox.ingestion.who;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.ActivityHappened;
import io.prox.contracts.ActivityFact.ActivityTakenBack;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.ingestion.books.EventTallies;
import io.prox.ingestion.books.EventTally;
import io.prox.ingestion.keys.WriteKeys;
import io.prox.ingestion.leads.Sources;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the door to what is published of leads, on the real database and log.
class WhoIsWhoTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private String source;
    private String server;
    private String browser;
    private long sent;

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
    void makeKeys() {
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        source = process.part(Sources.class).idOf(workspace, "Shop");
        server = key(Channel.SERVER);
        browser = key(Channel.BROWSER);
    }

    private String key(Channel channel) {
        return process.part(WriteKeys.class).make(workspace, source, channel, "user_1").secret();
    }

    @Test
    void makesALeadOfWhomAServerNames() throws Exception {
        send(
                server,
                "identify",
                "'userId':'7','traits':{'email':'ada@acme.example','title':'CTO'}");
        send(server, "track", "'userId':'7','event':'Demo Requested'");
        settle();

        LeadId lead = lead();
        var done = (ActivityHappened) activities(1).getFirst();
        assertThat(done.lead()).isEqualTo(lead);
        assertThat(done.deed().kind()).isEqualTo("demo_request");
        assertThat(done.deed().name()).contains("Demo Requested");
        assertThat(books()).isEqualTo(new EventTally(2, 0, 2, 0, 0, 0));
    }

    @Test
    void givesWhatADeviceDidToWhomAServerProves() throws Exception {
        send(
                browser,
                "page",
                "'anonymousId':'d1','properties':{'url':'https://acme.example/pricing'}");
        send(browser, "track", "'anonymousId':'d1','event':'Trial Started'");
        settle();
        assertThat(books()).isEqualTo(new EventTally(2, 0, 0, 2, 0, 0));

        send(
                server,
                "identify",
                "'userId':'7','anonymousId':'d1','traits':{'email':'ada@acme.example'}");
        settle();

        LeadId lead = lead();
        List<ActivityFact> facts = activities(2);
        assertThat(facts).allSatisfy(fact -> assertThat(fact.lead()).isEqualTo(lead));
        assertThat(facts)
                .extracting(fact -> ((ActivityHappened) fact).deed().kind())
                .containsExactlyInAnyOrder("page_view", "trial");
    }

    @Test
    void meetsAPersonAfterTheDeviceWasLinked() throws Exception {
        send(browser, "page", "'anonymousId':'d1','properties':{'path':'/'}");
        send(server, "track", "'userId':'7','anonymousId':'d1','event':'Signed In'");
        settle();
        assertThat(books().matched()).isZero();

        send(server, "identify", "'userId':'7','traits':{'email':'ada@acme.example'}");
        settle();

        assertThat(activities(2)).hasSize(2);
    }

    @Test
    void believesNoBrowser() throws Exception {
        send(server, "identify", "'userId':'7','traits':{'email':'ada@acme.example'}");
        send(
                browser,
                "identify",
                "'userId':'7','anonymousId':'d1','traits':{'email':'ada@acme.example'}");
        send(browser, "track", "'userId':'7','anonymousId':'d1','event':'Demo Requested'");
        send(browser, "track", "'userId':'7','event':'Demo Requested'");
        // a device that calls itself as the user is called
        send(browser, "track", "'anonymousId':'7','event':'Demo Requested'");
        settle();

        assertThat(books()).isEqualTo(new EventTally(5, 0, 1, 4, 0, 0));
        assertThat(count("ingestion.activity WHERE lead_id IS NOT NULL")).isZero();
        assertThat(count("ingestion.visitor_claim")).isEqualTo(1);
    }

    @Test
    void takesWhatCameBeforeOnce() throws Exception {
        String event = "'messageId':'m1','userId':'7','event':'Order Completed'";
        send(server, "track", event);
        settle();
        send(server, "track", event);
        send(server, "track", event);
        settle();

        assertThat(books()).isEqualTo(new EventTally(3, 0, 0, 1, 2, 0));
    }

    @Test
    void showsAnotherEventOfTheSameName() throws Exception {
        send(server, "track", "'messageId':'m1','userId':'7','event':'Order Completed'");
        send(server, "track", "'messageId':'m1','userId':'8','event':'Order Completed'");
        settle();

        assertThat(books()).isEqualTo(new EventTally(2, 0, 0, 1, 0, 1));
        assertThat(count("ingestion.kept_event WHERE stage = 'rejected' AND sealed IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void mergesNoTwoPeople() throws Exception {
        send(server, "identify", "'userId':'7','traits':{'email':'ada@acme.example'}");
        send(server, "identify", "'userId':'8','traits':{'email':'bob@acme.example'}");
        settle();
        send(server, "identify", "'userId':'8','traits':{'email':'ada@acme.example'}");
        settle();

        assertThat(count("ingestion.lead")).isEqualTo(2);
        assertThat(books()).isEqualTo(new EventTally(3, 0, 2, 0, 0, 1));
    }

    @Test
    void movesWhatWasAnothers() throws Exception {
        send(server, "identify", "'userId':'7','traits':{'email':'ada@acme.example'}");
        send(server, "identify", "'userId':'8','traits':{'email':'bob@acme.example'}");
        send(
                browser,
                "page",
                "'anonymousId':'d1','timestamp':'2026-03-02T12:00:00Z','properties':{'path':'/'}");
        send(
                server,
                "track",
                "'userId':'8','anonymousId':'d1','event':'Signed In','timestamp':'2026-03-02T15:00:00Z'");
        settle();
        // learnt later: it was in other hands before
        send(
                server,
                "track",
                "'userId':'7','anonymousId':'d1','event':'Signed In','timestamp':'2026-03-02T11:00:00Z'");
        settle();

        List<ActivityFact> facts = activities(5);
        Map<String, Integer> balance = new HashMap<>();
        for (ActivityFact fact : facts) {
            balance.merge(
                    fact.lead() + " " + fact.activity(),
                    fact instanceof ActivityTakenBack ? -1 : 1,
                    Integer::sum);
        }
        assertThat(facts).filteredOn(ActivityTakenBack.class::isInstance).hasSize(1);
        assertThat(balance.values()).containsOnly(0, 1);
    }

    @Test
    void takesALeadWithoutWhatCannotBeRead() throws Exception {
        send(
                server,
                "identify",
                "'userId':'7','traits':{'email':'n/a','createdAt':1580000000,'outcome':'won'}");
        settle();

        LeadFact.LeadChanged fact = (LeadFact.LeadChanged) leads().getFirst();
        assertThat(fact.outcome()).isEmpty();
        assertThat(fact.profile().createdAt()).isEqualTo("2020-01-26T00:53:20Z");
        assertThat(count("ingestion.kept_event WHERE stage = 'partly'")).isEqualTo(1);
    }

    /// A person whom a server names is a lead only when somebody says so: here a file, or a
    /// program.
    @Test
    void givesWhatSomebodyDidToTheLeadThatAProgramMakesOfThem() throws Exception {
        send(server, "track", "'userId':'Ada@Acme.example','event':'Demo Requested'");
        settle();
        assertThat(books()).isEqualTo(new EventTally(1, 0, 0, 1, 0, 0));

        assertThat(
                        ask(
                                        "POST",
                                        "/v1/leads",
                                        "{\"fields\":{\"email\":\"ada@acme.example\"}}",
                                        Permission.LEADS_WRITE)
                                .statusCode())
                .isEqualTo(200);

        assertThat(activities(1).getFirst().lead()).isEqualTo(lead());
    }

    @Test
    void forgetsWhatSomebodyDidWhoIsForgotten() throws Exception {
        send(
                server,
                "identify",
                "'userId':'7','anonymousId':'d1','traits':{'email':'ada@acme.example'}");
        send(browser, "page", "'anonymousId':'d1','properties':{'path':'/pricing'}");
        send(browser, "page", "'anonymousId':'d2','properties':{'path':'/pricing'}");
        send(browser, "identify", "'userId':'ada@acme.example','anonymousId':'d2'");
        send(server, "track", "'userId':'7','event':'Demo Requested'");
        settle();
        assertThat(count("ingestion.activity")).isEqualTo(3);

        assertThat(delete(lead())).isEqualTo(204);

        assertThat(count("ingestion.visitor_link")).isZero();
        assertThat(count("ingestion.visitor_claim")).isZero();
        assertThat(count("ingestion.activity WHERE lead_id IS NOT NULL")).isZero();
        // what a device did that was never theirs
        assertThat(count("ingestion.activity")).isEqualTo(1);
        assertThat(count("ingestion.visitor")).isEqualTo(2);
    }

    private int delete(LeadId lead) throws Exception {
        return ask("DELETE", "/v1/leads/" + lead.value(), "", Permission.LEADS_DELETE).statusCode();
    }

    private HttpResponse<String> ask(String method, String path, String body, Permission permission)
            throws Exception {
        String key =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "test",
                                EnumSet.of(permission),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path)))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private EventTally books() {
        return requireNonNull(process.part(EventTallies.class).all(workspace).get(source)).tally();
    }

    /// Waits until all that was sent is in the books, which balance.
    private void settle() {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            var line = process.part(EventTallies.class).all(workspace).get(source);
                            return line != null && line.tally().received() == sent;
                        });
        assertThat(books().difference()).isZero();
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

    private LeadId lead() {
        return leads().getFirst().lead();
    }

    private List<LeadFact> leads() {
        return TestLog.read(
                Topics.LEADS,
                1,
                value ->
                        FactJson.LEADS
                                .decode(value)
                                .filter(fact -> fact.workspace().equals(workspace)));
    }

    private List<ActivityFact> activities(int count) {
        return TestLog.read(
                Topics.ACTIVITY,
                count,
                value ->
                        FactJson.ACTIVITY
                                .decode(value)
                                .filter(fact -> fact.workspace().equals(workspace)));
    }

    private void send(String key, String type, String members) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + process.port() + "/v1/" + type))
                        .header("Authorization", "Bearer " + key)
                        .POST(
                                BodyPublishers.ofString(
                                        "{" + members.replace('\'', '"') + "}", UTF_8))
                        .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        sent++;
    }
}
