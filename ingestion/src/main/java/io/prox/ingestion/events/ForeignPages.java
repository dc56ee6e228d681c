package io.prox.ingestion.events;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/// Lets the pages of any site ask, and read what is answered: keys that browsers hold are public,
/// and no answer says anything but whether an event was taken. Cookies are not looked at.
final class ForeignPages {
    private static final String LONG = "86400";

    private ForeignPages() {}

    static void allow(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return;
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        // Beacons ask with cookies, and would not be sent otherwise.
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                    "Authorization, Content-Encoding, Content-Type");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, LONG);
        }
    }
}
