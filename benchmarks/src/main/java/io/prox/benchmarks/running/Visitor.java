package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who is signed in, without a browser: keeps cookies, and marks requests as coming from
/// our own pages.
///
/// Every method throws `UncheckedIOException` where nobody answers, as between a kill and the next
/// start.
public final class Visitor {
    /// That all visitors of a check sign in with.
    public static final String PASSWORD = "a lantern above the quiet harbour";

    /// Under which the first administrator signs in.
    public static final String EMAIL = "admin@prox.example";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK_FROM = 200;
    private static final int OK_BELOW = 300;
    private static final String PAGE_OF_200 = "limit=200";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .build();
    private final URI address;

    private Visitor(URI address) {
        this.address = address;
    }

    /// An answer.
    ///
    /// @param status of HTTP
    public record Answer(int status, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /// The first administrator, who has the link of the first start.
    public static Visitor first(URI address, URI link) throws InterruptedException {
        var visitor = new Visitor(address);
        String path = link.getPath();
        visitor.post(
                "/v1/links/" + path.substring(path.lastIndexOf('/') + 1),
                Map.of("password", PASSWORD, "name", "Ada Lindqvist"));
        return visitor;
    }

    /// The first administrator, again.
    public static Visitor again(URI address) throws InterruptedException {
        var visitor = new Visitor(address);
        visitor.post("/v1/session", Map.of("email", EMAIL, "password", PASSWORD));
        return visitor;
    }

    public JsonNode get(String path) throws InterruptedException {
        return expectOk("GET", path, send("GET", path, Map.of(), new byte[0])).json();
    }

    public String text(String path) throws InterruptedException {
        return expectOk("GET", path, send("GET", path, Map.of(), new byte[0])).body();
    }

    public JsonNode post(String path, Object body) throws InterruptedException {
        return expectOk("POST", path, send("POST", path, Map.of(), JSON.writeValueAsBytes(body)))
                .json();
    }

    public JsonNode put(String path, Object body) throws InterruptedException {
        return expectOk("PUT", path, send("PUT", path, Map.of(), JSON.writeValueAsBytes(body)))
                .json();
    }

    /// Brings a file up to the door of the import.
    public JsonNode upload(String name, String source, byte[] content) throws InterruptedException {
        String path = "/v1/imports?file=%s&source=%s".formatted(encoded(name), encoded(source));
        return expectOk(
                        "POST",
                        path,
                        send(
                                "POST",
                                path,
                                Map.of("Content-Type", "application/octet-stream"),
                                content))
                .json();
    }

    /// Everything of a list, over all of its pages.
    ///
    /// @param path of the list, with what chooses from it
    /// @param member of an answer that holds the page
    public List<JsonNode> all(String path, String member) throws InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    get(
                            path
                                    + (path.contains("?") ? "&" : "?")
                                    + PAGE_OF_200
                                    + (next.isEmpty() ? "" : "&after=" + encoded(next)));
            page.get(member).forEach(found::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return found;
    }

    /// A request with whatever answer.
    ///
    /// @param headers over and beside the usual ones
    public Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(PATIENCE)
                        .header("X-Prox-Page", "1")
                        .method(method, BodyPublishers.ofByteArray(body));
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Answer expectOk(String method, String path, Answer answer) {
        if (answer.status() < OK_FROM || answer.status() >= OK_BELOW) {
            throw new IllegalStateException(
                    "%s %s was answered with %d: %s"
                            .formatted(method, path, answer.status(), answer.body()));
        }
        return answer;
    }
}
