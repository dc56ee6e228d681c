package io.prox.platform.web;

import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Refuses a parameter that an endpoint does not know. Passed over, a misspelt filter would answer
/// another question, and a misspelt `dryRun` would store what was only to be looked at.
///
/// Left alone are endpoints that take all parameters and judge them themselves, and those that are
/// [open][Open], which foreign systems call with parameters of theirs.
final class KnownParameters implements HandlerInterceptor {
    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query == null
                || !(handler instanceof HandlerMethod method)
                || method.getMethodAnnotation(Requires.class) == null) {
            return true;
        }
        List<MethodParameter> parameters =
                Arrays.stream(method.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                        .toList();
        if (parameters.stream()
                .anyMatch(all -> Map.class.isAssignableFrom(all.getParameterType()))) {
            return true;
        }
        Set<String> known =
                parameters.stream().map(this::name).collect(Collectors.toCollection(TreeSet::new));
        List<FieldError> errors =
                named(query).stream()
                        .filter(name -> !known.contains(name))
                        .sorted()
                        .map(name -> new FieldError("?" + name, said(known)))
                        .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The address has parameters that are not known here.",
                    errors);
        }
        return true;
    }

    /// As the address has them, since a request's own parameters may be read from its body.
    private static Set<String> named(String query) {
        return UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet();
    }

    private String name(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(names);
        return Objects.requireNonNull(parameter.getParameterName());
    }

    private static String said(Set<String> known) {
        return "is not known here; known are: "
                + (known.isEmpty() ? "none" : String.join(", ", known));
    }
}
