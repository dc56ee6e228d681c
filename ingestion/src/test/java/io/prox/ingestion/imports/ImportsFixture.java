package io.prox.ingestion.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A process that takes imports in, on the real database and log, and a workspace of its own for
/// each test with a key that may do all.
abstract class ImportsFixture {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String FILE =
            """
            Lead ID;Vorname;E-Mail;Land;Stage;Angelegt am;Auftragswert;Country
            L1;Ada;ada@acme.example;Deutschland;Closed Won;31.03.2026;1.200,50 €;x
            L2;Grace;grace@navy.example;USA;Closed Lost;01.04.2026;;x
            L3;Joan;joan@penn.example;USA;Contacted;02.04.2026;n/a;y
            ;Nobody;;USA;Contacted;02.04.2026;;y
            L5;Mary;broken@;USA;Contacted;02.04.2026;;y
            L6;Late;late@acme.example;USA;Contacted;31.02.2026;;y
            L7;Short;short@acme.example
            L1;Ada;ADA@acme.example;Deutschland;Closed Won;31.03.2026;1.300,50 €;x
            """;

    @TempDir private static Path folder;

    static TestDatabase test;
    static ServiceProcess process;

    WorkspaceId workspace;
    String key;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(IngestionConfiguration.class),
                        test.settings(folder.resolve("master.key")));
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        key = key(EnumSet.allOf(Permission.class));
    }

    JsonNode imported(String name, String file) throws Exception {
        return imported(name, file.getBytes(UTF_8));
    }

    JsonNode imported(String name, byte[] file) throws Exception {
        String id = upload(name, file).get("id").asString();
        return post("/v1/imports/" + id + "/start", "done");
    }

    JsonNode upload(String name, String file) throws Exception {
        return upload(name, file.getBytes(UTF_8));
    }

    JsonNode upload(String name, byte[] file) throws Exception {
        HttpResponse<String> answer = sendBytes("/v1/imports?source=CRM&file=" + name, file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> sendBytes(String path, byte[] body) throws Exception {
        return CLIENT.send(
                request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Asks for something long, and waits until it ended.
    JsonNode post(String path, String status) throws Exception {
        HttpResponse<String> answer = send("POST", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = List.of(path.split("/", -1)).get(3);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Set.of("checking", "running", "undoing").contains(status(id)));
        JsonNode ended = get("/v1/imports/" + id);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo(status);
        return ended;
    }

    String status(String id) throws Exception {
        return get("/v1/imports/" + id).get("status").asString();
    }

    void put(String id, String mapping) throws Exception {
        HttpResponse<String> answer = send("PUT", "/v1/imports/" + id + "/mapping", mapping);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    String api(String lead) throws Exception {
        HttpResponse<String> answer = send("POST", "/v1/leads", lead);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("status").asString();
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    List<String> refused(JsonNode done) throws Exception {
        return send("GET", "/v1/imports/" + done.get("id").asString() + "/refused.csv", "")
                .body()
                .lines()
                .toList();
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                .header("Authorization", "Bearer " + key);
    }

    String key(Set<Permission> permissions) {
        return process.part(ApiKeys.class)
                .make(workspace, "test", permissions, "user_1", Duration.ofDays(1))
                .secret();
    }

    static List<String> fields(JsonNode shown) {
        var fields = new ArrayList<String>();
        shown.at("/mapping/columns")
                .forEach(
                        column ->
                                fields.add(
                                        column.get("field").asString()
                                                + (column.has("name")
                                                        ? " " + column.get("name").asString()
                                                        : "")));
        return fields;
    }

    static String counts(JsonNode counts) {
        var words = new ArrayList<String>();
        for (String name :
                List.of(
                        "rows",
                        "created",
                        "changed",
                        "unchanged",
                        "refused",
                        "conflicts",
                        "duplicates")) {
            words.add(name + " " + counts.get(name).asLong());
        }
        return String.join(", ", words);
    }

    long count(String table) {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql("SELECT count(*) FROM ingestion." + table)
                                        .query((row, number) -> row.getLong(1))
                                        .single());
    }

    List<String> actions() {
        return test.database()
                .within(
                        workspace,
                        () ->
                                test.database()
                                        .sql()
                                        .sql(
                                                "SELECT action FROM platform.audit_entry ORDER BY number")
                                        .query((row, number) -> row.getString(1))
                                        .list());
    }
}
