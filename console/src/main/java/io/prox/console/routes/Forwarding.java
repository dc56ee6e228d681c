package io.prox.console.routes;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.BrowserHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Hands requests for other components' paths on to where these run, bytes as they come, both ways.
/// They find out by themselves who calls: sessions and keys are the same for all.
final class Forwarding extends OncePerRequestFilter {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    /// For whoever sends a file, of any size and over any line: the answer comes after all of it.
    private static final Duration ANSWER_TO_A_FILE = Duration.ofDays(2);

    private static final long LONGEST_BODY = 4 << 20;

    /// Headers of one hop (RFC 9110, section 7.6.1), and those that the client sets itself.
    private static final Set<String> OF_ONE_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "host",
                    "content-length",
                    "expect",
                    "date");

    /// Told anew, as the console knows it.
    private static final String ORIGIN = "x-forwarded-for";

    private static final String SCHEME = "x-forwarded-proto";
    private static final Set<String> TOLD_ANEW =
            Set.of(ORIGIN, SCHEME, "forwarded", "x-forwarded-host", "x-forwarded-port");

    private static final String CHUNKED = "Transfer-Encoding";

    private final RoutesProperties routes;
    private final HandlerExceptionResolver problems;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param problems answers where a component does not
    Forwarding(RoutesProperties routes, HandlerExceptionResolver problems) {
        this.routes = routes;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<URI> target = Route.of(request.getRequestURI()).flatMap(routes::to);
        if (target.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            answer(
                    client.send(forwarded(request, target.get()), BodyHandlers.ofInputStream()),
                    response);
        } catch (IOException gone) {
            unavailable(request, response);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            unavailable(request, response);
        }
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response) {
        if (!response.isCommitted()) {
            BrowserHeaders.each(response::setHeader);
            problems.resolveException(
                    request,
                    response,
                    null,
                    new ProblemException(
                            ProblemType.NOT_READY, "A part of ProX does not answer just now."));
        }
    }

    private static HttpRequest forwarded(HttpServletRequest request, URI target)
            throws IOException {
        String query = request.getQueryString();
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(
                                target.resolve(
                                        request.getRequestURI()
                                                + (query == null ? "" : "?" + query)))
                        .timeout(sendsAFile(request) ? ANSWER_TO_A_FILE : ANSWER)
                        .header(ORIGIN, request.getRemoteAddr())
                        .header(SCHEME, request.getScheme());
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_ONE_HOP.contains(lower) && !TOLD_ANEW.contains(lower)) {
                Collections.list(request.getHeaders(name))
                        .forEach(value -> forwarded.header(name, value));
            }
        }
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader(CHUNKED) != null;
        InputStream body = request.getInputStream();
        forwarded.method(
                request.getMethod(),
                hasBody ? BodyPublishers.ofInputStream(() -> body) : BodyPublishers.noBody());
        return forwarded.build();
    }

    private static boolean sendsAFile(HttpServletRequest request) {
        return request.getContentLengthLong() > LONGEST_BODY || request.getHeader(CHUNKED) != null;
    }

    private static void answer(HttpResponse<InputStream> answer, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.statusCode());
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                                values.forEach(value -> response.addHeader(name, value));
                            }
                        });
        try (InputStream body = answer.body()) {
            body.transferTo(response.getOutputStream());
        }
    }
}
