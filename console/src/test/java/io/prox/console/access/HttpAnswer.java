package io.prox.console.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// What a program that is no browser of ours is answered.
record HttpAnswer(int status, String body, HttpHeaders headers) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// @param requestHeaders names and values in turn
    static HttpAnswer to(
            int port, String method, String path, String body, String... requestHeaders) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (requestHeaders.length > 0) {
            request.headers(requestHeaders);
        }
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new HttpAnswer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException trouble) {
            throw new IllegalStateException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
