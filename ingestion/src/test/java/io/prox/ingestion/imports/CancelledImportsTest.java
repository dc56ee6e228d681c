package io.prox.ingestion.imports;

import static io.prox.ingestion.imports.FileRows.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.prox.platform.database.Database;
import io.prox.platform.jobs.JobCancelledException;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Imports that a person cancels over HTTP while their rows come in.
class CancelledImportsTest extends ImportsFixture {
    private static final String HELD =
            "{\"source\":\"Form\",\"fields\":{\"email\":\"lead%d@acme.example\"}}".formatted(CHUNK);

    @Test
    void keepsTheRowsThatWereInAndGoesOnThereWhenStartedAgain() throws Exception {
        String id = upload("leads.csv", file()).get("id").asString();

        JsonNode cancelled = cancelledInTheSecondChunk(id);

        assertThat(counts(cancelled.get("result")))
                .isEqualTo(
                        "rows 2000, created 1999, changed 1, unchanged 0, refused 0, conflicts 0, duplicates 0");
        assertThat(cancelled.at("/progress/rows").asInt()).isEqualTo(2 * CHUNK);
        assertThat(cancelled.has("endedAt")).isTrue();
        assertThat(cancelled.has("fileGoneAt")).isFalse();
        assertThat(count("lead")).isEqualTo(2 * CHUNK);
        assertThat(actions()).contains("import.cancelled");
        assertThat(send("POST", "/v1/imports/" + id + "/cancel", "").statusCode()).isEqualTo(409);

        JsonNode done = post("/v1/imports/" + id + "/start", "done");

        assertThat(counts(done.get("result")))
                .isEqualTo(
                        "rows 3000, created 2999, changed 1, unchanged 0, refused 0, conflicts 0, duplicates 0");
        assertThat(done.has("fileGoneAt")).isTrue();
        assertThat(count("lead")).isEqualTo(3 * CHUNK);
        assertThat(count("statement")).as("each row once, and the form").isEqualTo(3 * CHUNK + 1);
        JsonNode books = get("/v1/books");
        assertThat(books.at("/all/balanced").asBoolean()).isTrue();
        assertThat(books.at("/all/received").asInt()).isEqualTo(3 * CHUNK + 1);
    }

    @Test
    void canBeTakenBackAndImportedAnew() throws Exception {
        String id = upload("leads.csv", file()).get("id").asString();
        cancelledInTheSecondChunk(id);

        JsonNode undone = post("/v1/imports/" + id + "/undo", "undone");

        assertThat(undone.has("fileGoneAt")).isTrue();
        JsonNode left = get("/v1/leads").get("leads");
        assertThat(left.size()).isEqualTo(1);
        assertThat(left.at("/0/values").toString()).doesNotContain("Tool");
        assertThat(api(HELD)).isEqualTo("unchanged");
        assertThat(send("POST", "/v1/imports/" + id + "/start", "").statusCode()).isEqualTo(409);
        assertThat(counts(imported("leads.csv", file()).get("result")))
                .isEqualTo(
                        "rows 3000, created 2999, changed 1, unchanged 0, refused 0, conflicts 0, duplicates 0");
    }

    /// Three chunks of leads.
    private static String file() {
        return IntStream.range(0, 3 * CHUNK)
                .mapToObj("lead%1$d@acme.example,L%1$d,Excel\n"::formatted)
                .collect(Collectors.joining("", "Email,Lead ID,Tool\n", ""));
    }

    /// Runs an import and cancels it. The second chunk waits for a lead that is held, until those
    /// who work on it have heard of the cancelling.
    private JsonNode cancelledInTheSecondChunk(String id) throws Exception {
        assertThat(api(HELD)).isEqualTo("created");
        try (Connection held = test.hold(workspace, "SELECT FROM ingestion.lead FOR UPDATE")) {
            assertThat(send("POST", "/v1/imports/" + id + "/start", "").statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> get("/v1/imports/" + id).at("/progress/rows").asInt() == CHUNK);

            assertThat(send("POST", "/v1/imports/" + id + "/cancel", "").statusCode())
                    .isEqualTo(202);

            OffsetDateTime leased = leasedUntil();
            await().atMost(PATIENCE).until(() -> leasedUntil().isAfter(leased));
            assertThat(status(id)).isEqualTo("running");
            held.rollback();
        }
        await().atMost(PATIENCE).until(() -> !status(id).equals("running"));
        JsonNode ended = get("/v1/imports/" + id);
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        return ended;
    }

    /// Who works on the job renews its lease, and hears then whether it is cancelled.
    private OffsetDateTime leasedUntil() {
        return test.database()
                .sql()
                .sql("SELECT leased_until FROM platform.job_queue WHERE workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .single();
    }

    /// A process may stand still for longer than it is waited for, and go on.
    @Test
    void takesNothingInForAJobThatIsNoLongerAsked() throws Exception {
        JsonNode done = imported("leads.csv", FILE);
        String id = done.get("id").asString();
        var imports = process.part(Imports.class);
        ImportRow row = imports.find(workspace, id).orElseThrow();
        String job = row.job().orElseThrow();
        long end = row.position();

        assertThatExceptionOfType(JobCancelledException.class)
                .isThrownBy(() -> advance(imports, id, "job_other", end));
        advance(imports, id, job, end);
        post("/v1/imports/" + id + "/undo", "undone");
        assertThatExceptionOfType(JobCancelledException.class)
                .isThrownBy(() -> advance(imports, id, job, end));
    }

    private void advance(Imports imports, String id, String job, long position) {
        process.part(Database.class)
                .within(
                        workspace,
                        () -> imports.advance(workspace, id, job, position, position, Counts.NONE));
    }
}
