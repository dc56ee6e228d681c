package io.prox.platform.web;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Where in a body something is wrong, and what, without class names or values.
final class Pointers {
    private Pointers() {}

    /// A JSON Pointer (RFC 6901) as a fragment: `#/leads/3/email`.
    static String of(DatabindException mismatch) {
        var pointer = new StringBuilder("#");
        for (JacksonException.Reference step : mismatch.getPath()) {
            pointer.append('/');
            if (step.getPropertyName() != null) {
                pointer.append(step.getPropertyName().replace("~", "~0").replace("/", "~1"));
            } else {
                pointer.append(step.getIndex());
            }
        }
        return pointer.toString();
    }

    static String detail(DatabindException mismatch) {
        if (mismatch instanceof UnrecognizedPropertyException unknown) {
            return "is not known here; known are "
                    + String.join(
                            ", ",
                            unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList());
        }
        if (mismatch instanceof InvalidNullException
                || text(mismatch).startsWith("Missing required")) {
            return "is missing";
        }
        Throwable cause = mismatch.getCause();
        // Our own values say themselves what is wrong with them.
        return cause instanceof IllegalArgumentException refused && refused.getMessage() != null
                ? refused.getMessage()
                : "is not of the type that belongs here";
    }

    private static String text(DatabindException mismatch) {
        String message = mismatch.getOriginalMessage();
        return message == null ? "" : message;
    }
}
