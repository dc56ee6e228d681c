package io.prox.ingestion.who;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.ingestion.books.EventTallies;
import io.prox.ingestion.books.EventTally;
import io.prox.ingestion.events.SentEvent;
import io.prox.ingestion.keys.WriteKeys;
import io.prox.ingestion.leads.Sources;
import io.prox.ingestion.who.KeptEvents.Kept;
import io.prox.ingestion.who.KeptEvents.Stage;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is refused or rejected, and how it comes back, on the real database and log.
class KeptEventsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String EVENT =
            "{\"type\":\"track\",\"userId\":\"7\",\"messageId\":\"m1\",\"event\":\"Demo Requested\"}";

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private String source;
    private String server;
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
    void makeKeys() {
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        source = process.part(Sources.class).idOf(workspace, "Shop");
        server =
                process.part(WriteKeys.class)
                        .make(workspace, source, Channel.SERVER, "user_1")
                        .secret();
        key =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "test",
                                EnumSet.allOf(Permission.class),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
    }

    @Test
    void showsWhatWasRefusedWithItsPlaceAndReason() throws Exception {
        assertThat(send("track", "{\"userId\":\"7\",\"properties\":\"none\"}")).isEqualTo(400);
        await().atMost(PATIENCE).until(() -> events("").size() == 1);

        JsonNode kept = events("?stage=refused&waiting=true&source=" + source).get(0);
        assertThat(kept.get("channel").asString()).isEqualTo("server");
        assertThat(kept.get("faults").valueStream().map(fault -> fault.get("pointer").asString()))
                .contains("/event", "/properties");
        assertThat(kept.toString()).doesNotContain("none");
        JsonNode content = get("/v1/kept-events/" + kept.get("id").asString());
        assertThat(content.get("message").asString())
                .isEqualTo("{\"userId\":\"7\",\"properties\":\"none\"}");
        assertThat(fate(kept.get("id").asString())).isEqualTo("unreadable");
        assertThat(events("?stage=rejected")).isEmpty();
    }

    @Test
    void keepsABodyInWhichNoMessageCouldBeTold() throws Exception {
        assertThat(send("batch", "{\"batch\":[{\"userId\":\"7\"")).isEqualTo(400);
        assertThat(send("track", "x".repeat(600 << 10))).isEqualTo(413);
        await().atMost(PATIENCE).until(() -> events("").size() == 2);

        JsonNode large = events("").get(0);
        JsonNode broken = events("").get(1);
        assertThat(large.at("/faults/0/detail").asString()).contains("512 KiB");
        assertThat(get("/v1/kept-events/" + large.get("id").asString()).get("message").asString())
                .isEmpty();
        assertThat(broken.at("/faults/0/detail").asString()).contains("breaks at line 1");
        assertThat(get("/v1/kept-events/" + broken.get("id").asString()).get("message").asString())
                .isEqualTo("{\"batch\":[{\"userId\":\"7\"");
        assertThat(fate(broken.get("id").asString())).isEqualTo("unreadable");
        assertThat(books()).isEqualTo(new EventTally(2, 2, 0, 0, 0, 0));
    }

    /// As if it had been rejected by a version that could not take it.
    @Test
    void whatIsReplayedIsTakenOnceHoweverOftenItIsReplayed() throws Exception {
        String id = keep(Stage.REJECTED, EVENT);

        assertThat(fate(id)).isEqualTo("replayed");
        assertThat(fate(id)).isEqualTo("before");
        await().atMost(PATIENCE).until(() -> received() == 1);

        assertThat(count("ingestion.activity")).isEqualTo(1);
        assertThat(events("?waiting=true")).isEmpty();
        assertThat(events("").get(0).has("replayedAt")).isTrue();
        // its sender sends it again, and another copy of it is replayed
        assertThat(send("batch", "{\"batch\":[%s]}".formatted(EVENT))).isEqualTo(200);
        assertThat(fate(keep(Stage.REJECTED, EVENT))).isEqualTo("replayed");
        await().atMost(PATIENCE).until(() -> received() == 3);
        assertThat(count("ingestion.activity")).isEqualTo(1);
        assertThat(books()).isEqualTo(new EventTally(3, 0, 0, 1, 2, 0));
        assertThat(get("/v1/books/events").at("/all/balanced").asBoolean()).isTrue();
        assertThat(get("/v1/books/events").at("/bySource/0/name").asString()).isEqualTo("Shop");
    }

    @Test
    void whatWasTakenInPartIsTakenWholeWhenItIsReplayed() throws Exception {
        String identify =
                "{\"type\":\"identify\",\"userId\":\"7\",\"messageId\":\"m1\",\"traits\":{\"email\":\"ada@acme.example\"}}";
        assertThat(send("batch", "{\"batch\":[%s]}".formatted(identify))).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> received() == 1);

        assertThat(fate(keep(Stage.PARTLY, identify))).isEqualTo("replayed");

        await().atMost(PATIENCE).until(() -> received() == 2);
        assertThat(books()).isEqualTo(new EventTally(2, 0, 2, 0, 0, 0));
        assertThat(count("ingestion.lead")).isEqualTo(1);
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertThat(fate("event_none")).isEqualTo("unknown");
        assertThat(ask("GET", "/v1/kept-events/event_none", "").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/v1/kept-events?stage=lost", "").statusCode()).isEqualTo(400);
        assertThat(ask("GET", "/v1/kept-events?limit=0", "").statusCode()).isEqualTo(400);
    }

    @Test
    void isReadPageByPage() throws Exception {
        for (int number = 0; number < 5; number++) {
            keep(Stage.REJECTED, "{\"userId\":\"7\",\"event\":\"E%d\"}".formatted(number));
        }

        JsonNode first = get("/v1/kept-events?limit=3");
        JsonNode second = get("/v1/kept-events?limit=3&after=" + first.get("next").asString());

        assertThat(first.get("events")).hasSize(3);
        assertThat(second.get("events")).hasSize(2);
        assertThat(second.has("next")).isFalse();
    }

    /// @return its identifier
    private String keep(Stage stage, String message) throws Exception {
        var sent =
                new SentEvent(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Bytes.of(
                                (message.contains("\"type\"")
                                                ? message
                                                : message.replaceFirst(
                                                        "\\{", "{\"type\":\"track\","))
                                        .getBytes(UTF_8)));
        Instant now = Instant.now();
        process.part(Database.class)
                .within(
                        workspace,
                        () ->
                                process.part(KeptEvents.class)
                                        .keep(
                                                workspace,
                                                List.of(
                                                        new Kept(
                                                                stage,
                                                                new Receipt(
                                                                        source,
                                                                        Channel.SERVER,
                                                                        now,
                                                                        LocalDate.ofInstant(
                                                                                now,
                                                                                ZoneOffset.UTC),
                                                                        Optional.empty()),
                                                                "Of a test.",
                                                                List.of(),
                                                                Optional.of(
                                                                        Bytes.of(sent.encoded())),
                                                                List.of()))));
        return events("").get(0).get("id").asString();
    }

    private String fate(String id) throws Exception {
        HttpResponse<String> answer =
                ask(
                        "POST",
                        "/v1/kept-events/replay",
                        JSON.writeValueAsString(Map.of("events", List.of(id))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/events/0/fate").asString();
    }

    private JsonNode events(String query) throws Exception {
        return get("/v1/kept-events" + query).get("events");
    }

    private EventTally books() {
        return requireNonNull(process.part(EventTallies.class).all(workspace).get(source)).tally();
    }

    private long received() {
        var line = process.part(EventTallies.class).all(workspace).get(source);
        return line == null ? 0 : line.tally().received();
    }

    private long count(String rows) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM " + rows)
                                        .query(Long.class)
                                        .single());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private int send(String type, String body) throws Exception {
        return ask("POST", "/v1/" + type, body, server).statusCode();
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return ask(method, path, body, key);
    }

    private static HttpResponse<String> ask(String method, String path, String body, String with)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path)))
                        .header("Authorization", "Bearer " + with)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
