package io.prox.platform.web;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to an endpoint only if its caller has the permission that the endpoint
/// [requires][Requires]. Denies by default.
final class PermissionInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || method.getMethodAnnotation(Open.class) != null
                || !method.getBeanType().getPackageName().startsWith("io.prox.")) {
            return true;
        }
        Optional<Caller> caller = Callers.current();
        if (caller.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_SIGNED_IN,
                    "This address answers signed-in users and API keys alone.");
        }
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            throw new ProblemException(ProblemType.NOT_ALLOWED, "This address answers nobody.");
        }
        for (Permission needed : requires.value()) {
            if (!caller.get().may(needed)) {
                throw new ProblemException(
                        ProblemType.NOT_ALLOWED,
                        "It needs the permission '%s'. Ask an administrator for a role or key that has it."
                                .formatted(needed.word()));
            }
        }
        if (method.getMethodAnnotation(Confirmed.class) != null && !caller.get().confirmed()) {
            throw new ProblemException(
                    ProblemType.CONFIRM_PASSWORD,
                    "Send it to POST /v1/session/confirm, then do this again. Without a password, sign in anew with the provider.");
        }
        if (method.getMethodAnnotation(ShownOnce.class) != null) {
            request.setAttribute(IdempotencyFilter.SHOWN_ONCE, true);
        }
        return true;
    }
}
