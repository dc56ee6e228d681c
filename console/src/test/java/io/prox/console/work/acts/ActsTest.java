package io.prox.console.work.acts;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Users;
import io.prox.platform.sealing.Sealing;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What people do with leads, over HTTP.
class ActsTest {
    private static final int LEADS = 3;

    private WorkspaceId workspace;
    private Client ada;
    private Client bob;
    private Client chief;

    @BeforeEach
    void publish() {
        workspace = TestConsole.newWorkspace();
        ada = TestConsole.user(workspace, "Ada", Role.REPRESENTATIVE);
        bob = TestConsole.user(workspace, "Bob", Role.REPRESENTATIVE);
        chief = TestConsole.user(workspace, "Chief", Role.OPERATIONS);
        for (int number = 1; number <= LEADS; number++) {
            String id = Integer.toString(number);
            TestConsole.publisher().leads(lead(workspace, id).changed());
            TestConsole.publisher().scores(score(workspace, id, "rules", 50).changed());
            Sealing sealing = TestConsole.part(Sealing.class);
            TestConsole.database()
                    .within(
                            workspace,
                            () ->
                                    sealing.keep(
                                            workspace,
                                            Map.of(
                                                    "lead_" + id,
                                                    sealing.keys(workspace).make("lead_" + id))));
        }
        TestConsole.awaitScored(workspace, LEADS);
    }

    @Test
    void givesALeadToWhoeverClaimsItFirst() throws Exception {
        JsonNode item = ada.post("/v1/work/lead_1/claim", "");

        assertThat(item.get("owner").asString()).isEqualTo(ada.id());
        assertThat(item.get("ownerName").asString()).isEqualTo("Ada");
        assertThat(item.get("status").asString()).isEqualTo("claimed");
        JsonNode problem = bob.refused(409, "POST", "/v1/work/lead_1/claim", "");
        assertThat(problem.get("detail").asString()).contains("faster").contains(ada.id());
        assertThat(ada.get("/v1/work?owner=me").get("total").asInt()).isEqualTo(1);
        assertThat(bob.get("/v1/work?owner=me").get("total").asInt()).isZero();
        assertThat(bob.get("/v1/work?owner=none").get("total").asInt()).isEqualTo(2);
        assertThat(actions()).containsExactly("work.claimed lead_1 {}");
    }

    @Test
    void letsOneOfManyWin() throws Exception {
        var clients = new ArrayList<Client>();
        for (int number = 0; number < 12; number++) {
            clients.add(TestConsole.user(workspace, "Rep " + number, Role.REPRESENTATIVE));
        }

        List<Integer> answers =
                clients.parallelStream()
                        .map(
                                client -> {
                                    try {
                                        return client.send("POST", "/v1/work/lead_2/claim", "")
                                                .statusCode();
                                    } catch (Exception trouble) {
                                        throw new IllegalStateException(trouble);
                                    }
                                })
                        .sorted()
                        .toList();

        assertThat(answers.getFirst()).isEqualTo(200);
        assertThat(answers.subList(1, answers.size())).containsOnly(409);
        assertThat(actions()).hasSize(1);
    }

