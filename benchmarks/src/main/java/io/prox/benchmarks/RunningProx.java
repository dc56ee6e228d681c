package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.prox.app.running.Installation;
import io.prox.app.running.RoleName;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All of ProX in this process, as `prox up` starts it, on a PostgreSQL and a Kafka of its own,
/// with an empty workspace; spoken to over HTTP on the loopback address with a key.
final class RunningProx implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String DATA = "data";
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TemporaryFolder folder;
    private final Installation installation;
    private final String key;

    private RunningProx(TemporaryFolder folder, Installation installation, Set<Permission> may) {
        this.folder = folder;
        this.installation = installation;
        WorkspaceId workspace = installation.part(Workspaces.class).make("Bench", false).id();
        this.key =
                installation
                        .part(ApiKeys.class)
                        .make(workspace, "bench", may, "bench", Duration.ofDays(1))
                        .secret();
    }

    /// @param may what its key may do
    static RunningProx start(Permission... may) throws IOException {
        return start(EnumSet.allOf(RoleName.class), may);
    }

    /// @param roles that run; the others' work is left undone
    static RunningProx start(Set<RoleName> roles, Permission... may) throws IOException {
        var folder = new TemporaryFolder();
        // PostgreSQL runs as another user where we are root.
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, Object> settings =
                Map.of(
                        "server.port", 0,
                        "prox.ops.port", -1,
                        "prox.key-requests-per-minute", Integer.MAX_VALUE);
        return new RunningProx(
                folder,
                Installation.start(folder.file(DATA), roles, settings),
                EnumSet.copyOf(Set.of(may)));
    }

    /// For files of the run.
    Path file(String name) {
        return folder.file(name);
    }

    Path masterKey() {
        return folder.file(DATA).resolve(Installation.MASTER_KEY);
    }

    <T> T part(Class<T> type) {
        return installation.part(type);
    }

    HttpRequest get(String path) {
        return request(path).build();
    }

    HttpRequest post(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    HttpRequest upload(String path, Path file) throws IOException {
        return request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(installation.url()).resolve(path))
                .header("Authorization", "Bearer " + key);
    }

    /// @return the body of an answer that is not a refusal
    JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() < OK || answer.statusCode() >= REDIRECT) {
            throw refused(request, answer);
        }
        return JSON.readTree(answer.body());
    }

    /// @return what there is; empty where there is nothing
    Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        HttpRequest request = get(path);
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case OK -> Optional.of(JSON.readTree(answer.body()));
            case NOT_FOUND -> Optional.empty();
            default -> throw refused(request, answer);
        };
    }

    /// @param status with which it must be answered
    void send(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != status) {
            throw refused(request, answer);
        }
    }

    private static IllegalStateException refused(HttpRequest request, HttpResponse<byte[]> answer) {
        return new IllegalStateException(
                "%s was answered with %d: %s"
                        .formatted(
                                request.uri().getPath(),
                                answer.statusCode(),
                                new String(answer.body(), UTF_8)));
    }

    /// Asks again and again until what is answered is as wanted.
    JsonNode await(String path, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            JsonNode answer = json(get(path));
            if (wanted.test(answer)) {
                return answer;
            }
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("%s not as wanted after %s".formatted(path, PATIENCE));
    }

    /// Imports a file of leads that nobody has met, and waits until all are stored.
    ///
    /// @param leads texts by key of a standard field or name of another
    void bringIn(List<Map<String, String>> leads, String name)
            throws IOException, InterruptedException {
        bringIn(write(leads, name), leads.size());
    }

    /// @param rows of the file, as many new leads
    void bringIn(Path file, int rows) throws IOException, InterruptedException {
        JsonNode made = json(upload("/v1/imports?source=Bench&file=" + file.getFileName(), file));
        String path = "/v1/imports/" + made.get("id").asString();
        json(post(path + "/start", Map.of()));
        JsonNode done = await(path, now -> !now.get("status").asString().equals("running"));
        if (done.path("result").path("created").asLong(-1) != rows) {
            throw new IllegalStateException("not all rows are new leads: " + done);
        }
    }

    /// Writes leads as CSV.
    Path write(List<Map<String, String>> leads, String name) throws IOException {
        Path file = file(name);
        SortedSet<String> header = new TreeSet<>();
        leads.forEach(fields -> header.addAll(fields.keySet()));
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(header);
            for (Map<String, String> fields : leads) {
                csv.writeRecord(
                        header.stream().map(column -> fields.getOrDefault(column, "")).toList());
            }
        }
        return file;
    }

    /// Waits until the workspace has its full model, under which all leads are scored.
    JsonNode awaitFullModel() throws IOException, InterruptedException {
        return await(
                "/v1/models",
                models -> {
                    for (JsonNode model : models.get("models")) {
                        if (model.get("id").equals(models.path("champion"))) {
                            return !models.has("coming") && !model.get("quick").asBoolean();
                        }
                    }
                    return false;
                });
    }

    @Override
    public void close() throws IOException {
        installation.close();
        folder.close();
    }
}
