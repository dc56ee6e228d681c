package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.app.running.Installation;
import io.prox.app.running.LoopbackPort;
import io.prox.console.access.FirstAdministrator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From the first start to the first scored lead, and on after a restart: all of ProX in one
/// process, on engines of its own, as `prox up` starts it.
class FirstStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> ANY_PORT = Map.of("server.port", 0);
    private static final String PASSWORD = "a horse that walked to Lisbon";

    @TempDir(factory = PassableFolder.class)
    Path data;

    @Test
    void aLeadIsScoredAndOnTheWorkListAndThereAfterARestart() throws IOException {
        try (ServerSocket another = anotherInstallation();
                Installation installation = Installation.start(data, ANY_PORT)) {
            assertThat(another).isNotNull();
            assertThat(toldOfOperations(installation))
                    .matches("prox: health and metrics are on port [0-9]+\\s+");
            List<String> told = told(installation);
            assertThat(told.getFirst()).isEqualTo(installation.url());
            String link = told.getLast();
            Person administrator = new Person(installation.url());
            assertThat(administrator.status("/v1/work")).isEqualTo(401);

            administrator.enterBy(link, PASSWORD);
            assertThat(administrator.get("/v1/session").at("/workspace/demo").asBoolean(true))
                    .isFalse();
            String lead =
                    administrator
                            .post(
                                    "/v1/leads",
                                    "{\"fields\":{\"email\":\"ada@acme.example\",\"firstName\":\"Ada\",\"jobTitle\":\"Head of Operations\"}}")
                            .get("id")
                            .asString();

            await().atMost(PATIENCE)
                    .until(() -> administrator.status("/v1/leads/" + lead + "/score") == 200);
            JsonNode score = administrator.get("/v1/leads/" + lead + "/score");
            assertThat(score.get("rules").asBoolean()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                JsonNode item = administrator.get("/v1/work/" + lead);
                                assertThat(item.get("score").asInt())
                                        .isEqualTo(score.get("score").asInt());
                                assertThat(item.toString()).doesNotContain("ada@", "\"Ada\"");
                            });
            assertThat(administrator.get("/v1/persons?leads=" + lead).toString())
                    .contains("ada@acme.example");
            assertThat(administrator.get("/v1/audit").toString()).contains("personal.read");
        }

        try (Installation again = Installation.start(data, ANY_PORT)) {
            assertThat(told(again)).containsExactly(again.url());
            Person administrator = new Person(again.url());
            administrator.post(
                    "/v1/session",
                    "{\"email\":\"admin@prox.example\",\"password\":\"%s\"}".formatted(PASSWORD));

            JsonNode items = administrator.get("/v1/work").get("items");

            assertThat(items.size()).isEqualTo(1);
            assertThat(again.part(FirstAdministrator.class).link("x", "y@z.example", false))
                    .isEmpty();
        }
    }

    /// One that took the usual port of health and metrics, if nobody else has it.
    private static ServerSocket anotherInstallation() throws IOException {
        var socket = new ServerSocket();
        if (LoopbackPort.isFree(LoopbackPort.OPERATIONS)) {
            socket.bind(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), LoopbackPort.OPERATIONS));
        }
        return socket;
    }

    private static String toldOfOperations(Installation installation) {
        var bytes = new ByteArrayOutputStream();
        installation.tellOperations(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// What `prox up` prints, without empty lines.
    private static List<String> told(Installation installation) {
        var bytes = new ByteArrayOutputStream();
        installation.tell(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), "My company", false);
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
