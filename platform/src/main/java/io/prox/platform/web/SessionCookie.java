package io.prox.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// The cookie that holds a session.
public final class SessionCookie {
    private static final String NAME = "prox";

    private SessionCookie() {}

    public static Optional<String> value(HttpServletRequest request) {
        return Cookies.value(request, NAME);
    }

    /// @param value what [io.prox.platform.access.Sessions#start] gave
    public static ResponseCookie of(HttpServletRequest request, String value) {
        return Cookies.make(request, NAME, value).build();
    }

    /// Takes the cookie away.
    public static ResponseCookie none(HttpServletRequest request) {
        return Cookies.make(request, NAME, "").maxAge(Duration.ZERO).build();
    }
}
