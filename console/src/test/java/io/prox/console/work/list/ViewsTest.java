package io.prox.console.work.list;

import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static io.prox.console.work.TestConsole.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Questions that people keep, over HTTP.
class ViewsTest {
    private WorkspaceId workspace;
    private Client ada;
    private Client bob;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        ada = TestConsole.user(workspace, "Ada", Role.REPRESENTATIVE);
        bob = TestConsole.user(workspace, "Bob", Role.REPRESENTATIVE);
    }

    @Test
    void keepsAViewAndItsOrder() throws Exception {
        ada.put(
                "/v1/views/view_b",
                "{\"name\":\"Hot\",\"query\":\"grade=A&status=new,claimed\",\"position\":2}");
        ada.put("/v1/views/view_a", "{\"name\":\"Mine\",\"query\":\"owner=me\",\"position\":1}");

        assertThat(ada.get("/v1/views").toString())
                .isEqualTo(
                        """
                        {"views":[{"id":"view_a","name":"Mine","query":"owner=me","shared":false,
                        "mine":true,"position":1},{"id":"view_b","name":"Hot",
                        "query":"grade=A&status=new,claimed","shared":false,"mine":true,
                        "position":2}]}
                        """
                                .replace("\n", ""));
        JsonNode renamed =
                ada.put("/v1/views/view_a", "{\"name\":\"My own\",\"query\":\"owner=me\"}");
        assertThat(renamed.get("name").asString()).isEqualTo("My own");
        assertThat(ada.send("DELETE", "/v1/views/view_a", "").statusCode()).isEqualTo(204);
        assertThat(ada.get("/v1/views").get("views")).hasSize(1);
        ada.refused(404, "DELETE", "/v1/views/view_a", "");
    }

    @Test
    void makesAnIdentifierForOneWhoBringsNone() throws Exception {
        JsonNode made =
                ada.refused(201, "POST", "/v1/views", "{\"name\":\"Hot\",\"query\":\"grade=A\"}");

        assertThat(made.get("id").asString()).startsWith("view_");
    }

    @Test
    void showsASharedViewToAllAndLetsItsMakerAloneChangeIt() throws Exception {
        ada.put("/v1/views/view_1", "{\"name\":\"Ours\",\"query\":\"grade=A\",\"shared\":true}");
        ada.put("/v1/views/view_2", "{\"name\":\"Mine\",\"query\":\"grade=B\"}");

        JsonNode views = bob.get("/v1/views").get("views");

        assertThat(views).hasSize(1);
        assertThat(views.at("/0/mine").asBoolean()).isFalse();
        bob.refused(403, "PUT", "/v1/views/view_1", "{\"name\":\"Bobs\",\"query\":\"grade=C\"}");
        bob.refused(404, "DELETE", "/v1/views/view_1", "");
        assertThat(
                        TestConsole.user(TestConsole.newWorkspace(), "Eve", Role.ADMINISTRATOR)
                                .get("/v1/views")
                                .get("views"))
                .isEmpty();
    }

    @Test
    void asksTheListThroughAView() throws Exception {
        for (int number = 1; number <= 3; number++) {
            String id = Integer.toString(number);
            TestConsole.publisher().leads(lead(workspace, id).sources("Fair, Munich").changed());
            TestConsole.publisher().scores(score(workspace, id, "rules", 30 * number).changed());
        }
        TestConsole.awaitScored(workspace, 3);
        ada.put(
                "/v1/views/view_1",
                "{\"name\":\"Fair\",\"query\":\"grade=A,B&source=Fair%2C+Munich&sort=-score\",\"shared\":true}");

        JsonNode page = bob.get("/v1/work?view=view_1");

        assertThat(page.get("items"))
                .extracting(item -> item.get("score").asInt())
                .containsExactly(60, 90);
        assertThat(bob.get("/v1/work?view=view_1&grade=A").get("total").asInt()).isEqualTo(1);
        assertThat(bob.get("/v1/work/counts?view=view_1").get("total").asInt()).isEqualTo(2);
        assertThat(bob.get("/v1/work?view=").get("total").asInt()).isEqualTo(3);
        assertThat(
                        bob.refused(400, "GET", "/v1/work?view=view_0", "")
                                .at("/errors/0/pointer")
                                .asString())
                .isEqualTo("?view");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"query\":\"grade=A\"} | #/name",
                "{\"name\":\" \",\"query\":\"grade=A\"} | #/name",
                "{\"name\":\"x\",\"query\":\"grade=E\"} | #/query",
                "{\"name\":\"x\",\"query\":\"colour=blue\"} | #/query",
                "{\"name\":\"x\",\"query\":\"view=view_1\"} | #/query",
                "{\"name\":\"x\",\"query\":\"%zz\"} | #/query",
                "{\"name\":\"x\",\"query\":\"grade=A&q=lovelace\"} | #/query",
                "{\"name\":\"x\",\"query\":\"%71=lovelace\"} | #/query",
                "{\"name\":\"x\",\"query\":\"q\"} | #/query",
                "{\"name\":\"x\",\"query\":\"grade=A\",\"position\":-1} | #/position"
            })
    void saysWhatIsNoView(String body, String pointer) throws Exception {
        JsonNode problem = ada.refused(400, "PUT", "/v1/views/view_1", body);

        assertThat(problem.at("/errors/0/pointer").asString()).endsWith(pointer.substring(1));
        assertThat(ada.get("/v1/views").get("views")).isEmpty();
    }

    @Test
    void boundsWhatOneKeeps() throws Exception {
        for (int number = 0; number < 100; number++) {
            ada.put("/v1/views/view_" + number, "{\"name\":\"x\",\"query\":\"grade=A\"}");
        }
        ada.refused(409, "PUT", "/v1/views/view_100", "{\"name\":\"x\",\"query\":\"grade=A\"}");
        ada.put("/v1/views/view_99", "{\"name\":\"y\",\"query\":\"grade=A\"}");
        ada.refused(
                400,
                "PUT",
                "/v1/views/" + encode("view_A"),
                "{\"name\":\"x\",\"query\":\"grade=A\"}");
    }

    @Test
    void saysHowAViewIsKeptWithoutWords() throws Exception {
        JsonNode problem =
                ada.refused(
                        400,
                        "PUT",
                        "/v1/views/view_1",
                        "{\"name\":\"x\",\"query\":\"q=lovelace\"}");

        assertThat(problem.get("detail").asString()).contains("may name a person");
        assertThat(problem.at("/errors/0/detail").asString())
                .contains("leave it out")
                .contains("?view=view_1&q=");
        assertThat(problem.toString()).doesNotContain("lovelace");
    }

    @Test
    void forgetsTheWordsOfViewsThatWereKeptBefore() throws Exception {
        WorkspaceId other = TestConsole.newWorkspace();
        Client eve = TestConsole.user(other, "Eve", Role.REPRESENTATIVE);
        Map<String, String> kept = new TreeMap<>();
        kept.put("q=lovelace", "");
        kept.put("grade=A&q=ada+lovelace&owner=me", "grade=A&owner=me");
        kept.put("%71=lovelace&grade=A", "grade=A");
        kept.put("grade=A&q", "grade=A");
        kept.put("source=q%3Dfair&sort=-score", "source=q%3Dfair&sort=-score");
        var queries = List.copyOf(kept.keySet());
        for (Client client : List.of(ada, eve)) {
            for (int number = 0; number < queries.size(); number++) {
                client.put(
                        "/v1/views/view_" + number,
                        "{\"name\":\"x\",\"query\":\"grade=A\",\"position\":%d}".formatted(number));
            }
        }
        for (WorkspaceId each : List.of(workspace, other)) {
            for (int number = 0; number < queries.size(); number++) {
                keepAsBefore(each, "view_" + number, queries.get(number));
            }
        }

        TestConsole.asOwner(migration());

        for (Client client : List.of(ada, eve)) {
            assertThat(client.get("/v1/views").get("views"))
                    .extracting(view -> view.get("query").asString())
                    .containsExactlyElementsOf(kept.values());
        }
        assertThatThrownBy(
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM console.saved_view")
                                        .query(Integer.class)
                                        .single())
                .as("views that are asked for without naming a workspace")
                .hasStackTraceContaining("no workspace is named in this transaction");
    }

    private static void keepAsBefore(WorkspaceId workspace, String view, String query) {
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                "UPDATE console.saved_view SET query = :query WHERE view_id = :view")
                                        .param("query", query)
                                        .param("view", view)
                                        .update());
    }

    private static String migration() throws IOException {
        try (InputStream file =
                requireNonNull(
                        SavedViews.class.getResourceAsStream(
                                "/io/prox/console/migrations/V010__views_without_words.sql"))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