    @Test
    void doesNothingToALeadThatWasChangedSinceItWasLookedAt() throws Exception {
        String tag =
                ada.send("GET", "/v1/work/lead_1", "").headers().firstValue("ETag").orElseThrow();
        JsonNode claimed = bob.post("/v1/work/lead_1/claim", "");
        assertThat(claimed.get("version").asInt()).isEqualTo(1);

        HttpResponse<String> stale =
                chief.send(
                        "POST",
                        "/v1/work/lead_1/assign",
                        "{\"owner\":\"%s\"}".formatted(ada.id()),
                        "If-Match",
                        tag);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("meanwhile");
        HttpResponse<String> fresh =
                chief.send(
                        "POST",
                        "/v1/work/lead_1/assign",
                        "{\"owner\":\"%s\"}".formatted(ada.id()),
                        "If-Match",
                        "\"1\"");
        assertThat(fresh.statusCode()).isEqualTo(200);
        assertThat(fresh.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(
                        chief.send("POST", "/v1/work/lead_1/release", "", "If-Match", "two")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void assignsToNobodyWhoDoesNotWorkTheList() throws Exception {
        Client viewer = TestConsole.user(workspace, "Viewer", Role.VIEWER);
        Client stranger = TestConsole.user(TestConsole.newWorkspace(), "Eve", Role.REPRESENTATIVE);
        assertThat(TestConsole.part(Users.class).deactivate(workspace, bob.id())).isTrue();

        for (String owner : List.of(viewer.id(), stranger.id(), bob.id(), "user_0")) {
            JsonNode problem =
                    chief.refused(
                            409,
                            "POST",
                            "/v1/work/lead_1/assign",
                            "{\"owner\":\"%s\"}".formatted(owner));
            assertThat(problem.get("detail").asString()).contains("may own no leads");
        }
        ada.refused(
                403, "POST", "/v1/work/lead_1/assign", "{\"owner\":\"%s\"}".formatted(ada.id()));
    }

    @Test
    void keepsWhatWasSaidAndSealsTheNote() throws Exception {
        ada.post("/v1/work/lead_1/status", "{\"status\":\"contacted\"}");
        ada.post(
                "/v1/work/lead_1/status",
                """
                {"status":"disqualified","reason":"no-budget","note":"Mrs Lovelace has no money"}
                """);

        JsonNode item = ada.get("/v1/work/lead_1");
        assertThat(item.get("status").asString()).isEqualTo("disqualified");
        assertThat(item.get("statusReason").asString()).isEqualTo("no-budget");
        assertThat(item.toString()).doesNotContain("Lovelace");
        JsonNode said = ada.get("/v1/work/lead_1/feedback").get("feedback");
        assertThat(said).hasSize(2);
        assertThat(said.at("/0/note").asString()).isEqualTo("Mrs Lovelace has no money");
        assertThat(said.at("/0/by").asString()).isEqualTo(ada.id());
        assertThat(said.at("/1/status").asString()).isEqualTo("contacted");
        assertThat(actions())
                .containsExactly(
                        "work.status lead_1 {\"status\": \"contacted\"}",
                        "work.status lead_1 {\"reason\": \"no-budget\", \"status\": \"disqualified\"}",
                        "personal.read lead_1 {\"what\": \"feedback\"}");
        assertThat(rows("SELECT encode(sealed_note, 'escape') FROM console.feedback"))
                .noneMatch(note -> note != null && note.contains("Lovelace"));
    }

    @Test
    void neverChangesWhatWasSaid() throws Exception {
        ada.post("/v1/work/lead_1/status", "{\"status\":\"contacted\"}");

        assertThatThrownBy(
                        () ->
                                TestConsole.database()
                                        .within(
                                                workspace,
                                                () ->
                                                        TestConsole.database()
                                                                .sql()
                                                                .sql(
                                                                        "UPDATE console.feedback SET status = 'new'")
                                                                .update()))
                .hasMessageContaining("never changed");
    }

    @Test
    void losesTheNoteWithTheLeadsKey() throws Exception {
        ada.post("/v1/work/lead_1/status", "{\"status\":\"contacted\",\"note\":\"secret\"}");
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.part(Sealing.class)
                                        .destroy(workspace, List.of("lead_1")));

        assertThat(ada.get("/v1/work/lead_1/feedback").toString())
                .contains("contacted")
                .doesNotContain("secret");
        assertThat(
                        ada.refused(
                                        409,
                                        "POST",
                                        "/v1/work/lead_1/status",
                                        "{\"status\":\"qualified\",\"note\":\"another\"}")
                                .get("detail")
                                .asString())
                .contains("deleted");
        assertThat(ada.get("/v1/work/lead_1").get("status").asString()).isEqualTo("contacted");
    }

    @Test
    void followsTheOutcomeAndKeepsWhatAPersonSet() throws Exception {
        ada.post("/v1/work/lead_1/status", "{\"status\":\"qualified\"}");
        TestConsole.publisher()
                .leads(lead(workspace, "1").revision(2).won(MONDAY, "10", "EUR").changed());
        awaitStatus("lead_1", "converted");
        assertThat(
                        ada.refused(
                                        409,
                                        "POST",
                                        "/v1/work/lead_1/status",
                                        "{\"status\":\"contacted\"}")
                                .get("detail")
                                .asString())
                .contains("won");

        TestConsole.publisher().leads(lead(workspace, "1").revision(3).changed());
        awaitStatus("lead_1", "qualified");

        assertThat(ada.get("/v1/work/lead_1").get("qualifiedBy").asString()).isEqualTo("person");
        assertThat(ada.get("/v1/work/lead_1").get("owner").asString()).isEqualTo(ada.id());
    }

    private void awaitStatus(String lead, String status) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ada.get("/v1/work/" + lead).get("status").asString().equals(status));
    }

