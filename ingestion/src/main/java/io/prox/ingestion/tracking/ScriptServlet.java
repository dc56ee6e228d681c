package io.prox.ingestion.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.Bytes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// Serves the script to the pages of others. What is at an address never changes, so that browsers
/// need not ask again.
final class ScriptServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    static final String ADDRESSES = "/prox/*";
    static final String BEGINNING = "/prox/";

    private static final Pattern SCRIPT = Pattern.compile("/([0-9A-Za-z.-]{1,64})/prox\\.js");
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final transient Scripts scripts;

    ScriptServlet(Scripts scripts) {
        this.scripts = scripts;
    }

    static String address(Script script) {
        return BEGINNING + script.version() + "/prox.js";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads) {
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
            tell(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "It is there to be read.");
            return;
        }
        Matcher path = SCRIPT.matcher(request.getPathInfo() == null ? "" : request.getPathInfo());
        Optional<Script> script = path.matches() ? scripts.find(path.group(1)) : Optional.empty();
        if (script.isEmpty()) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            tell(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "There is no such version. The settings of a source show the address of the newest.");
            return;
        }
        send(script.get(), request, response);
    }

    private static void send(
            Script script, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/javascript;charset=utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        Bytes body = script.plain();
        if (accepts("br", request)) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "br");
            body = script.brotli();
        } else if (accepts("gzip", request)) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = script.gzip();
        }
        response.setContentLength(body.array().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body.array());
        }
    }

    private static boolean accepts(String encoding, HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .anyMatch(
                                each ->
                                        each.equals(encoding)
                                                || (each.startsWith(encoding + ";")
                                                        && !each.matches(".*;\\s*q=0(\\.0*)?")));
    }

    private static void tell(HttpServletResponse response, int status, String words)
            throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(words.getBytes(UTF_8));
    }
}
