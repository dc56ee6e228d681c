package io.prox.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.ingestion.leads.Sources;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is kept of uploaded files, and for how long.
class KeptFilesTest extends ImportsFixture {
    private static final Duration KEEP = Duration.ofDays(30);

    @Test
    void keepsNoFileInPlainText() throws Exception {
        imported("leads.csv", FILE);
        upload("later.csv", FILE);

        for (String table : List.of("import", "import_part", "import_refused", "statement")) {
            List<String> rows =
                    test.database()
                            .within(
                                    workspace,
                                    () ->
                                            test.database()
                                                    .sql()
                                                    .sql(
                                                            "SELECT encode(convert_to(t::text, 'UTF8'), 'escape') || encode(coalesce((to_jsonb(t)->>'sealed')::bytea, ''), 'escape') FROM ingestion.%s t"
                                                                    .formatted(table))
                                                    .query((row, number) -> row.getString(1))
                                                    .list());
            assertThat(rows).as(table).isNotEmpty().noneMatch(row -> row.contains("acme.example"));
        }
    }

    @Test
    void destroysAFileOnceItsRowsAreIn() throws Exception {
        JsonNode upload = upload("leads.csv", FILE);
        assertThat(upload.at("/mapping/columns/1/samples")).isNotEmpty();
        assertThat(keys(upload)).isEqualTo(2);

        JsonNode done = post("/v1/imports/" + id(upload) + "/start", "done");

        assertThat(done.has("fileGoneAt")).isTrue();
        assertThat(count("import_part")).isZero();
        assertThat(keys(upload)).isEqualTo(1);
        assertThat(done.at("/format/rows").asInt()).isEqualTo(8);
        assertThat(fields(done)).isEqualTo(fields(upload));
        assertThat(done.at("/mapping/columns").valueStream())
                .allMatch(column -> column.get("samples").isEmpty());
        assertThat(refused(done)).hasSize(1 + 4);
    }

    @Test
    void doesNothingTwiceWhenTheEndOfARunWasNotNoted() throws Exception {
        JsonNode done = imported("leads.csv", FILE);
        JsonNode books = get("/v1/books").get("all");
        var jobs = process.part(Jobs.class);

        String again = jobs.start(workspace, RunWork.KIND, id(done), "user_1");
        await().atMost(PATIENCE)
                .until(() -> jobs.find(workspace, again).orElseThrow().status().isEnd());

        assertThat(jobs.find(workspace, again).orElseThrow().status()).isEqualTo(Job.Status.DONE);
        assertThat(get("/v1/imports/" + id(done)).get("result")).isEqualTo(done.get("result"));
        assertThat(get("/v1/books").get("all")).isEqualTo(books);
        assertThat(refused(done)).hasSize(1 + 4);
    }

    @Test
    void handsOutWhatACheckWouldRefuse() throws Exception {
        JsonNode upload = upload("leads.csv", FILE);

        JsonNode checked = post("/v1/imports/" + id(upload) + "/check", "checked");

        assertThat(refused(checked)).hasSize(1 + 4).element(2).asString().startsWith("6,");
        put(id(upload), "{\"columns\":[{\"column\":\"E-Mail\",\"field\":\"skip\"}]}");
        assertThat(refused(checked)).hasSize(1);
        checked = post("/v1/imports/" + id(upload) + "/check", "checked");
        assertThat(refused(checked)).hasSize(1 + 3);
        JsonNode done = post("/v1/imports/" + id(upload) + "/start", "done");
        assertThat(refused(done)).hasSize(1 + 3);
    }

    @Test
    void forgetsAFile() throws Exception {
        JsonNode never = upload("never.csv", FILE);
        JsonNode done = imported("leads.csv", FILE);

        assertThat(send("DELETE", "/v1/imports/" + id(never), "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/v1/imports/" + id(done), "").statusCode()).isEqualTo(204);

        assertThat(send("GET", "/v1/imports/" + id(never), "").statusCode()).isEqualTo(404);
        JsonNode left = get("/v1/imports/" + id(done));
        assertThat(left.has("forgottenAt")).isTrue();
        assertThat(left.has("mapping")).isFalse();
        assertThat(left.at("/result/created").asInt()).isEqualTo(3);
        assertThat(count("import_part") + count("import_refused")).isZero();
        assertThat(keys(never) + keys(done)).isZero();
        assertThat(send("GET", "/v1/imports/" + id(done) + "/refused.csv", "").statusCode())
                .isEqualTo(409);
        post("/v1/imports/" + id(done) + "/undo", "undone");
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
    }

