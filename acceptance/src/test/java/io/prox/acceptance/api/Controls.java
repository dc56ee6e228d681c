package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// For each endpoint with an identifier in its address a request that succeeds for the workspace
/// whose identifier it is: what the very same request tells another workspace is due to the wall,
/// and not to a mistake in it.
///
/// Whoever adds such an endpoint adds its control here, or the reason why it has none.
final class Controls {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_BODY = "";

    /// Stands in a body for the identifier of another user of the asker's workspace.
    private static final String COLLEAGUE = "COLLEAGUE";

    /// Takes an identifier that the caller chose: where another workspace has it, one of one's own.
    private static final String MAKES_ONES_OWN = "PUT /v1/views/{id}";

    /// Its answer bears neither an identifier nor a word of the workspace.
    private static final String NAMELESS = "GET /v1/leads/{id}/ledger";

    /// @param before brings about what the request acts on
    private record Control(String body, Consumer<Workspace> before) {}

    /// @param problem that its own workspace is told instead; another than that there is no such
    ///   thing
    private record Uncontrolled(String problem, String reason) {}

    private static final Map<String, Control> CONTROLS = new TreeMap<>();
    private static final Map<String, Uncontrolled> UNCONTROLLED =
            Map.of(
                    "POST /v1/imports/{id}/cancel",
                    new Uncontrolled(
                            "conflict", "so small a file is taken in before it could be cancelled"),
                    "POST /v1/rejected/{id}/replay",
                    new Uncontrolled(
                            "conflict",
                            "what is put back goes onto the log, which all tests share"),
                    "GET /v1/models/{id}",
                    new Uncontrolled(
                            "unexpected",
                            "only a training, which takes long, makes a model's file"),
                    "GET /v1/models/{id}/report",
                    new Uncontrolled(
                            "unexpected",
                            "only a training, which takes long, makes a model's file"));

    static {
        control("GET /v1/accounts/{company}", NO_BODY, Controls::awaitWork);
        control("GET /v1/imports/{id}", NO_BODY);
        control("DELETE /v1/imports/{id}", NO_BODY);
        control("GET /v1/imports/{id}/refused.csv", NO_BODY, Controls::importTheFile);
        control(
                "PUT /v1/imports/{id}/mapping",
                "{\"columns\":[{\"column\":\"Note\",\"field\":\"skip\"}]}");
        control("POST /v1/imports/{id}/check", NO_BODY);
        control("POST /v1/imports/{id}/start", NO_BODY);
        control("POST /v1/imports/{id}/undo", NO_BODY, Controls::importTheFile);
        control("GET /v1/kept-events/{id}", NO_BODY);
        control("DELETE /v1/keys/{id}", NO_BODY);
        control("GET /v1/leads/{id}", NO_BODY);
        control("DELETE /v1/leads/{id}", NO_BODY);
        control("GET /v1/leads/{id}/activities", NO_BODY, Controls::awaitTimeline);
        control(
                "PUT /v1/leads/{id}/activities/{activity}/machine",
                "{\"kind\":\"bot\"}",
                Controls::act);
        control("DELETE /v1/leads/{id}/activities/{activity}/machine", NO_BODY, Controls::act);
        control("GET /v1/leads/{id}/engagement", NO_BODY, Controls::awaitTimeline);
        control("GET /v1/leads/{id}/score", NO_BODY, Controls::awaitScore);
        control(NAMELESS, NO_BODY, Controls::awaitScore);
        control("GET /v1/leads/{id}/ledger/{entry}", NO_BODY, Controls::awaitScore);
        control("GET /v1/leads/{id}/score/change", NO_BODY, Controls::awaitScore);
        control("POST /v1/models/{id}/promote", NO_BODY);
        control("DELETE /v1/sessions/{id}", NO_BODY);
        control("GET /v1/sources/{id}/keys", NO_BODY, Controls::makeKey);
        control("POST /v1/sources/{id}/keys", "{\"channel\":\"server\"}");
        control("DELETE /v1/sources/{id}/keys/{key}", NO_BODY, Controls::makeKey);
        control("GET /v1/trainings/{id}", NO_BODY);
        control("POST /v1/trainings/{id}/cancel", NO_BODY);
        control("PATCH /v1/users/{id}", "{\"role\":\"viewer\"}");
        control("POST /v1/users/{id}/deactivate", "{}");
        control("POST /v1/users/{id}/reactivate", NO_BODY, Controls::deactivate);
        control("POST /v1/users/{id}/reset", NO_BODY);
        control(MAKES_ONES_OWN, "{\"name\":\"Other\",\"query\":\"grade=B\",\"shared\":true}");
        control("DELETE /v1/views/{id}", NO_BODY);
        control("GET /v1/work/{lead}", NO_BODY, Controls::awaitWork);
        control(
                "POST /v1/work/{lead}/assign",
                "{\"owner\":\"%s\"}".formatted(COLLEAGUE),
                Controls::awaitWork);
        control("POST /v1/work/{lead}/claim", NO_BODY, Controls::awaitWork);
        control("POST /v1/work/{lead}/release", NO_BODY, Controls::claim);
        control("POST /v1/work/{lead}/status", "{\"status\":\"contacted\"}", Controls::awaitWork);
        control("GET /v1/work/{lead}/feedback", NO_BODY, Controls::judge);
    }

