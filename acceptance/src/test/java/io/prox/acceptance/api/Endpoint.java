package io.prox.acceptance.api;

import io.prox.platform.access.Permission;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Open;
import io.prox.platform.web.Requires;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// An address and method that is served.
record Endpoint(String method, String pattern, HandlerMethod handler) {
    /// `GET /v1/leads/{id}`
    String name() {
        return method + " " + pattern;
    }

    boolean isOpen() {
        return handler.getMethodAnnotation(Open.class) != null;
    }

    /// What a caller needs, all of it; empty where nothing is said.
    List<Permission> permissions() {
        return Optional.ofNullable(handler.getMethodAnnotation(Requires.class))
                .map(requires -> List.of(requires.value()))
                .orElse(List.of());
    }

    /// Whether it asks a user to prove again who they are.
    boolean asksAgain() {
        return handler.getMethodAnnotation(Confirmed.class) != null;
    }

    /// The record that its body is read into.
    Optional<Class<?>> body() {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .<Class<?>>map(Parameter::getType)
                .filter(Class::isRecord)
                .findFirst();
    }

    /// Names of the parameters in its address that take texts.
    List<String> textParameters() {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .filter(
                        parameter ->
                                parameter.getType() == String.class
                                        || parameter.getType() == List.class
                                        || parameter.getType() == Optional.class)
                .map(Parameter::getName)
                .toList();
    }

    /// @param value for each variable of the pattern
    String path(String value) {
        return pattern.replaceAll("\\{[^}]+}", value);
    }

    @Override
    public String toString() {
        return name();
    }
}
