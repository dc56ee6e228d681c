package io.prox.console.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.platform.ServiceProcess;
import io.prox.platform.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The built app, served by a whole process, asked over HTTP.
class PagesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(PagesConfiguration.class),
                        test.settings(folder.resolve("master.key")));
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @Test
    void answersWithThePageWithoutARedirect() throws Exception {
        HttpResponse<byte[]> answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.headers().allValues("Cache-Control"))
                .singleElement()
                .asString()
                .contains("no-store");
        assertThat(text(answer)).contains("<div id=\"root\">");
    }

    @Test
    void letsThePageMakeStylesByANonceOfItsOwn() throws Exception {
        HttpResponse<byte[]> one = get("/work");
        HttpResponse<byte[]> other = get("/work");

        assertThat(nonce(one)).isNotEqualTo(nonce(other));
        assertThat(text(one))
                .contains("content=\"%s\"".formatted(nonce(one)))
                .doesNotContain(Page.PLACE);
        assertThat(one.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void knowsEveryPageThatTheAppKnows() throws Exception {
        for (String path : paths()) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void servesWhatThePageLoadsSmallAndForGood() throws Exception {
        String script = script();

        HttpResponse<byte[]> plain = get(script);
        HttpResponse<byte[]> small = get(script, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> smaller = get(script, "Accept-Encoding", "gzip, deflate, br, zstd");

        assertThat(plain.headers().allValues("Cache-Control"))
                .containsExactly("max-age=31536000, public, immutable");
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(plain.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(unzipped(small.body())).isEqualTo(plain.body());
        assertThat(smaller.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(smaller.body().length).isLessThan(small.body().length);
        assertThat(get("/theme.js").statusCode()).isEqualTo(200);
        assertThat(get("/favicon.svg").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("image/svg+xml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "br|true",
                "gzip, deflate, br, zstd|true",
                "gzip;q=1.0, br;q=0.5|true",
                "gzip, br;q=0|false",
                "gzip, br; q=0.000|false",
                "gzip, brx|false",
                "*|false"
            })
    void knowsWhoTakesBrotli(String encodings, boolean takes) {
        assertThat(SmallestFirst.takesBrotli(encodings)).isEqualTo(takes);
    }

    @Test
    void hasNothingElse() throws Exception {
        for (String path :
                List.of(
                        "/v1/nothing",
                        "/assets/nothing.js",
                        "/assets/../index.html",
                        "/assets/%2e%2e/index.html",
                        "/index.html",
                        "/pages.json",
                        "/leads/one/two")) {
            HttpResponse<byte[]> answer = get(path);

            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(text(answer)).as(path).doesNotContain("<div id=\"root\">");
        }
    }

    @Test
    void showsThePageToWhoMistypedItsAddress() throws Exception {
        String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (String path : List.of("/imports", "/leads/one/two")) {
            HttpResponse<byte[]> answer = get(path, "Accept", browser);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(text(answer)).as(path).contains("content=\"%s\"".formatted(nonce(answer)));
        }
        HttpResponse<byte[]> ofApi = get("/v1/nothing", "Accept", browser);
        assertThat(ofApi.statusCode()).isEqualTo(404);
        assertThat(text(ofApi)).doesNotContain("<div id=\"root\">");
    }

    @Test
    void leavesOtherAnswersTheirPolicy() throws Exception {
        assertThat(get("/v1/nothing").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'self';");
    }

    /// The addresses of all pages, as the app's build lists them, with something for each
    /// parameter.
    private static List<String> paths() throws IOException {
        return resource("pages.json")
                .transform(Pattern.compile("\"([^\"]+)\"")::matcher)
                .results()
                .map(found -> found.group(1).replaceAll("\\$\\w+", "ws_1.some"))
                .toList();
    }

    private static String script() throws Exception {
        MatchResult found =
                Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                        .matcher(text(get("/")))
                        .results()
                        .findFirst()
                        .orElseThrow();
        return found.group(1);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream =
                PagesTest.class.getResourceAsStream(PagesConfiguration.APP + name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static String nonce(HttpResponse<byte[]> answer) {
        return NONCE.matcher(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://localhost:%d%s".formatted(process.port(), path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