    private Controls() {}

    private static void control(String endpoint, String body) {
        control(endpoint, body, owner -> {});
    }

    private static void control(String endpoint, String body, Consumer<Workspace> before) {
        CONTROLS.put(endpoint, new Control(body, before));
    }

    /// The endpoints with a control, and those with a reason to have none.
    static Set<String> names() {
        var names = new TreeSet<>(CONTROLS.keySet());
        assertThat(names).doesNotContainAnyElementsOf(UNCONTROLLED.keySet());
        names.addAll(UNCONTROLLED.keySet());
        return names;
    }

    /// What is asked; of colleagues it names the asker's own.
    record Request(String method, String path, String body) {
        WholeSystem.Answer by(Workspace workspace) {
            return SYSTEM.ask(
                    method,
                    path,
                    body.replace(COLLEAGUE, workspace.colleague()),
                    workspace.session());
        }
    }

    /// @param owner has what the request names once this returns
    static Request request(Endpoint endpoint, Workspace owner) {
        Control control =
                CONTROLS.getOrDefault(endpoint.name(), new Control(NO_BODY, nothing -> {}));
        control.before().accept(owner);
        String path = owner.path(endpoint);
        if (endpoint.pattern().endsWith("/{entry}")) {
            path = path.substring(0, path.lastIndexOf('/') + 1) + newestEntry(owner);
        }
        if (endpoint.pattern().endsWith("/{activity}/machine")) {
            path = activities(owner) + "/" + newestActivity(owner) + "/machine";
        }
        if (endpoint.pattern().endsWith("/{key}")) {
            path = path.substring(0, path.lastIndexOf('/') + 1) + newestKey(owner);
        }
        return new Request(endpoint.method(), path, control.body());
    }

    /// @param answer to another workspace
    static void assertHidden(Endpoint endpoint, WholeSystem.Answer answer, Workspace owner) {
        if (endpoint.name().equals(MAKES_ONES_OWN)) {
            assertThat(answer.status()).as("%s: %s", endpoint, answer).isEqualTo(200);
            assertThat(answer.body()).doesNotContain(owner.mark());
            assertThat(SYSTEM.ask("GET", "/v1/views", NO_BODY, owner.session()).body())
                    .contains("\"View %s\"".formatted(owner.mark()));
            return;
        }
        assertThat(answer.says("not-found")).as("%s: %s", endpoint, answer).isTrue();
        assertThat(owner.isIn(answer.body())).as("%s: %s", endpoint, answer).isFalse();
    }

    /// @param answer to the owner
    static void assertFound(Endpoint endpoint, WholeSystem.Answer answer, Workspace owner) {
        Uncontrolled uncontrolled = UNCONTROLLED.get(endpoint.name());
        if (uncontrolled != null) {
            assertThat(answer.says(uncontrolled.problem()))
                    .as("%s, since %s: %s", endpoint, uncontrolled.reason(), answer)
                    .isTrue();
            return;
        }
        assertThat(answer.status()).as("%s: %s", endpoint, answer).isBetween(200, 299);
        if (endpoint.method().equals("GET") && !endpoint.name().equals(NAMELESS)) {
            assertThat(owner.isIn(answer.body())).as("%s: %s", endpoint, answer).isTrue();
        }
    }

