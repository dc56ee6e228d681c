package io.prox.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/// The cookie that holds a session. Over TLS it is a `__Host-` one, which no other host and no
/// unencrypted page can set; without TLS, as on one's own machine, browsers would refuse that.
public final class SessionCookie {
    private static final String NAME = "prox";
    private static final String GUARDED = "__Host-prox";

    private SessionCookie() {}

    static String name(HttpServletRequest request) {
        return request.isSecure() ? GUARDED : NAME;
    }

    /// @param value what [io.prox.platform.access.Sessions#start] gave
    public static ResponseCookie of(HttpServletRequest request, String value) {
        return cookie(request, value).build();
    }

    /// Takes the cookie away.
    public static ResponseCookie none(HttpServletRequest request) {
        return cookie(request, "").maxAge(Duration.ZERO).build();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(
            HttpServletRequest request, String value) {
        return ResponseCookie.from(name(request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .path("/")
                .sameSite("Strict");
    }
}
