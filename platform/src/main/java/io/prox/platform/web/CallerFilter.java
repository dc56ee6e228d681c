package io.prox.platform.web;

import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Sessions;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Finds out who makes a request: by API key in `Authorization: Bearer`, else by session cookie.
///
/// A request that would change something and comes with a cookie must come from our own pages: with
/// the header [#OWN_PAGE], which no foreign page can set without our leave, and, where the browser
/// says so, from our own origin.
final class CallerFilter extends OncePerRequestFilter {
    static final String OWN_PAGE = "X-Prox-Page";
    private static final String BEARER = "Bearer ";
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final ApiKeys keys;
    private final RateLimits limits;
    private final HandlerExceptionResolver problems;

    /// @param problems answers what goes wrong before an endpoint is reached
    CallerFilter(
            Sessions sessions, ApiKeys keys, RateLimits limits, HandlerExceptionResolver problems) {
        this.sessions = sessions;
        this.keys = keys;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = caller(request).map(found -> found.from(Origin.network(request)));
            caller.filter(found -> !found.isUser()).ifPresent(found -> limit(found, response));
        } catch (DataAccessException | TransactionException | ProblemException trouble) {
            problems.resolveException(request, response, null, trouble);
            return;
        }
        caller.ifPresent(
                found ->
                        SecurityContextHolder.getContext()
                                .setAuthentication(authentication(found)));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /// Headers as draft-ietf-httpapi-ratelimit-headers has them.
    private void limit(Caller key, HttpServletResponse response) {
        RateLimits.Standing standing = limits.count(key.id());
        response.setHeader(
                "RateLimit-Policy",
                "\"key\";q=%d;w=%d".formatted(standing.most(), RateLimits.WINDOW.toSeconds()));
        response.setHeader(
                "RateLimit",
                "\"key\";r=%d;t=%d".formatted(standing.remaining(), standing.seconds()));
        if (!standing.mayPass()) {
            throw ProblemException.passing(
                    ProblemType.TOO_MANY_REQUESTS,
                    "This key may send %,d requests a minute.".formatted(standing.most()),
                    standing.left());
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? keys.find(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        return SessionCookie.value(request)
                .filter(value -> READING.contains(request.getMethod()) || isOwnPage(request))
                .flatMap(sessions::find);
    }

    private static boolean isOwnPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(OWN_PAGE) != null && (site == null || site.equals("same-origin"));
    }

    private static UsernamePasswordAuthenticationToken authentication(Caller caller) {
        return UsernamePasswordAuthenticationToken.authenticated(
                caller,
                "",
                caller.permissions().stream()
                        .map(permission -> new SimpleGrantedAuthority(permission.word()))
                        .toList());
    }
}