    @Test
    void clearsAwayWhatIsLeftWhereItsProcessDied() throws Exception {
        JsonNode never = upload("never.csv", FILE);
        JsonNode upload = upload("leads.csv", FILE);
        var imports = process.part(Imports.class);
        for (JsonNode each : List.of(never, upload)) {
            process.part(Database.class)
                    .within(workspace, () -> imports.forget(workspace, id(each)));
        }
        test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql(
                                                "UPDATE ingestion.import SET ran = true WHERE import_id = :import")
                                        .param("import", id(upload))
                                        .update());
        assertThat(count("import_part")).isEqualTo(2);
        assertThat(imports.uncleared(workspace)).hasSize(2);

        retention(KEEP).visit();

        assertThat(count("import_part")).isZero();
        assertThat(send("GET", "/v1/imports/" + id(never), "").statusCode()).isEqualTo(404);
        assertThat(get("/v1/imports/" + id(upload)).has("forgottenAt")).isTrue();
        assertThat(imports.uncleared(workspace)).isEmpty();
    }

    @Test
    void letsGoOfWhatWasKeptLongEnough() throws Exception {
        JsonNode never = upload("never.csv", FILE);
        JsonNode done = imported("leads.csv", FILE);
        JsonNode atWork = upload("slow.csv", FILE);
        makeBusy(atWork);
        assertThat(get("/v1/imports/" + id(atWork)).get("status").asString()).isEqualTo("checking");

        retention(KEEP.minusDays(1)).visit();
        assertThat(refused(done)).hasSize(1 + 4);
        assertThat(Instant.parse(done.get("keptUntil").asString()))
                .isEqualTo(Instant.parse(done.get("createdAt").asString()).plus(KEEP));

        retention(KEEP.plusDays(1)).visit();

        assertThat(send("GET", "/v1/imports/" + id(never), "").statusCode()).isEqualTo(404);
        JsonNode left = get("/v1/imports/" + id(done));
        assertThat(left.has("forgottenAt")).isTrue();
        assertThat(left.has("keptUntil")).isFalse();
        assertThat(count("import_refused")).isZero();
        assertThat(keys(never) + keys(done)).isZero();
        assertThat(keys(atWork)).isEqualTo(2);
        assertThat(actions().stream().filter("import.forgotten"::equals)).hasSize(2);
        retention(KEEP.plusDays(1)).visit();
        assertThat(actions().stream().filter("import.forgotten"::equals)).hasSize(2);
        post("/v1/imports/" + id(done) + "/undo", "undone");
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
    }

    @Test
    void clearsAwayUploadsThatNeverEnded() throws Exception {
        var imports = process.part(Imports.class);
        upload("whole.csv", FILE);
        String source = process.part(Sources.class).idOf(workspace, "CRM");
        imports.begin(workspace, "import_half", source, "half.csv", "user_1");

        retention(Duration.ofHours(23)).visit();
        assertThat(count("import")).isEqualTo(2);

        retention(Duration.ofHours(25)).visit();

        assertThat(count("import")).isEqualTo(1);
        assertThat(keys("import_half")).isZero();
    }

    /// A job that nobody does.
    private void makeBusy(JsonNode upload) {
        String job = process.part(Jobs.class).start(workspace, "of-nobody", id(upload), "user_1");
        process.part(Database.class)
                .within(
                        workspace,
                        () ->
                                process.part(Imports.class)
                                        .ask(workspace, id(upload), ImportRow.Phase.CHECK, job));
    }

    /// As it is after some time.
    private Retention retention(Duration later) {
        return new Retention(
                process.part(Workspaces.class),
                imports(later),
                process.part(Jobs.class),
                process.part(AuditLog.class),
                process.part(Database.class),
                KEEP,
                Clock.offset(Clock.systemUTC(), later));
    }

    private static Imports imports(Duration later) {
        return new Imports(
                process.part(Database.class),
                process.part(Sealing.class),
                Clock.offset(Clock.systemUTC(), later));
    }

    private static String id(JsonNode shown) {
        return shown.get("id").asString();
    }

    private long keys(JsonNode shown) {
        return keys(id(shown));
    }

    /// How many keys there are of an import.
    private long keys(String id) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql(
                                                "SELECT count(*) FROM platform.data_key WHERE owner_id LIKE :id || '%'")
                                        .param("id", id)
                                        .query((row, number) -> row.getLong(1))
                                        .single());
    }
}
