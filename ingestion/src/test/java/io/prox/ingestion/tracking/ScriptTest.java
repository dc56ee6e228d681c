package io.prox.ingestion.tracking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.ingestion.IngestionConfiguration;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import io.prox.tracker.Tracker;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The script as pages load it.
class ScriptTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;
    private static JsonNode told;

    @BeforeAll
    static void start() throws Exception {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(IngestionConfiguration.class),
                        test.settings(folder.resolve("master.key")));
        String key =
                process.part(ApiKeys.class)
                        .make(
                                process.part(Workspaces.class).make("Acme", false).id(),
                                "test",
                                EnumSet.of(Permission.SOURCES_READ),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
        told =
                JsonMapper.shared()
                        .readTree(
                                CLIENT.send(
                                                request("/v1/tracker")
                                                        .header("Authorization", "Bearer " + key)
                                                        .build(),
                                                BodyHandlers.ofString())
                                        .body());
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @Test
    void isWhatPagesAreToldItIsForGoodAndForAll() throws Exception {
        HttpResponse<byte[]> answer = load(told.get("address").asString(), "identity");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Tracker.load().bytes());
        byte[] digest = MessageDigest.getInstance("SHA-384").digest(answer.body());
        assertThat("sha384-" + Base64.getEncoder().encodeToString(digest))
                .isEqualTo(told.get("integrity").asString());
        assertThat(header(answer, "content-type")).startsWith("text/javascript");
        assertThat(header(answer, "cache-control"))
                .contains("immutable")
                .contains("max-age=31536000");
        assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(answer, "cross-origin-resource-policy")).isEqualTo("cross-origin");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "set-cookie")).isEmpty();
    }

    @Test
    void comesPackedToWhoTakesItSo() throws Exception {
        String address = told.get("address").asString();

        HttpResponse<byte[]> brotli = load(address, "gzip, deflate, br, zstd");
        HttpResponse<byte[]> gzip = load(address, "gzip, br;q=0");

        assertThat(header(brotli, "content-encoding")).isEqualTo("br");
        assertThat(brotli.body()).isEqualTo(Tracker.load().brotli());
        assertThat(brotli.body().length).isLessThanOrEqualTo(8_000);
        assertThat(header(brotli, "vary")).containsIgnoringCase("accept-encoding");
        assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(Tracker.load().bytes());
        }
    }

    /// A page goes on to load what it was once told, when ProX is another version.
    @Test
    void staysWhereItWasWhenThereIsANewerOne() throws Exception {
        test.asSuperuser(
                """
                INSERT INTO ingestion.tracker_script
                SELECT '0.0.9-0123abcd', 'sha384-x', 'old'::bytea, brotli, gzip, since
                FROM ingestion.tracker_script
                """);

        HttpResponse<byte[]> old = load("/prox/0.0.9-0123abcd/prox.js", "identity");

        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(new String(old.body(), US_ASCII)).isEqualTo("old");
    }

    @Test
    void isNotThereUnderOtherAddresses() throws Exception {
        for (String path :
                List.of("/prox/9.9.9/prox.js", "/prox/", "/prox/prox.js", "/prox/a/b/prox.js")) {
            HttpResponse<byte[]> answer = load(path, "identity");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(header(answer, "cache-control")).as(path).isEqualTo("no-store");
        }
        assertThat(
                        CLIENT.send(
                                        request(told.get("address").asString())
                                                .POST(BodyPublishers.noBody())
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(405);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<byte[]> load(String path, String encodings) throws Exception {
        return CLIENT.send(
                request(path)
                        .header("Accept-Encoding", encodings)
                        .header("Origin", "https://shop.example")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path)));
    }
}
