package io.prox.console.routes;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Adds to the console's description of its API what the components in other processes serve, since
/// whoever asks the console may ask for all of that.
final class WholeDescription extends OncePerRequestFilter {
    /// Where each process describes what it serves.
    static final String PATH = "/v1/openapi.json";

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final List<String> MERGED = List.of("/paths", "/components/schemas");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<URI> others;
    private final HandlerExceptionResolver problems;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();

    /// @param problems answers where a component does not
    WholeDescription(RoutesProperties routes, HandlerExceptionResolver problems) {
        this.others =
                Arrays.stream(Route.values())
                        .map(routes::to)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return others.isEmpty() || !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var own = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, own);
        if (own.getStatus() == HttpServletResponse.SC_OK) {
            try {
                JsonNode whole = JSON.readTree(own.getContentAsByteArray());
                for (URI other : others) {
                    add(described(other), whole);
                }
                own.resetBuffer();
                own.getOutputStream().write(JSON.writeValueAsBytes(whole));
            } catch (IOException | JacksonException gone) {
                own.resetBuffer();
                unavailable(request, own);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                own.resetBuffer();
                unavailable(request, own);
            }
        }
        own.copyBodyToResponse();
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response) {
        problems.resolveException(
                request,
                response,
                null,
                new ProblemException(
                        ProblemType.NOT_READY, "A part of ProX does not answer just now."));
    }

    private JsonNode described(URI other) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(
                        HttpRequest.newBuilder(other.resolve(PATH)).timeout(ANSWER).build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != HttpServletResponse.SC_OK) {
                throw new IOException(other + " answered " + answer.statusCode());
            }
            return JSON.readTree(body);
        }
    }

    private static void add(JsonNode part, JsonNode whole) {
        for (String place : MERGED) {
            part.at(place)
                    .properties()
                    .forEach(
                            entry ->
                                    ((ObjectNode) whole.at(place))
                                            .set(entry.getKey(), entry.getValue()));
        }
    }
}