    @Test
    void doesTheSameWithManyLeadsWhereItCan() throws Exception {
        bob.post("/v1/work/lead_2/claim", "");

        JsonNode done =
                ada.post(
                        "/v1/work/bulk",
                        """
                        {"leads":["lead_3","lead_2","lead_1","lead_0","lead_3"],"action":"claim"}
                        """);

        assertThat(done.get("changed").asInt()).isEqualTo(2);
        assertThat(done.get("refused"))
                .extracting(refused -> refused.get("lead").asString())
                .containsExactly("lead_2", "lead_0");
        assertThat(done.get("items"))
                .extracting(item -> item.get("lead").asString())
                .containsExactlyInAnyOrder("lead_3", "lead_1");
        assertThat(ada.get("/v1/work?owner=me").get("total").asInt()).isEqualTo(2);
        assertThat(actions()).last().isEqualTo("work.claimed  {\"leads\": \"lead_3 lead_1\"}");
        ada.refused(
                403,
                "POST",
                "/v1/work/bulk",
                "{\"leads\":[\"lead_1\"],\"action\":\"assign\",\"owner\":\"%s\"}"
                        .formatted(ada.id()));
        assertThat(
                        chief.post(
                                        "/v1/work/bulk",
                                        """
                                        {"leads":["lead_1","lead_2","lead_3"],"action":"status",
                                         "status":"disqualified","reason":"bad-data"}
                                        """)
                                .get("changed")
                                .asInt())
                .isEqualTo(3);
    }

