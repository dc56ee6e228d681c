package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nobody sees or changes anything of another workspace: every endpoint is called by the
/// administrator of one with identifiers and words of the other, in address, filters and body.
class IsolationTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final Workspace THEIRS = new Workspace(SYSTEM, "quagga");
    private static final Workspace OURS = new Workspace(SYSTEM, "okapi");

    private static final JsonNode API =
            JsonMapper.shared().readTree(SYSTEM.ask("GET", "/v1/openapi.json", "").body());

    private static final AtomicInteger CONTROLLED = new AtomicInteger();

    private static Map<String, String> before = Map.of();

    static List<Endpoint> endpoints() {
        return SYSTEM.endpoints().stream().filter(endpoint -> !endpoint.isOpen()).toList();
    }

    static List<Endpoint> addressed() {
        return endpoints().stream().filter(endpoint -> endpoint.pattern().contains("{")).toList();
    }

    static List<Endpoint> filtered() {
        return endpoints().stream().filter(endpoint -> !parameters(endpoint).isEmpty()).toList();
    }

    /// What its address takes after the question mark, by its description; some read them from a
    /// map, so that their signatures do not say.
    private static Set<String> parameters(Endpoint endpoint) {
        var names = new TreeSet<String>(endpoint.textParameters());
        for (JsonNode parameter :
                API.at(
                        "/paths/%s/%s/parameters"
                                .formatted(
                                        endpoint.pattern().replace("/", "~1"),
                                        endpoint.method().toLowerCase(Locale.ROOT)))) {
            if (parameter.path("in").asString("").equals("query")) {
                names.add(parameter.get("name").asString());
            }
        }
        return names;
    }

    /// But one's own model, which was planted without a file to be read.
    static List<Endpoint> read() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.method().equals("GET"))
                .filter(endpoint -> !endpoint.pattern().startsWith("/v1/models/{id}"))
                .toList();
    }

    static List<Endpoint> addressedWithBody() {
        return withBody().stream().filter(endpoint -> endpoint.pattern().contains("{")).toList();
    }

    static List<Endpoint> withBody() {
        return endpoints().stream().filter(endpoint -> endpoint.body().isPresent()).toList();
    }

    /// Once the consumers have taken in what was made.
    @BeforeAll
    static void look() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            Map<String, String> last = before;
                            before = contents();
                            return before.equals(last) && !before.isEmpty();
                        });
    }

    @AfterAll
    static void isUnchanged() {
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("addressed")
    void answersNothingToIdentifiersOfAnother(Endpoint endpoint) {
        String body = endpoint.body().isPresent() ? "{}" : "";

        WholeSystem.Answer answer =
                SYSTEM.ask(endpoint.method(), THEIRS.path(endpoint), body, OURS.session());

        assertThat(THEIRS.isIn(answer.body())).as("%s: %s", endpoint, answer).isFalse();
        assertThat(answer.status())
                .as("%s: %s", endpoint, answer)
                .isNotEqualTo(204)
                .isLessThan(500);
        boolean empty = answer.status() == 200;
        assertThat(answer.status() / 100 == 4 || empty).as("%s: %s", endpoint, answer).isTrue();
    }

    /// The very same request succeeds for the workspace whose identifier it names.
    @ParameterizedTest
    @MethodSource("addressed")
    void tellsOnlyOthersThatThereIsNoSuchThing(Endpoint endpoint) {
        var owner = new Workspace(SYSTEM, "gnu%03d".formatted(CONTROLLED.incrementAndGet()));
        Controls.Request request = Controls.request(endpoint, owner);

        Controls.assertHidden(endpoint, request.by(OURS), owner);
        Controls.assertFound(endpoint, request.by(owner), owner);
    }

    @Test
    void hasAControlForEachIdentifierOrAReasonForNone() {
        assertThat(Controls.names())
                .containsExactlyInAnyOrderElementsOf(
                        addressed().stream().map(Endpoint::name).toList());
    }

    /// A body that would do for one of one's own: what is refused before it is looked for proves
    /// nothing.
    @ParameterizedTest
    @MethodSource("addressedWithBody")
    void changesNothingOfAnother(Endpoint endpoint) {
        Class<?> type = endpoint.body().orElseThrow();
        for (String value : OURS.values()) {
            WholeSystem.Answer answer =
                    SYSTEM.ask(
                            endpoint.method(),
                            THEIRS.path(endpoint),
                            Bodies.filled(type, value),
                            OURS.session());

            assertThat(answer.status()).as("%s: %s", endpoint, answer).isBetween(400, 499);
            assertThat(THEIRS.isIn(answer.body())).as("%s: %s", endpoint, answer).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void listsNothingOfAnother(Endpoint endpoint) {
        String path = endpoint.pattern().contains("{") ? OURS.path(endpoint) : endpoint.pattern();

        WholeSystem.Answer answer = SYSTEM.ask("GET", path, "", OURS.session());

        assertThat(THEIRS.isIn(answer.body())).as("%s: %s", endpoint, answer).isFalse();
        assertThat(answer.status()).as("%s: %s", endpoint, answer).isLessThan(500);
    }

    /// The tables without a wall are named here, each looked at by hand: they hold keyed hashes, or
    /// counts and keys of the installation, or what is asked before a workspace is known. The
    /// outbox holds facts of all on their way to the log, where no wall is.
    @Test
    void wallsInEveryTableOfEveryComponent() {
        List<String> open =
                SYSTEM.test()
                        .database()
                        .sql()
                        .sql(
                                """
                                SELECT n.nspname || '.' || c.relname
                                FROM pg_class c
                                JOIN pg_namespace n ON n.oid = c.relnamespace
                                WHERE c.relkind IN ('r', 'p') AND NOT c.relforcerowsecurity
                                    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                                    AND c.relname <> 'flyway_schema_history'
                                ORDER BY 1
                                """)
                        .query((row, number) -> row.getString(1))
                        .list();

        assertThat(open)
                .containsExactly(
                        "console.returned_sign_in",
                        "console.sign_in_failure",
                        "ingestion.tracker_script",
                        "platform.consumer_offset",
                        "platform.installation_key",
                        "platform.job_queue",
                        "platform.outbox",
                        "platform.process",
                        "platform.sign_in_name",
                        "platform.sign_in_subject",
                        "platform.workspace_directory");
    }

    @ParameterizedTest
    @MethodSource("filtered")
    void findsNothingOfAnother(Endpoint endpoint) {
        for (String parameter : parameters(endpoint)) {
            for (String value : THEIRS.values()) {
                String path =
                        (endpoint.pattern().contains("{")
                                        ? OURS.path(endpoint)
                                        : endpoint.pattern())
                                + "?%s=%s"
                                        .formatted(
                                                parameter,
                                                URLEncoder.encode(value, StandardCharsets.UTF_8));

                WholeSystem.Answer answer = SYSTEM.ask(endpoint.method(), path, "", OURS.session());

                assertThat(THEIRS.isIn(withoutEcho(answer, value)))
                        .as("%s: %s", path, answer)
                        .isFalse();
                assertThat(answer.status()).as("%s: %s", path, answer).isLessThan(500);
            }
        }
    }

    /// Fills every text of a body with the same value, as deep as it goes.
    @ParameterizedTest
    @MethodSource("withBody")
    void takesNoBodyThatSpeaksOfAnother(Endpoint endpoint) {
        Class<?> type = endpoint.body().orElseThrow();
        String path = endpoint.pattern().contains("{") ? OURS.path(endpoint) : endpoint.pattern();
        // Of one's own, what ends the session or is gone after is not called.
        boolean ends = endpoint.pattern().endsWith("/deactivate");
        for (String value : THEIRS.values()) {
            if (ends) {
                path = endpoint.path("user_00000000000000000000000000");
            }
            WholeSystem.Answer answer =
                    SYSTEM.ask(endpoint.method(), path, Bodies.filled(type, value), OURS.session());

            assertThat(answer.status()).as("%s: %s", endpoint, answer).isLessThan(500);
            assertThat(THEIRS.isIn(withoutEcho(answer, value)))
                    .as("%s with %s: %s", endpoint, value, answer)
                    .isFalse();
        }
    }

    /// What one says oneself may be told again, where it is refused also with signs in it replaced;
    /// what else is theirs may not.
    private static String withoutEcho(WholeSystem.Answer answer, String said) {
        String body = answer.body().replace(said, "");
        return answer.status() / 100 == 4 ? body.replace(said.replace('@', '_'), "") : body;
    }

    /// So that the tests above cannot pass because nobody is shown anything.
    @Test
    void showsEveryoneTheirOwn() {
        long shown =
                endpoints().stream()
                        .filter(endpoint -> endpoint.method().equals("GET"))
                        .filter(
                                endpoint -> {
                                    String path =
                                            endpoint.pattern().contains("{")
                                                    ? THEIRS.path(endpoint)
                                                    : endpoint.pattern();
                                    return !path.contains("model")
                                            && THEIRS.isIn(
                                                    SYSTEM.ask("GET", path, "", THEIRS.session())
                                                            .body());
                                })
                        .count();

        assertThat(shown).isGreaterThanOrEqualTo(8);
    }

    /// A hash of everything that the other workspace has, by table; but for sessions and the audit
    /// of its own administrator, who reads in these tests too.
    private static Map<String, String> contents() {
        JdbcClient sql = SYSTEM.test().database().sql();
        List<String> tables =
                sql.sql(
                                """
                                SELECT format('%I.%I', table_schema, table_name)
                                FROM information_schema.columns
                                WHERE column_name = 'workspace_id'
                                    AND table_name NOT IN ('session', 'audit_head')
                                ORDER BY 1
                                """)
                        .query((row, number) -> row.getString(1))
                        .list();
        assertThat(tables).hasSizeGreaterThan(10);
        Map<String, String> contents = new TreeMap<>();
        for (String table : tables) {
            SYSTEM.test()
                    .database()
                    .within(
                            THEIRS.id(),
                            () -> {
                                contents.put(table, hash(table));
                            });
        }
        return contents;
    }

    private static String hash(String table) {
        return SYSTEM.test()
                .database()
                .sql()
                .sql(
                        """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '' ORDER BY r::text)), '')
                        FROM %s r WHERE workspace_id = :workspace
                            AND to_jsonb(r) ->> 'actor' IS DISTINCT FROM :administrator
                        """
                                .formatted(table))
                .param("workspace", THEIRS.id().value())
                .param("administrator", THEIRS.administrator())
                .query((row, number) -> row.getString(1))
                .single();
    }
}