    private static void awaitWork(Workspace owner) {
        awaitAnswer(owner, "/v1/work/" + owner.identifier("/v1/work/"));
        awaitAnswer(owner, "/v1/accounts/" + owner.identifier("/v1/accounts/"));
    }

    private static void awaitScore(Workspace owner) {
        awaitAnswer(owner, "/v1/leads/%s/score".formatted(owner.identifier("/v1/leads/")));
    }

    private static void awaitTimeline(Workspace owner) {
        awaitAnswer(owner, activities(owner));
    }

    /// Lets the lead do something.
    private static void act(Workspace owner) {
        String secret =
                JsonMapper.shared()
                        .readTree(
                                SYSTEM.ask(
                                                "POST",
                                                keys(owner),
                                                "{\"channel\":\"server\"}",
                                                owner.session())
                                        .body())
                        .get("secret")
                        .asString();
        WholeSystem.Answer taken =
                SYSTEM.ask(
                        "POST",
                        "/v1/track",
                        "{\"userId\":\"lead@%s.example\",\"event\":\"Demo Requested\"}"
                                .formatted(owner.mark()),
                        "Authorization",
                        "Bearer " + secret);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> !newestActivity(owner).isEmpty());
    }

    private static String activities(Workspace owner) {
        return "/v1/leads/%s/activities".formatted(owner.identifier("/v1/leads/"));
    }

    /// @return a blank where there is none
    private static String newestActivity(Workspace owner) {
        return JsonMapper.shared()
                .readTree(SYSTEM.ask("GET", activities(owner), NO_BODY, owner.session()).body())
                .at("/activities/0/activity")
                .asString("");
    }

    private static void awaitAnswer(Workspace owner, String path) {
        await().atMost(PATIENCE)
                .until(() -> SYSTEM.ask("GET", path, NO_BODY, owner.session()).status() == 200);
    }

    private static String newestEntry(Workspace owner) {
        return JsonMapper.shared()
                .readTree(
                        SYSTEM.ask(
                                        "GET",
                                        "/v1/leads/%s/ledger"
                                                .formatted(owner.identifier("/v1/leads/")),
                                        NO_BODY,
                                        owner.session())
                                .body())
                .at("/entries/0/entry")
                .asString();
    }

    private static String newestKey(Workspace owner) {
        return JsonMapper.shared()
                .readTree(SYSTEM.ask("GET", keys(owner), NO_BODY, owner.session()).body())
                .at("/keys/0/id")
                .asString();
    }

    private static void makeKey(Workspace owner) {
        does(owner, keys(owner), "{\"channel\":\"browser\"}");
    }

    private static String keys(Workspace owner) {
        return "/v1/sources/%s/keys".formatted(owner.identifier("/v1/sources/"));
    }

    private static void importTheFile(Workspace owner) {
        String path = "/v1/imports/" + owner.identifier("/v1/imports/");
        does(owner, path + "/start", NO_BODY);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                SYSTEM.ask("GET", path, NO_BODY, owner.session())
                                        .body()
                                        .contains("\"status\":\"done\""));
    }

    private static void deactivate(Workspace owner) {
        does(owner, "/v1/users/%s/deactivate".formatted(owner.identifier("/v1/users/")), "{}");
    }

    private static void claim(Workspace owner) {
        awaitWork(owner);
        does(owner, "/v1/work/%s/claim".formatted(owner.identifier("/v1/work/")), NO_BODY);
    }

    private static void judge(Workspace owner) {
        awaitWork(owner);
        does(
                owner,
                "/v1/work/%s/status".formatted(owner.identifier("/v1/work/")),
                "{\"status\":\"disqualified\",\"reason\":\"no-budget\",\"note\":\"%s\"}"
                        .formatted(owner.mark()));
    }

    private static void does(Workspace owner, String path, String body) {
        WholeSystem.Answer answer = SYSTEM.ask("POST", path, body, owner.session());
        assertThat(answer.status()).as("%s: %s", path, answer).isBetween(200, 299);
    }
}
