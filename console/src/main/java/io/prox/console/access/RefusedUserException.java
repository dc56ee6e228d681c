package io.prox.console.access;

import io.prox.console.provider.Refusal;
import io.prox.console.provider.RefusedException;
import io.prox.platform.access.Users;

/// A sign-in by the provider that did not go well, of someone who is known.
final class RefusedUserException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final transient Users.Holder user;

    RefusedUserException(Refusal why, Users.Holder user) {
        super(why);
        this.user = user;
    }

    Users.Holder user() {
        return user;
    }
}
