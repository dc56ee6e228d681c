package io.prox.platform.problems;

import java.net.URI;

/// The closed list of what may be wrong. Each type's address leads to its page under
/// `docs/reference/problems.md`; the title depends on the type alone.
public enum ProblemType {
    INVALID_REQUEST("invalid-request", "The request is not as it must be", 400),
    MALFORMED_JSON("malformed-json", "The body is no JSON that can be read", 400),
    UNKNOWN_KEY("unknown-key", "The write key is missing or not known", 401),
    NOT_SIGNED_IN("not-signed-in", "Sign in, or send an API key", 401),
    SIGN_IN_FAILED("sign-in-failed", "The e-mail address or the password is not right", 401),
    NOT_ALLOWED("not-allowed", "Your role or key does not allow this", 403),
    CONFIRM_PASSWORD("confirm-password", "Give your password again before you do this", 403),
    NOT_FOUND("not-found", "There is no such thing, or not for you", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not take this method", 405),
    CONFLICT("conflict", "It was changed meanwhile, or stands against something else", 409),
    TOO_LARGE("too-large", "The body is larger than allowed", 413),
    UNSUPPORTED_MEDIA("unsupported-media", "The body is of a kind that is not read here", 415),
    UNREADABLE_FILE("unreadable-file", "The file is no table that can be read", 422),
    INVALID_EVENT("invalid-event", "Some events are not as they must be", 400),
    INVALID_RECORD("invalid-record", "Some records are not as they must be", 422),
    KEY_REUSED("key-reused", "The idempotency key was used for another request", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too much was asked in too short a time", 429),
    UNEXPECTED("unexpected", "Something went wrong on our side", 500),
    NOT_READY("not-ready", "Something that is needed does not answer just now", 503),
    MALFORMED_FACT("malformed-fact", "A record of the log is no fact of its topic", 500);

    private static final String BASE = "https://prox.dev/problems/";

    private final URI uri;
    private final String title;
    private final int status;

    ProblemType(String name, String title, int status) {
        this.uri = URI.create(BASE + name);
        this.title = title;
        this.status = status;
    }

    public URI uri() {
        return uri;
    }

    /// The last part of its address: `not-found`.
    public String word() {
        return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    }

    public String title() {
        return title;
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }
}
