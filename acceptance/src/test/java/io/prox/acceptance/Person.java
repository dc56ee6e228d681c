package io.prox.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody with a browser: keeps cookies, and marks requests as coming from our own pages.
final class Person {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI address;

    Person(String address) {
        this.address = URI.create(address);
    }

    /// Comes in by a link that works once.
    Person enterBy(String path, String password) {
        String secret = path.substring(path.lastIndexOf('/') + 1);
        JsonNode session = post("/v1/links/" + secret, "{\"password\":\"" + password + "\"}");
        assertThat(session.get("user").get("role").asString()).isEqualTo("administrator");
        return this;
    }

    JsonNode get(String path) {
        return JSON.readTree(expect(200, send("GET", path, "")).body());
    }

    int status(String path) {
        return send("GET", path, "").statusCode();
    }

    JsonNode post(String path, String body) {
        return done(path, send("POST", path, body));
    }

    /// Brings up a file.
    JsonNode upload(String path, String content) {
        return done(path, send("POST", path, "application/octet-stream", content));
    }

    private static JsonNode done(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        return answer;
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        try {
            return browser.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .header("X-Prox-Page", "1")
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofString(body, UTF_8))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
