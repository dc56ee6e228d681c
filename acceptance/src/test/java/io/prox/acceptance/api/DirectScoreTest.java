package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.Workspaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is said of a lead that is not kept is what would be said of it if it were: one component
/// takes it in and publishes it, another scores it from the log, and the answer is the same.
class DirectScoreTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceId workspace = SYSTEM.part(Workspaces.class).make("Direct", false).id();
    private final String[] session =
            SYSTEM.session(workspace, SYSTEM.makeUser(workspace, "direct", Role.ADMINISTRATOR));

    @Test
    void isTheScoreThatTheLeadHasWhenItIsKept() {
        for (Map<String, String> fields :
                List.of(
                        Map.of("email", "ada@acme.de"),
                        Map.ofEntries(
                                Map.entry("email", "Grace Hopper <GRACE@gmail.com>"),
                                Map.entry("externalId", "00Q7"),
                                Map.entry("firstName", "Grace"),
                                Map.entry("jobTitle", "VP Engineering"),
                                Map.entry("phone", "+49 171 1234567"),
                                Map.entry("company", "Acme GmbH"),
                                Map.entry("companySize", "51 - 200 employees"),
                                Map.entry("website", "https://acme.de/pricing"),
                                Map.entry("country", "germany"),
                                Map.entry("note", "Can you call me?"),
                                Map.entry("Current tool", "Excel"),
                                Map.entry("Landing page", "https://acme.de/demo"),
                                Map.entry("Religion", "none"),
                                Map.entry("outcome", "won"),
                                Map.entry("value", "12000 EUR"),
                                Map.entry("createdAt", "2026-03-02T09:30:00Z")))) {
            String lead =
                    answer("POST", "/v1/leads", Map.of("fields", fields)).get("id").asString();
            JsonNode kept = awaitScore(lead);

            JsonNode direct =
                    answer(
                            "POST",
                            "/v1/score",
                            Map.of("fields", fields, "asOf", kept.get("asOf").asString()));

            assertThat(direct.get("contributions").size()).isPositive();
            direct.propertyNames()
                    .forEach(
                            name ->
                                    assertThat(direct.get(name))
                                            .as(name)
                                            .isEqualTo(kept.get(name)));
        }
    }

    private JsonNode awaitScore(String lead) {
        String path = "/v1/leads/" + lead + "/score";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> SYSTEM.ask("GET", path, "", session).status() == 200);
        return JSON.readTree(SYSTEM.ask("GET", path, "", session).body());
    }

    private JsonNode answer(String method, String path, Object body) {
        WholeSystem.Answer answer =
                SYSTEM.ask(method, path, JSON.writeValueAsString(body), session);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
