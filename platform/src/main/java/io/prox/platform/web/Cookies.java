package io.prox.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// Cookies that no script can read and no foreign page can send. Over TLS they are `__Host-` ones,
/// which no other host and no unencrypted page can set; without TLS, as on one's own machine,
/// browsers would refuse that.
public final class Cookies {
    private static final String GUARD = "__Host-";

    private Cookies() {}

    public static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String wanted = guarded(request, name);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(wanted)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    public static ResponseCookie.ResponseCookieBuilder make(
            HttpServletRequest request, String name, String value) {
        return ResponseCookie.from(guarded(request, name), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .path("/")
                .sameSite("Strict");
    }

    private static String guarded(HttpServletRequest request, String name) {
        return request.isSecure() ? GUARD + name : name;
    }
}
