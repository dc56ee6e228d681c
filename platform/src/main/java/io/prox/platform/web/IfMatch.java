package io.prox.platform.web;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `If-Match`, of things whose `ETag` is the number of their version.
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private IfMatch() {}

    /// The version that a caller has seen; empty if any will do.
    ///
    /// @param given the header; null if there was none
    /// @throws ProblemException if it is no such tag
    public static OptionalLong version(@Nullable String given) {
        if (given == null || given.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(given);
        if (!tag.matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "If-Match takes the ETag that came with what you looked at, in its quotation marks.");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
