package io.prox.console.access;

import io.prox.platform.web.Cookies;
import io.prox.platform.web.Origin;
import io.prox.platform.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// Who comes to sign in, as far as that can be told before.
///
/// @param session what their browser holds of an earlier session
/// @param device by which their browser may be known
/// @param line of the network, to count what comes over it; empty if it cannot be told
/// @param network shortened, for the audit log
/// @param client what their browser says it is
record Visitor(
        Optional<String> session,
        Optional<String> device,
        String line,
        String network,
        String client) {
    private static final String DEVICE = "prox-device";

    static Visitor of(HttpServletRequest request) {
        return new Visitor(
                SessionCookie.value(request),
                Cookies.value(request, DEVICE),
                Origin.line(request),
                Origin.network(request),
                Client.words(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    static ResponseCookie deviceCookie(HttpServletRequest request, String value, Duration life) {
        return Cookies.make(request, DEVICE, value).maxAge(life).build();
    }
}
