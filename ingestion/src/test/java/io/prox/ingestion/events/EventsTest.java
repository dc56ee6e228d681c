package io.prox.ingestion.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.prox.contracts.EventFact;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.EventAccepted;
import io.prox.contracts.EventFact.EventRefused;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.ingestion.keys.WriteKeys;
import io.prox.ingestion.leads.Sources;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door over HTTP, on the real database and log.
class EventsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TRACK =
            "{\"messageId\":\"m1\",\"userId\":\"ada\",\"event\":\"Demo Requested\"}";

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private String source;
    private String server;
    private String browser;

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
    void hasTheWholeMessageSealedOnTheLogWhenItAnswers() throws Exception {
        Instant before = Instant.now();

        HttpResponse<String> answer =
                send(post("/v1/track", TRACK).header("Authorization", basic(server)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("success").asBoolean()).isTrue();
        EventAccepted fact = (EventAccepted) facts(1).getFirst();
        assertThat(fact.receipt().source()).isEqualTo(source);
        assertThat(fact.receipt().channel()).isEqualTo(Channel.SERVER);
        assertThat(fact.receipt().network()).contains("127.0.0.0/24");
        assertThat(fact.receipt().at()).isBetween(before, Instant.now());
        SentEvent sent = opened(fact);
        assertThat(new String(sent.message().array(), UTF_8)).isEqualTo(TRACK);
        assertThat(sent.type().orElseThrow().word()).isEqualTo("track");
        assertThat(sent.agent()).hasValueSatisfying(agent -> assertThat(agent).contains("Java"));
        assertThat(new String(FactJson.EVENTS.encode(fact), UTF_8))
                .doesNotContain("ada")
                .doesNotContain("Demo");
    }

    private static SentEvent opened(EventAccepted fact) {
        return SentEvent.decoded(
                new DayKeys(
                                process.part(Database.class),
                                process.part(Sealing.class),
                                "events",
                                Period.ofDays(8),
                                Clock.systemUTC())
                        .find(fact.workspace(), fact.receipt().day())
                        .orElseThrow()
                        .open(EventDoor.USE, fact.sealed().array()));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("bearer", "Bearer %s", "", "application/json", "/v1/track"),
                argumentSet("basic", "Basic", "", "application/json", "/v1/track"),
                argumentSet("body", "", ",\"writeKey\":\"%s\"", "application/json", "/v1/track"),
                argumentSet("beacon", "", ",\"writeKey\":\"%s\"", "text/plain", "/v1/t"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void takesTheKeyFromWhereverClientsPutIt(String header, String member, String type, String path)
            throws Exception {
        String body = TRACK.replace("}", member.formatted(browser) + "}");
        HttpRequest.Builder request =
                request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", type);
        if (!header.isEmpty()) {
            request.header(
                    "Authorization",
                    header.equals("Basic") ? basic(browser) : header.formatted(browser));
        }

        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(facts(1).getFirst().receipt().channel()).isEqualTo(Channel.BROWSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "browser_ws_1.no",
                "server_",
                "Basic !",
                "Bearer ",
                "Basic bm8=",
                "Bearer server_ws_0.x"
            })
    void refusesAKeyThatIsNone(String header) throws Exception {
        HttpRequest.Builder request = post("/v1/track", TRACK);
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).get("detail").asString()).contains("write key");
    }

    @Test
    void storesTheGoodOnesOfABatchAndSaysWhatIsWrongWithTheOthers() throws Exception {
        String batch =
                """
                {"sentAt": "2026-03-02T09:30:00Z", "context": {"ip": "192.0.2.7"}, "batch": [
                  {"type": "track", "userId": "ada", "event": "Signed Up"},
                  {"type": "track", "userId": "ada"},
                  {"type": "dream", "userId": "ada"},
                  7,
                  {"type": "page", "anonymousId": "a1", "context": {"page": {"path": "/pricing"}}}]}
                """;

        HttpResponse<String> answer =
                send(post("/v1/batch", batch).header("Authorization", basic(server)));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asString()).endsWith("/invalid-event");
        assertThat(problem.get("detail").asString())
                .isEqualTo("3 of 5 events were refused; the others are stored.");
        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .containsExactly("#/batch/1/event", "#/batch/2/type", "#/batch/3");
        List<EventFact> facts = facts(5);
        List<EventAccepted> accepted =
                facts.stream()
                        .filter(EventAccepted.class::isInstance)
                        .map(EventAccepted.class::cast)
                        .toList();
        assertThat(accepted).hasSize(2);
        assertThat(accepted)
                .allSatisfy(
                        fact -> assertThat(opened(fact).sentAt()).contains("2026-03-02T09:30:00Z"));
        assertThat(facts.stream().filter(EventRefused.class::isInstance))
                .hasSize(3)
                .allSatisfy(fact -> assertThat(((EventRefused) fact).sealed()).isPresent());
    }

    @Test
    void unpacksWhatIsPacked() throws Exception {
        HttpRequest.Builder request =
                request("/v1/batch")
                        .POST(BodyPublishers.ofByteArray(packed(batch(3))))
                        .header("Content-Encoding", "gzip")
                        .header("Authorization", basic(server));

        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(facts(3)).hasSize(3);
    }

    @Test
    void letsPagesOfAnySiteAsk() throws Exception {
        HttpResponse<String> asked =
                send(
                        request("/v1/t")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", "https://shop.example")
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "content-type"));
        HttpResponse<String> refused =
                send(post("/v1/t", "{}").header("Origin", "https://shop.example"));

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .containsIgnoringCase("content-type");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
    }

    @Test
    void tellsTheClientOfABrowserWhereToSendTo() throws Exception {
        String settings = "/v1/projects/%s/settings";
        HttpResponse<String> told =
                send(request(settings.formatted(browser)).header("Origin", "https://shop.example"));

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        JsonNode delivery = JSON.readTree(told.body()).at("/integrations/Segment.io");
        assertThat(delivery.get("apiKey").asString()).isEqualTo(browser);
        assertThat(delivery.get("apiHost").asString())
                .isEqualTo("127.0.0.1:" + process.port() + "/v1");
        assertThat(delivery.get("protocol").asString()).isEqualTo("http");
        for (String other : List.of(server, "browser_ws.made-up")) {
            assertThat(send(request(settings.formatted(other))).statusCode()).isEqualTo(404);
        }
    }

    /// A slash, written with two bytes.
    @Test
    void refusesLettersThatAreWrittenLongerThanTheyAre() throws Exception {
        byte[] body =
                "{\"batch\":[{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"?!\"}]}"
                        .getBytes(ISO_8859_1);
        for (int place = 0; place < body.length; place++) {
            body[place] =
                    switch (body[place]) {
                        case '?' -> (byte) 0xc0;
                        case '!' -> (byte) 0xaf;
                        default -> body[place];
                    };
        }

        assertThat(status(body, "")).isEqualTo(400);
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                argumentSet(
                        "an event of 32 KiB", event("x".repeat(8_000).repeat(1), 4, 32 << 10), 200),
                argumentSet("a byte more", event("x".repeat(8_000), 4, (32 << 10) + 1), 400),
                argumentSet(
                        "a text of 8,192 characters",
                        property("\"" + "x".repeat(8_192) + "\""),
                        200),
                argumentSet("one of 8,193", property("\"" + "x".repeat(8_193) + "\""), 400),
                argumentSet("a number of 64 digits", property("1".repeat(64)), 200),
                argumentSet("one of 65", property("1".repeat(65)), 400),
                argumentSet(
                        "a name of 256 characters",
                        property("{\"" + "x".repeat(256) + "\":1}"),
                        200),
                argumentSet("one of 257", property("{\"" + "x".repeat(257) + "\":1}"), 400),
                argumentSet("20 deep", property("[".repeat(18) + "]".repeat(18)), 200),
                argumentSet("21 deep", property("[".repeat(19) + "]".repeat(19)), 400),
                argumentSet("300 members", property(members(300)), 200),
                argumentSet("301 members", property(members(301)), 400),
                argumentSet("the same name twice", property("{\"a\":1,\"a\":2}"), 400));
    }

    private static String property(String value) {
        return "{\"userId\":\"ada\",\"event\":\"e\",\"properties\":{\"p\":" + value + "}}";
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"m%d\":%d".formatted(number, number))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// @param length of the whole, in bytes
    private static String event(String text, int times, int length) {
        String whole =
                "{\"userId\":\"ada\",\"event\":\"e\",\"properties\":{%s,\"rest\":\"\"}}"
                        .formatted(
                                IntStream.range(0, times)
                                        .mapToObj(
                                                number -> "\"t%d\":\"%s\"".formatted(number, text))
                                        .collect(Collectors.joining(",")));
        return whole.replace("\"rest\":\"", "\"rest\":\"" + "y".repeat(length - whole.length()));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void boundsAnEvent(String body, int status) throws Exception {
        HttpResponse<String> answer =
                send(post("/v1/track", body).header("Authorization", basic(server)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(facts(1).getFirst())
                .isInstanceOf(status == 200 ? EventAccepted.class : EventRefused.class);
    }

    @Test
    void boundsABody() throws Exception {
        String batch = batch(501);
        byte[] large = ("{\"batch\":[],\"pad\":\"" + "x".repeat(512 << 10) + "\"}").getBytes(UTF_8);
        byte[] bomb = packed("{\"batch\":[],\"pad\":\"" + "x".repeat(1_900_000) + "\"}");
        byte[] huge = packed("{\"batch\":[],\"pad\":\"" + random(2_100_000) + "\"}");
        String context =
                "{\"context\":{\"a\":\"%s\"},\"batch\":[%s]}"
                        .formatted(
                                "x".repeat(8_000),
                                IntStream.range(0, 300)
                                        .mapToObj(number -> TRACK)
                                        .collect(Collectors.joining(",")));

        assertThat(status(batch.getBytes(UTF_8), "")).isEqualTo(413);
        assertThat(status(large, "")).isEqualTo(413);
        assertThat(status(bomb, "gzip")).isEqualTo(413);
        assertThat(status(huge, "gzip")).isEqualTo(413);
        assertThat(status(context.getBytes(UTF_8), "")).isEqualTo(413);
        assertThat(status(packed(batch(1)), "br")).isEqualTo(415);
    }

    /// Digits that pack to a little less than half.
    private static String random(int length) {
        var chance = new java.util.SplittableRandom(7);
        return IntStream.range(0, length)
                .mapToObj(number -> Integer.toString(chance.nextInt(2)))
                .collect(Collectors.joining());
    }

    private int status(byte[] body, String encoding) throws Exception {
        HttpRequest.Builder request =
                request("/v1/batch")
                        .POST(BodyPublishers.ofByteArray(body))
                        .header("Authorization", basic(server));
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        return send(request).statusCode();
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                argumentSet("nothing", bytes("")),
                argumentSet("a blank", bytes(" ")),
                argumentSet("a list", bytes("[]")),
                argumentSet("a text", bytes("\"x\"")),
                argumentSet("a batch that is an object", bytes("{\"batch\":{}}")),
                argumentSet("a batch of batches", bytes("{\"batch\":[[{}]]}")),
                argumentSet("no batch", bytes("{}")),
                argumentSet("cut off", bytes("{\"batch\":[{\"type\":\"track\"")),
                argumentSet("more behind", bytes("{\"batch\":[]} x")),
                argumentSet("NaN", bytes("{\"batch\":[{\"a\":NaN}]}")),
                argumentSet("UTF-16", "{\"batch\":[]}".getBytes(UTF_16LE)),
                argumentSet("a mark of order", bytes("\ufeff{\"batch\":[7]}")),
                argumentSet("no UTF-8", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}),
                argumentSet(
                        "overlong UTF-8",
                        new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}),
                argumentSet("nested deep", bytes("{\"batch\":[" + "[".repeat(50_000))),
                argumentSet("a name of 256 kB", bytes("{\"" + "n".repeat(256_000) + "\":1}")),
                argumentSet(
                        "a number of 100 kB", bytes("{\"batch\":[" + "9".repeat(100_000) + "]}")),
                argumentSet("zero bytes", new byte[64]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("poison")
    void answersWhatIsNoBatchWithItsReason(byte[] body) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/v1/batch")
                                .POST(BodyPublishers.ofByteArray(body))
                                .header("Authorization", basic(server)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asString()).isNotBlank();
    }

    @Test
    void takesPostsAlone() throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "BREW")) {
            assertThat(
                            send(request("/v1/batch").method(method, BodyPublishers.noBody()))
                                    .statusCode())
                    .as(method)
                    .isIn(405, 400);
        }
        assertThat(send(request("/v1/batch").GET()).headers().firstValue("Allow"))
                .contains("POST, OPTIONS");
    }

    @Test
    void letsARevokedKeyInNoLonger() throws Exception {
        var keys = process.part(WriteKeys.class);
        var made = keys.make(workspace, source, Channel.SERVER, "user_1");
        assertThat(keys.revoke(workspace, made.key().id())).isTrue();

        assertThat(
                        send(post("/v1/track", TRACK).header("Authorization", basic(made.secret())))
                                .statusCode())
                .isEqualTo(401);
        assertThat(keys.revoke(workspace, made.key().id())).isFalse();
    }

    private static String batch(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        number ->
                                "{\"type\":\"track\",\"userId\":\"u%d\",\"event\":\"e\"}"
                                        .formatted(number))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path));
    }

    private static HttpRequest.Builder post(String path, String body) {
        return request(path)
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    }

    private List<EventFact> facts(int count) {
        return TestLog.read(
                Topics.EVENTS,
                count,
                value ->
                        FactJson.EVENTS
                                .decode(value)
                                .filter(fact -> fact.workspace().equals(workspace)));
    }
}