    @Test
    void answersWhatItMadeOfManyLeads() throws Exception {
        ada.post("/v1/work/lead_1/status", "{\"status\":\"disqualified\",\"reason\":\"other\"}");
        ada.post("/v1/work/lead_2/status", "{\"status\":\"contacted\"}");
        chief.post("/v1/work/lead_3/assign", "{\"owner\":\"%s\"}".formatted(bob.id()));

        JsonNode done =
                chief.post(
                        "/v1/work/bulk",
                        """
                        {"leads":["lead_1","lead_2","lead_3"],"action":"assign","owner":"%s"}
                        """
                                .formatted(bob.id()));

        assertThat(done.get("items"))
                .extracting(
                        item -> item.get("lead").asString(),
                        item -> item.get("owner").asString(),
                        item -> item.get("status").asString(),
                        item -> item.get("version").asInt())
                .containsExactlyInAnyOrder(
                        tuple("lead_1", bob.id(), "claimed", 2),
                        tuple("lead_2", bob.id(), "contacted", 2));
        assertThat(done.get("refused")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lead_1/status | {} | #/status",
                "lead_1/status | {\"status\":\"hot\"} | #/status",
                "lead_1/status | {\"status\":\"disqualified\"} | #/reason",
                "lead_1/status | {\"status\":\"disqualified\",\"reason\":\"x\"} | #/reason",
                "lead_1/status | {\"status\":\"new\",\"reason\":\"other\"} | #/reason",
                "lead_1/assign | {} | #/owner",
                "lead_1/assign | {\"owner\":\"Ada\"} | #/owner",
                "bulk | {\"action\":\"claim\"} | #/leads",
                "bulk | {\"leads\":[],\"action\":\"claim\"} | #/leads",
                "bulk | {\"leads\":[\"x\"],\"action\":\"claim\"} | #/leads/0",
                "bulk | {\"leads\":[null],\"action\":\"claim\"} | #/leads/0",
                "bulk | {\"leads\":[\"lead_1\"]} | #/action",
                "bulk | {\"leads\":[\"lead_1\"],\"action\":\"sell\"} | #/action"
            })
    void saysWhatCannotBeDone(String path, String body, String pointer) throws Exception {
        JsonNode problem = chief.refused(400, "POST", "/v1/work/" + path, body);

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void boundsWhatItTakes() throws Exception {
        String ids =
                String.join(
                        ",",
                        IntStream.range(0, 201)
                                .mapToObj(number -> "\"lead_" + number + "\"")
                                .toList());
        chief.refused(
                400,
                "POST",
                "/v1/work/bulk",
                "{\"leads\":[%s],\"action\":\"claim\"}".formatted(ids));
        JsonNode problem =
                chief.refused(
                        400,
                        "POST",
                        "/v1/work/lead_1/status",
                        "{\"status\":\"contacted\",\"note\":\"%s\"}".formatted("x".repeat(501)));
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("#/note");
    }

    @Test
    void letsNobodyTouchALeadOfAnotherWorkspaceOrWithoutLeave() throws Exception {
        Client stranger = TestConsole.user(TestConsole.newWorkspace(), "Eve", Role.ADMINISTRATOR);
        Client viewer = TestConsole.user(workspace, "Viewer", Role.VIEWER);

        stranger.refused(404, "POST", "/v1/work/lead_1/claim", "");
        stranger.refused(404, "POST", "/v1/work/lead_1/release", "");
        stranger.refused(404, "POST", "/v1/work/lead_1/status", "{\"status\":\"contacted\"}");
        stranger.refused(404, "GET", "/v1/work/lead_1/feedback", "");
        assertThat(
                        stranger.post(
                                        "/v1/work/bulk",
                                        "{\"leads\":[\"lead_1\"],\"action\":\"claim\"}")
                                .get("changed")
                                .asInt())
                .isZero();
        viewer.refused(403, "POST", "/v1/work/lead_1/claim", "");
        viewer.refused(403, "POST", "/v1/work/lead_1/status", "{\"status\":\"contacted\"}");
        viewer.refused(403, "GET", "/v1/work/lead_1/feedback", "");
        TestConsole.key(workspace, Permission.WORK_WRITE)
                .refused(409, "POST", "/v1/work/lead_1/claim", "");
    }

    @Test
    void auditsWhereActsCameFrom() throws Exception {
        ada.post("/v1/work/lead_1/claim", "");
        ada.post("/v1/work/bulk", "{\"leads\":[\"lead_2\"],\"action\":\"claim\"}");
        ada.get("/v1/work/lead_1/feedback");

        assertThat(rows("SELECT action || ' ' || origin FROM platform.audit_entry ORDER BY number"))
                .containsExactly(
                        "work.claimed 127.0.0.0/24",
                        "work.claimed 127.0.0.0/24",
                        "personal.read 127.0.0.0/24");
    }

    private List<String> actions() {
        return rows(
                "SELECT action || ' ' || subject || ' ' || detail FROM platform.audit_entry ORDER BY number");
    }

    private List<String> rows(String statement) {
        return TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(statement)
                                        .query((row, number) -> String.valueOf(row.getString(1)))
                                        .list());
    }
}
