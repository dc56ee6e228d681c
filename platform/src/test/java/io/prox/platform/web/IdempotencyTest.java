package io.prox.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.Component;
import io.prox.platform.MutableClock;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Requests that are sent again, and keys that send too many.
class IdempotencyTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MOST = 40;

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;
    private static WorkspaceId workspace;

    private String key = "";

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        test.asSuperuser(
                """
                CREATE TABLE outage (since timestamptz);
                CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF EXISTS (SELECT FROM outage) THEN
                        RAISE EXCEPTION 'out of space' USING ERRCODE = '53100';
                    END IF;
                    RETURN coalesce(new, old);
                END $$;
                CREATE TRIGGER break BEFORE UPDATE OR DELETE ON platform.idempotent_request
                    FOR EACH ROW EXECUTE FUNCTION break();
                CREATE TABLE cut (name text);
                CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    RETURN new;
                END $$;
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON cut DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION cut();
                GRANT SELECT, INSERT ON outage, cut TO prox_worker;
                """);
        Map<String, Object> settings = new HashMap<>(test.settings(folder.resolve("master.key")));
        settings.put("prox.key-requests-per-minute", MOST);
        process = ServiceProcess.start(List.of(Endpoints.class), settings);
        workspace = process.part(Workspaces.class).make("Acme", false).id();
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @BeforeEach
    void makeKey() {
        key = newKey();
    }

    private static String newKey() {
        return process.part(ApiKeys.class)
                .make(
                        workspace,
                        "test",
                        EnumSet.of(Permission.LEADS_WRITE),
                        "user_1",
                        Duration.ofDays(30))
                .secret();
    }

    @Test
    void carriesOutOnceWhatIsSentAgain() throws Exception {
        HttpResponse<String> first = post("/v1/things", "a", "{\"name\":\"x\"}");
        HttpResponse<String> again = post("/v1/things", "a", "{\"name\":\"x\"}");
        HttpResponse<String> other = post("/v1/things", "b", "{\"name\":\"x\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.body()).isNotEqualTo(first.body());
    }

    @Test
    void refusesAKeyThatComesWithAnotherRequest() throws Exception {
        post("/v1/things", "a", "{\"name\":\"x\"}");

        assertProblem(post("/v1/things", "a", "{\"name\":\"y\"}"), 422, "key-reused");
        assertProblem(post("/v1/things?more", "a", "{\"name\":\"x\"}"), 422, "key-reused");
    }

    @Test
    void knowsTheKeysOfOneCallerFromThoseOfAnother() throws Exception {
        HttpResponse<String> first = post("/v1/things", "a", "{\"name\":\"x\"}");
        key = newKey();

        assertThat(post("/v1/things", "a", "{\"name\":\"y\"}").statusCode()).isEqualTo(201);
        assertThat(first.body()).isNotEmpty();
    }

    @Test
    void carriesOutAgainWhatWentWrong() throws Exception {
        assertProblem(post("/v1/things", "a", "{\"name\":\"\"}"), 400, "invalid-request");
        Endpoints.FAILING.set(1);
        assertProblem(post("/v1/things", "b", "{\"name\":\"x\"}"), 500, "unexpected");

        assertThat(post("/v1/things", "a", "{\"name\":\"x\"}").statusCode()).isEqualTo(201);
        assertThat(post("/v1/things", "b", "{\"name\":\"x\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void forgetsAfterADay() throws Exception {
        HttpResponse<String> first = post("/v1/things", "a", "{\"name\":\"x\"}");
        ((MutableClock) process.part(Clock.class)).advance(Duration.ofHours(24));

        HttpResponse<String> later = post("/v1/things", "a", "{\"name\":\"x\"}");

        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(later.body()).isNotEqualTo(first.body());
    }

    @Test
    void doesNotWaitForTheFirstNorRepeatIt() throws Exception {
        Endpoints.hold();
        var first = CLIENT.sendAsync(request("/v1/things", "a", "{\"name\":\"x\"}"), text());
        Endpoints.HELD.await();

        HttpResponse<String> second = post("/v1/things", "a", "{\"name\":\"x\"}");
        Endpoints.release();

        assertProblem(second, 409, "conflict");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(first.join().statusCode()).isEqualTo(201);
    }

    @Test
    void saysThatNobodyKnowsWhatBecameOfARequestThatWasCutOff() throws Exception {
        post("/v1/things", "a", "{\"name\":\"x\"}");
        test.asSuperuser("UPDATE platform.idempotent_request SET status = NULL");
        ((MutableClock) process.part(Clock.class)).advance(Duration.ofMinutes(3));

        HttpResponse<String> again = post("/v1/things", "a", "{\"name\":\"x\"}");

        assertProblem(again, 409, "conflict");
        assertThat(again.body()).contains("may have taken effect");
    }

    @Test
    void doesNotSayThatNothingWasStoredWhenTheCommitWasCutOff() throws Exception {
        HttpResponse<String> first = post("/v1/cuts", "a", "{\"name\":\"x\"}");
        ((MutableClock) process.part(Clock.class)).advance(Duration.ofMinutes(3));
        HttpResponse<String> again = post("/v1/cuts", "a", "{\"name\":\"x\"}");

        assertProblem(first, 503, "not-ready");
        assertThat(first.body()).contains("may have been stored");
        assertThat(first.headers().firstValue("Retry-After")).isEmpty();
        assertProblem(again, 409, "conflict");
        assertThat(again.body()).contains("may have taken effect");
    }

    @Test
    void saysThatNothingWasStoredWhenTheDatabaseWentAwayBefore() throws Exception {
        HttpResponse<String> first = post("/v1/cuts?before", "a", "{\"name\":\"x\"}");

        assertProblem(first, 503, "not-ready");
        assertThat(first.body()).contains("Nothing was stored");
        assertThat(first.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void answersWhatWasDoneThoughItCannotBeKeptJustThen() throws Exception {
        test.asSuperuser("INSERT INTO outage VALUES (now())");
        HttpResponse<String> first = post("/v1/things", "a", "{\"name\":\"x\"}");
        test.asSuperuser("DELETE FROM outage");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () ->
                                post("/v1/things", "a", "{\"name\":\"x\"}")
                                        .body()
                                        .equals(first.body()));
    }

    @Test
    void freesTheKeyOfWhatWentWrongWhenItCanAgain() throws Exception {
        test.asSuperuser("INSERT INTO outage VALUES (now())");
        Endpoints.FAILING.set(1);
        HttpResponse<String> first = post("/v1/things", "a", "{\"name\":\"x\"}");
        test.asSuperuser("DELETE FROM outage");

        assertProblem(first, 500, "unexpected");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> post("/v1/things", "a", "{\"name\":\"x\"}").statusCode() == 201);
    }

    @Test
    void keepsNoSecretAndNoAnswerInTheClear() throws Exception {
        assertThat(post("/v1/secrets", "a", "{\"name\":\"numbat\"}").body()).contains("numbat");
        assertThat(post("/v1/things", "b", "{\"name\":\"numbat\"}").body()).contains("numbat");

        HttpResponse<String> again = post("/v1/secrets", "a", "{\"name\":\"numbat\"}");

        assertProblem(again, 409, "conflict");
        List<String> rows =
                test.database()
                        .within(
                                workspace,
                                () ->
                                        test.database()
                                                .sql()
                                                .sql(
                                                        """
                                                        SELECT row_to_json(r) || encode(
                                                            coalesce(sealed, ''), 'escape')
                                                        FROM platform.idempotent_request r
                                                        """)
                                                .query((row, number) -> row.getString(1))
                                                .list());
        assertThat(rows).isNotEmpty();
        assertThat(rows.toString()).doesNotContain("numbat");
    }

    @Test
    void boundsTheKeyAndTheBody() throws Exception {
        assertProblem(
                post("/v1/things", "k".repeat(201), "{\"name\":\"x\"}"), 400, "invalid-request");
        assertProblem(
                post("/v1/things", "a", "{\"name\":\"" + "x".repeat(3 << 20) + "\"}"),
                413,
                "too-large");
    }

    @Test
    void tellsAKeyHowMuchItMayAsk() throws Exception {
        HttpResponse<String> answer = post("/v1/things", "a", "{\"name\":\"x\"}");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=40;w=60");
        assertThat(answer.headers().firstValue("RateLimit")).contains("\"key\";r=39;t=60");
        for (int request = 1; request < MOST; request++) {
            answer = post("/v1/things", "a", "{\"name\":\"x\"}");
        }
        assertThat(answer.statusCode()).isEqualTo(201);

        HttpResponse<String> refused = post("/v1/things", "a", "{\"name\":\"x\"}");

        assertProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + type + "\"");
    }

    private HttpResponse<String> post(String path, String idempotencyKey, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, idempotencyKey, body), text());
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private HttpRequest request(String path, String idempotencyKey, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Endpoints {
        private static final AtomicInteger MADE = new AtomicInteger();
        private static final AtomicInteger FAILING = new AtomicInteger();
        private static final CountDownLatch HELD = new CountDownLatch(1);
        private static volatile CountDownLatch gate = new CountDownLatch(0);

        static void hold() {
            gate = new CountDownLatch(1);
        }

        static void release() {
            gate.countDown();
        }

        @Bean
        Component component() {
            return new Component("test", false, List.of());
        }

        @Bean
        @Primary
        MutableClock setClock() {
            return new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
        }

        record Thing(String name) {}

        record Made(int number, String name) {}

        @RestController
        static class Things {
            private final Database database;

            Things(Database database) {
                this.database = database;
            }

            @Requires(Permission.LEADS_WRITE)
            @PostMapping("/v1/cuts")
            Made cut(
                    @RequestBody Thing thing,
                    @RequestParam(required = false) @Nullable String before) {
                database.transaction(
                        () -> {
                            database.sql()
                                    .sql("INSERT INTO cut VALUES (:name)")
                                    .param("name", thing.name())
                                    .update();
                            if (before != null) {
                                database.sql().sql("SET CONSTRAINTS ALL IMMEDIATE").update();
                            }
                        });
                return new Made(0, thing.name());
            }

            @Requires(Permission.LEADS_WRITE)
            @PostMapping("/v1/things")
            @ResponseStatus(HttpStatus.CREATED)
            Made make(@RequestBody Thing thing) throws InterruptedException {
                if (gate.getCount() > 0) {
                    HELD.countDown();
                    gate.await();
                }
                if (FAILING.getAndSet(0) > 0) {
                    throw new IllegalStateException("as the test wants it");
                }
                if (thing.name().isEmpty()) {
                    throw new ProblemException(ProblemType.INVALID_REQUEST, "It has no name.");
                }
                return new Made(MADE.incrementAndGet(), thing.name());
            }

            @Requires(Permission.LEADS_WRITE)
            @ShownOnce
            @PostMapping("/v1/secrets")
            Made makeSecret(@RequestBody Thing thing) {
                return new Made(MADE.incrementAndGet(), thing.name());
            }
        }
    }
}
