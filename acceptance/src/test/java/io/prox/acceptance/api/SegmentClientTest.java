package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.keys.WriteKeys;
import io.prox.ingestion.leads.Sources;
import io.prox.platform.access.Role;
import io.prox.platform.access.Workspaces;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Segment's own client for servers, unchanged but for the host: what it sends becomes a lead with
/// what that did, and it hears of what is refused.
class SegmentClientTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WorkspaceId workspace = SYSTEM.part(Workspaces.class).make("Segment", false).id();
    private final String source = SYSTEM.part(Sources.class).idOf(workspace, "Shop");
    private final String[] session =
            SYSTEM.session(workspace, SYSTEM.makeUser(workspace, "segment", Role.ADMINISTRATOR));

    private JsonNode send(Map<String, String> more) throws IOException, InterruptedException {
        String key =
                SYSTEM.part(WriteKeys.class)
                        .make(workspace, source, Channel.SERVER, "user_1")
                        .secret();
        var settings = new HashMap<>(more);
        settings.put("PROX_HOST", SYSTEM.address());
        settings.put("PROX_KEY", key);
        return JSON.readTree(Clients.run("segment.mjs", settings));
    }

    private JsonNode get(String path) {
        WholeSystem.Answer answer = SYSTEM.ask("GET", path, "", session);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode books(long received) {
        await().atMost(PATIENCE)
                .until(() -> get("/v1/books/events").at("/all/received").asLong() == received);
        return get("/v1/books/events").get("all");
    }

    @Test
    void tellsWhatALeadDid() throws Exception {
        JsonNode heard = send(Map.of());

        assertThat(heard.get("failed")).isEmpty();
        assertThat(heard.get("sent").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "identify", "group", "page", "screen", "Demo Requested", "alias");
        JsonNode books = books(6);
        assertThat(books.get("accepted").asLong()).isEqualTo(6);
        assertThat(books.get("matched").asLong()).isEqualTo(6);
        assertThat(books.get("balanced").asBoolean()).isTrue();
        String lead = "/v1/leads/" + get("/v1/leads").at("/leads/0/id").asString();
        await().atMost(PATIENCE)
                .until(() -> get(lead + "/activities").get("activities").size() == 3);
        assertThat(get(lead + "/activities").get("activities").valueStream())
                .extracting(activity -> activity.get("kind").asString())
                .containsExactlyInAnyOrder("page_view", "screen_view", "demo_request");
    }

    @Test
    void hearsWhatIsRefusedWhileTheRestIsStored() throws Exception {
        JsonNode heard = send(Map.of("PROX_BAD", "yes"));

        assertThat(heard.get("failed").toString()).contains("Trial Started", "400");
        JsonNode books = books(8);
        assertThat(books.get("accepted").asLong()).isEqualTo(7);
        assertThat(books.get("refused").asLong()).isEqualTo(1);
        JsonNode kept = get("/v1/kept-events");
        assertThat(StreamSupport.stream(kept.get("events").spliterator(), false))
                .extracting(event -> event.at("/faults/0/pointer").asString())
                .containsExactly("/event");
    }
}
