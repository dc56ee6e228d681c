package io.prox.platform.web;

import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Sessions;
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
    private final HandlerExceptionResolver problems;

    /// @param problems answers what goes wrong before an endpoint is reached
    CallerFilter(Sessions sessions, ApiKeys keys, HandlerExceptionResolver problems) {
        this.sessions = sessions;
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            caller(request)
                    .map(caller -> caller.from(Origin.network(request)))
                    .ifPresent(
                            caller ->
                                    SecurityContextHolder.getContext()
                                            .setAuthentication(authentication(caller)));
        } catch (DataAccessException | TransactionException unavailable) {
            problems.resolveException(request, response, null, unavailable);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
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
