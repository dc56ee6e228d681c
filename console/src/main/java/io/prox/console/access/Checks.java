package io.prox.console.access;

import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong in a request, to say it all at once.
final class Checks {
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private final List<FieldError> errors = new ArrayList<>();

    void wrong(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }

    void check(boolean right, String pointer, String detail) {
        if (!right) {
            wrong(pointer, detail);
        }
    }

    /// A name that people gave, without blanks around it.
    String name(String pointer, @Nullable String given) {
        String name = given == null ? "" : given.strip();
        if (name.isEmpty()) {
            wrong(pointer, "is missing");
        } else if (name.length() > LONGEST_NAME) {
            wrong(pointer, "is longer than %d characters".formatted(LONGEST_NAME));
        } else if (CONTROL.matcher(name).find()) {
            wrong(pointer, "has a line break or another character that is not shown");
        }
        return name;
    }

    /// Whether [#name] would find nothing wrong.
    static boolean isName(String stripped) {
        return !stripped.isEmpty()
                && stripped.length() <= LONGEST_NAME
                && !CONTROL.matcher(stripped).find();
    }

    String email(String pointer, @Nullable String given) {
        String email = given == null ? "" : given.strip();
        if (email.isEmpty()) {
            wrong(pointer, "is missing");
        } else if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            wrong(pointer, "is no e-mail address");
        }
        return email;
    }

    String password(String pointer, @Nullable String given, List<String> about) {
        if (given == null || given.isEmpty()) {
            wrong(pointer, "is missing");
            return "";
        }
        Passwords.weakness(given, about).ifPresent(weakness -> wrong(pointer, weakness));
        return given;
    }

    /// @throws ProblemException if something was wrong
    void done() {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    errors.size() == 1
                            ? "One thing is not as it must be."
                            : "%d things are not as they must be.".formatted(errors.size()),
                    errors);
        }
    }
}
