package io.prox.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.Component;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// A whole process with a component of a few endpoints, asked over HTTP.
class WebTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static TestDatabase test;

    /// Holds up whoever asks for it.
    private static final Semaphore HELD = new Semaphore(0);

    private static ServiceProcess process;
    private static WorkspaceId workspace;
    private static String readingKey;
    private static String cookie;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        Map<String, Object> settings = new HashMap<>(test.settings(folder.resolve("master.key")));
        settings.put("server.jetty.threads.idle-timeout", "500ms");
        process = ServiceProcess.start(List.of(Endpoints.class), settings);
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        readingKey =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "reader",
                                EnumSet.of(Permission.LEADS_READ),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
        User ada =
                process.part(Users.class)
                        .invite(workspace, "Ada", "ada@example.com", Role.OPERATIONS)
                        .orElseThrow();
        process.part(Users.class).setPassword(workspace, ada.id(), "correct horse battery");
        cookie = "prox=" + process.part(Sessions.class).start(workspace, ada.id(), "test");
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @Test
    void answersEveryoneWhereItIsOpen() throws Exception {
        assertThat(send(get("/v1/open")).statusCode()).isEqualTo(200);
    }

    @Test
    void asksWhoIsThere() throws Exception {
        HttpResponse<String> answer = send(get("/v1/leads"));

        assertProblem(answer, 401, "not-signed-in");
    }

    @Test
    void knowsTheCallerOfAKey() throws Exception {
        HttpResponse<String> answer =
                send(get("/v1/leads").header("Authorization", "Bearer " + readingKey));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(workspace.value());
    }

    @Test
    void knowsTheCallerOfASession() throws Exception {
        assertThat(send(get("/v1/leads").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatTheCallerMayNotDo() throws Exception {
        HttpResponse<String> answer =
                send(
                        post("/v1/leads", "{\"name\":\"x\"}")
                                .header("Authorization", "Bearer " + readingKey));

        assertProblem(answer, 403, "not-allowed");
        assertThat(answer.body()).contains("leads:write");
    }

    @Test
    void refusesAnEndpointThatNamesNoPermission() throws Exception {
        HttpResponse<String> answer = send(get("/v1/forgotten").header("Cookie", cookie));

        assertProblem(answer, 403, "not-allowed");
    }

    @Test
    void takesNoChangeFromAForeignPage() throws Exception {
        assertProblem(
                send(post("/v1/leads", "{\"name\":\"x\"}").header("Cookie", cookie)),
                401,
                "not-signed-in");
        assertProblem(
                send(
                        post("/v1/leads", "{\"name\":\"x\"}")
                                .header("Cookie", cookie)
                                .header("X-Prox-Page", "1")
                                .header("Sec-Fetch-Site", "cross-site")),
                401,
                "not-signed-in");
    }

    @Test
    void takesAChangeFromItsOwnPage() throws Exception {
        HttpResponse<String> answer = send(own(post("/v1/leads", "{\"name\":\"x\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAParameterIsNoText() throws Exception {
        assertProblem(send(own(get("/v1/asked?q=%ED%A0%80"))), 400, "invalid-request");
        assertProblem(send(own(get("/v1/asked?q=%FF"))), 400, "invalid-request");
    }

    @Test
    void refusesAParameterThatAnEndpointDoesNotKnow() throws Exception {
        HttpResponse<String> misspelt = send(own(get("/v1/asked?q=ada&limt=5")));

        assertProblem(misspelt, 400, "invalid-request");
        assertThat(misspelt.body()).contains("\"?limt\"", "is not known here; known are: q");
        assertThat(send(own(get("/v1/asked?q=ada"))).statusCode()).isEqualTo(200);
        assertThat(send(own(get("/v1/leads?page=2"))).body())
                .contains("\"?page\"", "known are: none");
        assertThat(send(get("/v1/open?utm_source=mail")).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhereAJsonBreaks() throws Exception {
        HttpResponse<String> answer = send(own(post("/v1/leads", "{\"name\":\n  oops}")));

        assertProblem(answer, 400, "malformed-json");
        assertThat(answer.body()).contains("line 2");
    }

    @Test
    void pointsAtAnUnknownField() throws Exception {
        HttpResponse<String> answer =
                send(own(post("/v1/leads", "{\"name\":\"x\",\"admin\":true}")));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body())
                .contains("#/admin")
                .contains("known are any, name, note, size, tags");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                | #/name   | is missing
                    {"name":null}                     | #/name   | is missing
                    {"name":"x","size":"large"}       | #/size   | is not of
                    {"name":"x","tags":{"a":[1]}}     | #/tags/a | is not of
                    """)
    void saysWhatIsMissingOrOfAnotherType(String body, String pointer, String detail)
            throws Exception {
        HttpResponse<String> answer = send(own(post("/v1/leads", body)));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains(pointer, detail).doesNotContain("large");
    }

    @Test
    void takesAMissingValueThatMayBeMissing() throws Exception {
        String body = "{\"name\":\"x\",\"note\":null}";

        assertThat(send(own(post("/v1/leads", body))).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void boundsWhatAJsonMayBe(String body, String detail) throws Exception {
        HttpResponse<String> answer = send(own(post("/v1/leads", body)));

        assertProblem(answer, 400, "malformed-json");
        assertThat(answer.body()).contains(detail).doesNotContain("xxx");
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments(
                        "{\"name\":\"x\",\"any\":" + "[".repeat(20) + "]".repeat(20) + "}",
                        "nested deeper than 20"),
                arguments("{\"" + "x".repeat(257) + "\":1}", "more than 256"),
                arguments("{\"name\":" + "1".repeat(65) + "}", "more than 64"),
                arguments("{\"name\":\"" + "x".repeat(8_193) + "\"}", "8,192"),
                arguments("{\"name\":\"xxxa\",\"name\":\"xxxb\"}", "same name twice"));
    }

    @Test
    void takesWhatIsJustWithinTheBounds() throws Exception {
        String body =
                "{\"name\":\"%s\",\"tags\":{\"%s\":\"y\"},\"any\":%s%s%s}"
                        .formatted(
                                "x".repeat(8_192),
                                "n".repeat(256),
                                "[".repeat(19),
                                "1".repeat(64),
                                "]".repeat(19));

        assertThat(send(own(post("/v1/leads", body))).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() throws Exception {
        assertProblem(
                send(own(post("/v1/leads", "{\"name\":\"" + "x".repeat(3 << 20) + "\"}"))),
                413,
                "too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        byte[] body = ("{\"any\":[" + "\"x\",".repeat(1 << 20) + "1]}").getBytes(UTF_8);
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        assertProblem(
                send(
                        own(
                                request("/v1/leads")
                                        .header("Content-Type", "application/json")
                                        .POST(chunked))),
                413,
                "too-large");
    }

    /// As many large ones as may be in memory at once are held up behind their bodies.
    @Test
    void boundsWhatIsReadAtOnceAndKeepsNobodyOutWhoSendsLittle() throws Exception {
        String large = "{\"name\":" + " ".repeat(2_000_000) + "\"x\"}";
        int most = (int) (BodyBound.MOST_AT_ONCE / large.length());
        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int number = 0; number < most; number++) {
            held.add(
                    CLIENT.sendAsync(
                            own(post("/v1/held", large)).build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> HELD.getQueueLength() == most);

        HttpResponse<String> refused = send(own(post("/v1/leads", large)));

        assertProblem(refused, 503, "not-ready");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(send(own(post("/v1/leads", "{\"name\":\"x\"}"))).statusCode()).isEqualTo(200);
        HELD.release(most);
        for (CompletableFuture<HttpResponse<String>> one : held) {
            assertThat(one.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        }
        assertThat(send(own(post("/v1/leads", large))).statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheThreadsOfACrowdGo() throws Exception {
        int many = 60;
        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            held.add(
                    CLIENT.sendAsync(
                            own(post("/v1/held", "{\"name\":\"x\"}")).build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> HELD.getQueueLength() == many);
        assertThat(serving()).isGreaterThanOrEqualTo(many);

        HELD.release(many);
        for (CompletableFuture<HttpResponse<String>> one : held) {
            assertThat(one.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> serving() < many / 2);
    }

    /// How many threads serve requests, or may.
    private static long serving() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("qtp"))
                .count();
    }

    /// A client sends its next request on the connection on which it was just refused.
    @ParameterizedTest
    @CsvSource({"true, 400", "false, 401"})
    void keepsTheConnectionOfWhomItRefusedBeforeAllWasRead(boolean signedIn, int status)
            throws Exception {
        byte[] body =
                ("{\"" + "x".repeat(300) + "\":1,\"any\":\"" + "x".repeat(1 << 20) + "\"}")
                        .getBytes(UTF_8);
        String refused =
                """
                POST /v1/leads HTTP/1.1
                Host: localhost
                Content-Type: application/json
                X-Prox-Page: 1
                Content-Length: %d
                %s
                """
                        .formatted(body.length, signedIn ? "Cookie: " + cookie + "\n" : "");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(refused.replace("\n", "\r\n").getBytes(UTF_8));
            out.write(body);
            out.write(
                    "GET /v1/open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answers)
                    .startsWith("HTTP/1.1 " + status)
                    .containsPattern("(?s)\\r\\n\\r\\n.*HTTP/1.1 200 OK");
        }
    }

    @Test
    void answersWithAProblemWhereThereIsNothing() throws Exception {
        assertProblem(send(get("/v1/nothing").header("Cookie", cookie)), 404, "not-found");
    }

    @Test
    void answersWithAProblemToAnotherMethod() throws Exception {
        HttpResponse<String> answer = send(own(request("/v1/leads").DELETE()));

        assertProblem(answer, 405, "method-not-allowed");
    }

    @Test
    void tellsNothingOfItsInnards() throws Exception {
        HttpResponse<String> answer = send(get("/v1/broken").header("Cookie", cookie));

        assertProblem(answer, 500, "unexpected");
        assertThat(answer.body()).doesNotContain("secret detail").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/open", "/v1/large", "/v1/nothing"})
    void guardsTheBrowser(String path) throws Exception {
        HttpResponse<String> answer = send(get(path));

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("https://prox.dev/problems/" + type);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path));
    }

    private static HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private static HttpRequest.Builder post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder own(HttpRequest.Builder request) {
        return request.header("Cookie", cookie).header("X-Prox-Page", "1");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    static class Endpoints {
        @Bean
        Component component() {
            return new Component("test", false, List.of());
        }

        @RestController
        static class Leads {
            @Open("for the test")
            @GetMapping("/v1/open")
            Map<String, String> open() {
                return Map.of("hello", "everyone");
            }

            /// Larger than the buffer of the server.
            @Open("for the test")
            @GetMapping("/v1/large")
            Map<String, String> large() {
                return Map.of("hello", "everyone ".repeat(100_000));
            }

            @Requires(Permission.LEADS_READ)
            @GetMapping("/v1/leads")
            Map<String, String> read(Caller caller) {
                return Map.of("workspace", caller.workspace().value());
            }

            @Requires(Permission.LEADS_WRITE)
            @PostMapping("/v1/leads")
            Map<String, String> write(@RequestBody Lead lead) {
                return Map.of("name", lead.name());
            }

            @Requires(Permission.LEADS_WRITE)
            @PostMapping("/v1/held")
            Map<String, String> hold(@RequestBody Lead lead) throws InterruptedException {
                HELD.acquire();
                return Map.of("name", lead.name());
            }

            @Requires(Permission.LEADS_READ)
            @GetMapping("/v1/asked")
            Map<String, String> asked(@RequestParam String q) {
                return Map.of("q", q);
            }

            @GetMapping("/v1/forgotten")
            Map<String, String> forgotten() {
                return Map.of();
            }

            @Requires(Permission.LEADS_READ)
            @GetMapping("/v1/broken")
            Map<String, String> broken() {
                throw new IllegalStateException("secret detail");
            }
        }

        record Lead(
                String name,
                @Nullable String note,
                @Nullable Integer size,
                @Nullable Map<String, String> tags,
                @Nullable JsonNode any) {}
    }
}
