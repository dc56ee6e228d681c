package io.prox.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// ProX over HTTP, as a program with a key sees it.
final class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    /// @param address of the console, with a slash at its end
    Api(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    JsonNode get(String path) throws InterruptedException {
        return send("GET", path, "application/json", BodyPublishers.noBody(), Map.of());
    }

    /// @param headers beside those that every request has
    JsonNode post(String path, Object body, Map<String, String> headers)
            throws InterruptedException {
        return send(
                "POST",
                path,
                "application/json",
                BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)),
                headers);
    }

    JsonNode put(String path, Object body) throws InterruptedException {
        return send(
                "PUT",
                path,
                "application/json",
                BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)),
                Map.of());
    }

    void delete(String path) throws InterruptedException {
        send("DELETE", path, "application/json", BodyPublishers.noBody(), Map.of());
    }

    JsonNode upload(String path, Path file) throws InterruptedException {
        try {
            return send(
                    "POST",
                    path,
                    "application/octet-stream",
                    BodyPublishers.ofFile(file),
                    Map.of());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private JsonNode send(
            String method,
            String path,
            String type,
            BodyPublisher body,
            Map<String, String> headers)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new RefusedException(
                        answer.statusCode(),
                        "%s %s was answered with %d: %s"
                                .formatted(method, path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// An answer that says no.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
