package io.prox.console.access;

import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.util.List;
import java.util.OptionalLong;

/// Parameters of lists.
final class Pages {
    private static final int MOST = 200;

    private Pages() {}

    static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "A page has 1 to %d entries.".formatted(MOST),
                    List.of(new FieldError("?limit", "is not from 1 to " + MOST)));
        }
    }

    /// @param after `next` of the page before; empty for the first
    static OptionalLong number(String after) {
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(after));
        } catch (NumberFormatException foreign) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The page cannot be found.",
                    List.of(new FieldError("?after", "is not what a page gave as next")));
        }
    }
}
