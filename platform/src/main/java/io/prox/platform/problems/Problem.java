package io.prox.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;

/// The body of an answer that says what is wrong (RFC 9457, `application/problem+json`).
///
/// @param type stable address of the kind of problem
/// @param title of the type
/// @param detail about this occurrence: what to change
/// @param instance under which the operator finds it in the log
/// @param errors all that is wrong at once
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        URI instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }
}
