package io.prox.console.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls to the provider: to safe addresses alone, without following redirects, and bounded in time
/// and size from the first byte to the last.
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    static final int MOST_BYTES = 1 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param patience until the last byte of an answer
    ProviderHttp(Duration patience) {
        this.patience = patience;
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        String body = request.getBody();
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(checked(request.getURI()))
                        .method(
                                request.getMethod().name(),
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        request.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HttpResponse<byte[]> answer = send(sent.build());
        var read = new HTTPResponse(answer.statusCode());
        answer.headers()
                .map()
                .forEach((name, values) -> read.setHeader(name, values.toArray(String[]::new)));
        read.setBody(new String(answer.body(), UTF_8));
        return read;
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        URI checked = checked(URI.create(address.toString()));
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(checked).build());
        if (answer.statusCode() != OK) {
            throw new IOException("The provider answered " + answer.statusCode());
        }
        return new Resource(
                new String(answer.body(), UTF_8),
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    private static URI checked(URI address) throws IOException {
        if (!ProviderAddresses.isSafe(address)) {
            throw new IOException("The provider names an address without TLS: " + address);
        }
        return address;
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException("The provider's answer failed: " + failed.getCause(), failed);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new IOException("The provider took longer than " + patience, slow);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the provider answered");
        }
    }
}
