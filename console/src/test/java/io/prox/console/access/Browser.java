package io.prox.console.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser with cookies of its own, on our own page.
final class Browser {
    static final String PASSWORD = "tulip gravel anthem noon";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();

    /// Names of those that come along from foreign pages too.
    private final Set<String> lax = new TreeSet<>();

    private String forwarded = "";
    private @Nullable HttpResponse<String> last;

    Browser(int port) {
        this.port = port;
    }

    /// As if a proxy before ProX had it from there, over TLS.
    Browser from(String address) {
        forwarded = address;
        return this;
    }

    /// Loses all cookies.
    void forget() {
        cookies.clear();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /// The cookie that holds the session.
    String session() {
        return cookies.getOrDefault(forwarded.isEmpty() ? "prox" : "__Host-prox", "");
    }

    HttpResponse<String> last() {
        return requireNonNull(last);
    }

    /// Where the last answer sends it.
    String location() {
        assertThat(last().statusCode()).as(last().body()).isEqualTo(303);
        return last().headers().firstValue("Location").orElseThrow();
    }

    /// @return the body; empty where there is none
    JsonNode get(String path) {
        return ask("GET", path, "");
    }

    /// Opens an address to which a foreign page has sent it: without the cookies that are for our
    /// own pages alone.
    void openFromElsewhere(String path) {
        Map<String, String> all = new TreeMap<>(cookies);
        cookies.keySet().retainAll(lax);
        ask("GET", path, "");
        all.keySet().removeAll(lax);
        all.forEach(cookies::putIfAbsent);
    }

    JsonNode ask(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Prox-Page", "1")
                        .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!forwarded.isEmpty()) {
            request.header("X-Forwarded-For", forwarded).header("X-Forwarded-Proto", "https");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = send(request);
        last = answer;
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException trouble) {
            throw new IllegalStateException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Asks, and expects it to go well.
    JsonNode does(String method, String path, String body) {
        JsonNode answer = ask(method, path, body);
        assertThat(last().statusCode()).as(last().body()).isBetween(200, 299);
        return answer;
    }

    /// Asks, and expects a problem.
    void meets(int status, String type, String method, String path, String body) {
        ask(method, path, body);
        assertThat(last().statusCode()).as(last().body()).isEqualTo(status);
        assertThat(last().body()).contains("/problems/" + type + "\"");
    }

    JsonNode signIn(String email) {
        return does("POST", "/v1/session", signInBody(email, PASSWORD));
    }

    static String signInBody(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private void keep(String header) {
        int end = header.indexOf(';');
        String[] cookie = header.substring(0, end).split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(cookie[0]);
        } else {
            cookies.put(cookie[0], cookie[1]);
        }
        if (header.contains("SameSite=Lax")) {
            lax.add(cookie[0]);
        }
    }
}
