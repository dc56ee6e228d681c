package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.audit.AuditEntry;
import io.prox.platform.log.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The installation as its operators see it, and facts that were rejected.
class OperatingTest {
    private final ConsoleProcess console = ConsoleProcess.get();
    private final WorkspaceId workspace = console.makeWorkspace();
    private Browser browser = console.browser();

    @BeforeEach
    void signIn() {
        browser = console.signedIn(workspace, Role.OPERATIONS);
    }

    @Test
    void showsHowTheInstallationIs() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !browser.get("/v1/system").get("roles").isEmpty());

        JsonNode system = browser.get("/v1/system");

        assertThat(system.at("/roles/0/name").asString()).isEqualTo("console");
        assertThat(system.at("/roles/0/state").asString()).isEqualTo("running");
        assertThat(system.at("/jobs/running").asInt()).isZero();
        assertThat(system.at("/storage/databaseBytes").asLong()).isPositive();
        assertThat(system.get("startedAt").asString()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(system.get("version").asString()).isNotEmpty();
    }

    @Test
    void takesTheWorstOfSeveralCopies() {
        console.test()
                .asSuperuser(
                        """
                        INSERT INTO platform.process VALUES
                            ('process_a', '1', now(), now(), '{scoring}', '{scoring,s,RUNNING,3}'),
                            ('process_b', '1', now(), now(), '{scoring}', '{scoring,s,FAILED,4}'),
                            ('process_c', '1', now(), now() - interval '1 minute', '{crm}',
                                '{crm,c,RUNNING,5}')
                        """);

        JsonNode system = browser.get("/v1/system");

        assertThat(system.get("roles").toString())
                .contains("{\"name\":\"scoring\",\"state\":\"failed\",\"processes\":2}")
                .contains("{\"name\":\"crm\",\"state\":\"lost\",\"processes\":0}");
        assertThat(system.get("consumers").toString())
                .contains("\"name\":\"s\",\"role\":\"scoring\",\"state\":\"failed\",\"lag\":7")
                .doesNotContain("\"c\"");
        console.test().asSuperuser("DELETE FROM platform.process WHERE process_id < 'process_d'");
    }

    @Test
    void showsWhatWasRejectedPageByPage() {
        for (int number = 1; number <= 3; number++) {
            reject("rejected_" + number, "secret content");
        }

        JsonNode first = browser.get("/v1/rejected?limit=2");
        JsonNode second = browser.get("/v1/rejected?limit=2&after=" + first.get("next").asString());

        assertThat(first.at("/rejected/0/id").asString()).isEqualTo("rejected_3");
        assertThat(first.at("/rejected/0/problem").asString()).isEqualTo("invalid-record");
        assertThat(first.toString()).doesNotContain("secret content");
        assertThat(second.get("rejected")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(browser.get("/v1/system").at("/storage/rejected").asInt()).isEqualTo(3);
    }

    @Test
    void putsAFactBackOnTheLogOnce() {
        reject("rejected_1", "fact of " + workspace.value());

        JsonNode replayed = browser.does("POST", "/v1/rejected/rejected_1/replay", "");
        browser.does("POST", "/v1/rejected/rejected_1/replay", "");
        reject("rejected_2", "end of " + workspace.value());
        browser.does("POST", "/v1/rejected/rejected_2/replay", "");

        assertThat(replayed.has("replayedAt")).isTrue();
        List<String> published =
                TestLog.read(
                        Topics.SCORES,
                        2,
                        value ->
                                Optional.of(new String(value, UTF_8))
                                        .filter(text -> text.endsWith(workspace.value())));
        assertThat(published)
                .containsExactly("fact of " + workspace.value(), "end of " + workspace.value());
        assertThat(console.audited(workspace, "rejected.replayed"))
                .extracting(AuditEntry::subject)
                .containsExactly("rejected_2", "rejected_1");
        // the console's own readers may reject them anew, under other identifiers
        for (JsonNode row : browser.get("/v1/rejected").get("rejected")) {
            assertThat(row.get("id").asString().matches("rejected_[12]") && !row.has("replayedAt"))
                    .as(row.toString())
                    .isFalse();
        }
    }

    @Test
    void putsNothingBackThatHasNoContent() {
        reject("rejected_1", "x");
        console.test()
                .asSuperuser(
                        "UPDATE platform.rejected SET record_value = NULL WHERE workspace_id = '%s'"
                                .formatted(workspace.value()));

        browser.meets(409, "conflict", "POST", "/v1/rejected/rejected_1/replay", "");
        browser.meets(404, "not-found", "POST", "/v1/rejected/rejected_9/replay", "");
    }

    private void reject(String id, String content) {
        console.test()
                .asSuperuser(
                        """
                        INSERT INTO platform.rejected (workspace_id, rejected_id, consumer, topic,
                            partition, record_offset, record_key, record_value, problem, detail, version,
                            rejected_at)
                        SELECT '%1$s', '%2$s', 'reader', '%4$s', 3, count(*), '%1$s/lead_1', '%3$s',
                            'INVALID_RECORD', 'is below 0', '1', now()
                        FROM platform.rejected
                        """
                                .formatted(workspace.value(), id, content, Topics.SCORES.name()));
    }
}
