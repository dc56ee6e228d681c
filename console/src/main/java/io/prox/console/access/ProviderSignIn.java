package io.prox.console.access;

import io.prox.console.provider.Identity;
import io.prox.console.provider.PendingSignIn;
import io.prox.console.provider.PendingSignIns;
import io.prox.console.provider.Provider;
import io.prox.console.provider.Refusal;
import io.prox.console.provider.RefusedException;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets people in whom the provider has proven, and has them prove again who they are.
///
/// Every return from the provider counts as a failure of its network until it went well, together
/// with wrong passwords: so nobody has ProX ask the provider, or write down refusals, without end.
final class ProviderSignIn {
    private final Provider provider;
    private final PendingSignIns pending;
    private final ProviderUsers users;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final SignIn signIn;
    private final SignInGuard guard;
    private final AuditLog audit;
    private final Database database;

    ProviderSignIn(
            Provider provider,
            PendingSignIns pending,
            ProviderUsers users,
            Workspaces workspaces,
            Sessions sessions,
            SignIn signIn,
            SignInGuard guard,
            AuditLog audit,
            Database database) {
        this.provider = provider;
        this.pending = pending;
        this.users = users;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.signIn = signIn;
        this.guard = guard;
        this.audit = audit;
        this.database = database;
    }

    /// What people call the provider.
    String name() {
        return provider.name();
    }

    /// Someone who is on the way to the provider.
    ///
    /// @param cookie what their browser is to hold until they are back
    record Leaving(URI to, String cookie) {}

    /// @param next page of the console to go to at the end
    /// @param callback where they come back to
    /// @throws RefusedException if the provider cannot be used
    Leaving leave(String next, URI callback) {
        return leave(pending.begin(next), callback);
    }

    /// Likewise, to prove again who they are.
    Leaving leaveToConfirm(String next, URI callback, Caller caller) {
        return leave(
                pending.begin(
                        next,
                        new PendingSignIn.Confirming(
                                caller.workspace(), caller.id(), caller.session())),
                callback);
    }

    private Leaving leave(PendingSignIn begun, URI callback) {
        return new Leaving(provider.address(begun, callback), begun.cookie());
    }

    /// How a return from the provider ends.
    sealed interface Arrival {
        /// Page of the console to go to.
        String next();

        /// @param session what the browser is to hold from now on
        record In(String next, String session) implements Arrival {}

        record Refused(String next, Refusal why) implements Arrival {}
    }

    /// Someone comes back.
    ///
    /// @param cookie as their browser holds it; empty if it holds none
    /// @param state as the provider hands it back
    Arrival arrive(
            String cookie, String state, Provider.Answer answer, URI callback, Visitor visitor) {
        SignInGuard.Attempt attempt =
                guard.begin(
                        visitor.line().isEmpty()
                                ? List.of()
                                : List.of(guard.address(visitor.line())));
        if (attempt.held().isPresent()) {
            return new Arrival.Refused(ProviderController.HOME, Refusal.TOO_MANY);
        }
        Optional<PendingSignIn> begun = pending.take(cookie, state);
        String next = begun.map(PendingSignIn::next).orElse(ProviderController.HOME);
        try {
            PendingSignIn own = begun.orElseThrow(() -> new RefusedException(Refusal.NOT_BEGUN));
            Identity identity = provider.identify(own, answer, callback);
            String session =
                    own.confirming().isPresent()
                            ? confirm(own.confirming().get(), own.begunAt(), identity, visitor)
                            : enter(identity, visitor);
            guard.succeeded(attempt);
            return new Arrival.In(next, session);
        } catch (RefusedUserException refused) {
            note(refused.user().workspace(), refused.user().user(), refused.why(), visitor);
            return new Arrival.Refused(next, refused.why());
        } catch (RefusedException refused) {
            workspaces.all().stream()
                    .findFirst()
                    .ifPresent(first -> note(first, "prox", refused.why(), visitor));
            return new Arrival.Refused(next, refused.why());
        }
    }

    /// @param actor the user; `prox` where none is known, and then it is in the first workspace
    private void note(WorkspaceId workspace, String actor, Refusal why, Visitor visitor) {
        audit.append(
                workspace,
                actor,
                "session.refused",
                actor,
                Map.of("how", "provider", "why", why.word()),
                visitor.network());
    }

    private String enter(Identity identity, Visitor visitor) {
        Users.Holder user = users.find(identity, visitor.network());
        return database.within(
                user.workspace(),
                () ->
                        signIn.byProvider(
                                        user,
                                        identity.authenticatedAt().orElse(Instant.EPOCH),
                                        visitor)
                                .session());
    }

    private String confirm(
            PendingSignIn.Confirming confirming,
            Instant begunAt,
            Identity identity,
            Visitor visitor) {
        var user = new Users.Holder(confirming.workspace(), confirming.user());
        if (!users.known(identity).equals(Optional.of(user))) {
            throw new RefusedUserException(Refusal.ANOTHER_PERSON, user);
        }
        if (!identity.isProvenSince(begunAt)) {
            throw new RefusedUserException(Refusal.NOT_FRESH, user);
        }
        return database.within(
                user.workspace(),
                () -> {
                    if (sessions.alive(user.workspace(), List.of(confirming.session())).isEmpty()) {
                        throw new RefusedUserException(Refusal.NOT_BEGUN, user);
                    }
                    audit.append(
                            user.workspace(),
                            user.user(),
                            "session.confirmed",
                            user.user(),
                            Map.of("how", "provider"),
                            visitor.network());
                    return sessions.confirm(user.workspace(), confirming.session());
                });
    }
}
