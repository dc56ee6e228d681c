package io.prox.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Answers who mistyped the address of a page with the app, which says so and shows the way; a
/// program is told by a problem, as everywhere.
final class UnknownAddress implements HandlerExceptionResolver {
    private static final String API = "/v1/";

    private final PageController pages;

    UnknownAddress(PageController pages) {
        this.pages = pages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse answer,
            @Nullable Object handler,
            Exception trouble) {
        boolean unknown =
                trouble instanceof NoHandlerFoundException
                        || trouble instanceof NoResourceFoundException;
        if (!unknown || !isByAPerson(request)) {
            return null;
        }
        answer.setStatus(HttpServletResponse.SC_NOT_FOUND);
        try {
            pages.page(answer);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }

    /// Browsers ask for HTML by its name; libraries and command lines do not.
    private static boolean isByAPerson(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && !request.getRequestURI().startsWith(API)
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
