package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one component does with a lead is what another enters into its ledger: an import, a call of
/// the API, and the import taken back.
class LedgerTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WorkspaceId workspace = SYSTEM.part(Workspaces.class).make("Ledger", false).id();
    private final String[] session =
            SYSTEM.session(workspace, SYSTEM.makeUser(workspace, "ledger", Role.ADMINISTRATOR));

    @Test
    void tellsByWhatEachScoreChangedWithReasonsThatAddUp() {
        String file = "/v1/imports/" + imported("Email,Job title,Company\nada@acme.de,CTO,Acme\n");
        String lead = "/v1/leads/" + get("/v1/leads").at("/leads/0/id").asString();
        awaitEntries(lead, 1);
        ask(
                "POST",
                "/v1/leads",
                """
                {"source": "Shop", "fields": {"email": "ada@acme.de", "phone": "+49 171 1234567"}}
                """);
        awaitEntries(lead, 2);
        ask("POST", file + "/undo", "");
        awaitStatus(file, "undone");

        List<JsonNode> entries = awaitEntries(lead, 3).reversed();

        assertThat(entries)
                .extracting(entry -> entry.at("/cause/kind").asString())
                .containsExactly("import", "api", "undo");
        String id = file.substring("/v1/imports/".length());
        assertThat(entries.getFirst().at("/cause/reference").asString()).isEqualTo(id);
        assertThat(entries.get(1).at("/cause/reference").asString()).startsWith("request_");
        assertThat(entries.getLast().at("/cause/reference").asString()).isEqualTo(id);
        assertThat(entries.get(1).get("changed").toString()).contains("Phone: given");
        assertThat(entries.getLast().get("changed").toString())
                .contains("Company: given", "Job title: seniority")
                .doesNotContain("Phone");
        assertThat(entries.getLast().get("moved").valueStream())
                .extracting(move -> move.get("column").asString())
                .contains("Company: given", "Job title: seniority");
        assertThat(entries).extracting(entry -> entry.get("score").asInt()).doesNotHaveDuplicates();
        assertThat(entries)
                .extracting(entry -> Instant.parse(entry.get("asOf").asString()))
                .isSorted();
        for (int number = 1; number <= entries.size(); number++) {
            assertAddsUp(entries.get(number - 1), get(lead + "/ledger/" + number), number);
        }
        JsonNode now = get(lead + "/score");
        assertThat(now).isEqualTo(get(lead + "/ledger/3"));
    }

    /// @param told in the list
    /// @param whole the same entry with its reasons
    private static void assertAddsUp(JsonNode told, JsonNode whole, int number) {
        for (JsonNode entry : List.of(told, whole)) {
            assertThat(entry.get("entry").asInt()).isEqualTo(number);
            assertThat(entry.get("model").asString()).isEqualTo("model_rules");
            assertThat(entry.get("score")).isEqualTo(told.get("score"));
            assertThat(entry.get("cause")).isEqualTo(told.get("cause"));
        }
        JsonNode reasons = whole.get("contributions");
        assertThat(reasons).isNotEmpty();
        double sum =
                whole.get("base").asDouble()
                        + reasons.valueStream()
                                .mapToDouble(reason -> reason.get("contribution").asDouble())
                                .sum();
        assertThat(whole.get("sum").asDouble()).isEqualTo(sum);
        assertThat(whole.get("score").asDouble()).isEqualTo(Math.clamp(sum, 0, 100));
    }

    private String imported(String file) {
        WholeSystem.Answer answer =
                SYSTEM.upload("/v1/imports?file=leads.csv&source=Fair", file, session);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = JSON.readTree(answer.body()).get("id").asString();
        ask("POST", "/v1/imports/" + id + "/start", "");
        awaitStatus("/v1/imports/" + id, "done");
        return id;
    }

    private void awaitStatus(String path, String status) {
        await().atMost(PATIENCE).until(() -> get(path).get("status").asString().equals(status));
    }

    /// @return the newest first
    private List<JsonNode> awaitEntries(String lead, int count) {
        String path = lead + "/ledger";
        await().atMost(PATIENCE)
                .until(
                        () ->
                                SYSTEM.ask("GET", path, "", session).status() == 200
                                        && get(path).get("entries").size() == count);
        JsonNode entries = get(path).get("entries");
        return IntStream.range(0, count).mapToObj(entries::get).toList();
    }

    private JsonNode get(String path) {
        return ask("GET", path, "");
    }

    private JsonNode ask(String method, String path, String body) {
        WholeSystem.Answer answer = SYSTEM.ask(method, path, body, session);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return JSON.readTree(answer.body());
    }
}
