package io.prox.console.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Lets people in: by password, by a link that works once, or by what [ProviderSignIn] found out.
///
/// Whoever asks learns nothing about who has an account: to a name that nobody has the answer is
/// the same, takes as long, and is counted alike.
final class SignIn implements AutoCloseable {
    private final Users users;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final OneTimeLinks links;
    private final SignInGuard guard;
    private final AuditLog audit;
    private final Database database;

    /// Writes down refusals: what that takes must not show in the answer.
    private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();

    SignIn(
            Users users,
            Workspaces workspaces,
            Sessions sessions,
            KnownDevices devices,
            OneTimeLinks links,
            SignInGuard guard,
            AuditLog audit,
            Database database) {
        this.users = users;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.devices = devices;
        this.links = links;
        this.guard = guard;
        this.audit = audit;
        this.database = database;
    }

    /// Someone who is in.
    ///
    /// @param session what their browser is to hold
    /// @param device by which it will be known; empty if it is already
    record Entered(WorkspaceId workspace, String user, String session, Optional<String> device) {}

    /// @throws ProblemException if that is not their password, or too many were wrong of late
    Entered byPassword(String email, String password, Visitor visitor) {
        Optional<KnownDevices.Device> device = device(email, visitor);
        SignInGuard.Attempt attempt = guard.begin(buckets(email, device, visitor));
        attempt.held().ifPresent(SignIn::refuse);
        Optional<Users.Holder> proven = users.prove(email, password);
        if (proven.isEmpty()) {
            noteRefusal(email, visitor);
            throw new ProblemException(
                    ProblemType.SIGN_IN_FAILED,
                    "Try again, or ask an administrator for a link to set a new password.");
        }
        guard.succeeded(attempt);
        WorkspaceId workspace = proven.get().workspace();
        return database.within(
                workspace,
                () -> enter(workspace, proven.get().user(), "password", device, visitor));
    }

    /// Their browser, if they have signed in from it before.
    private Optional<KnownDevices.Device> device(String email, Visitor visitor) {
        Optional<Users.Holder> holder = users.holder(email);
        return visitor.device()
                .flatMap(devices::find)
                .filter(
                        device ->
                                holder.map(Users.Holder::user).equals(Optional.of(device.user())));
    }

    private List<SignInGuard.Bucket> buckets(
            String email, Optional<KnownDevices.Device> device, Visitor visitor) {
        if (device.isPresent()) {
            return List.of(guard.device(device.get().id()));
        }
        return visitor.line().isEmpty()
                ? List.of(guard.account(email))
                : List.of(guard.account(email), guard.address(visitor.line()));
    }

    private static void refuse(Duration held) {
        throw ProblemException.passing(
                ProblemType.TOO_MANY_REQUESTS,
                "Too many passwords were wrong. Wait, or use a browser in which you have signed in before.",
                held);
    }

    private void noteRefusal(String email, Visitor visitor) {
        later.execute(
                () ->
                        users.holder(email)
                                .ifPresent(
                                        holder ->
                                                audit.append(
                                                        holder.workspace(),
                                                        holder.user(),
                                                        "session.refused",
                                                        holder.user(),
                                                        Map.of("why", "password"),
                                                        visitor.network())));
    }

    /// Looks once more whether someone who is signed in knows the password.
    ///
    /// @throws ProblemException if they do not, or too many were wrong of late
    void check(Caller caller, String password) {
        SignInGuard.Attempt attempt = guard.begin(List.of(guard.signedIn(caller.id())));
        attempt.held().ifPresent(SignIn::refuse);
        if (!users.prove(caller.workspace(), caller.id(), password)) {
            audit.append(caller, "password.refused", caller.id(), Map.of());
            throw new ProblemException(ProblemType.SIGN_IN_FAILED, "This is not your password.");
        }
        guard.succeeded(attempt);
    }

    /// What a link is for.
    ///
    /// @param workspace by name
    /// @param passwordOptional whether it lets in without setting a password
    record Door(
            OneTimeLinks.Purpose purpose,
            String email,
            String name,
            String workspace,
            boolean passwordOptional) {}

    Door door(String link) {
        OneTimeLinks.Use use = links.look(link).orElseThrow(SignIn::noLink);
        User user = user(use);
        return new Door(
                use.purpose(),
                user.email(),
                user.name(),
                workspace(use).name(),
                passwordOptional(use));
    }

    /// What someone says of themselves who comes by a link.
    ///
    /// @param password to sign in with from now on
    /// @param name unless it is right as it was
    /// @param email to sign in with; only at the first sign-in of an installation
    record Introduction(@Nullable String password, @Nullable String name, @Nullable String email) {}

    /// Uses a link up.
    Entered byLink(String link, Introduction said, Visitor visitor) {
        OneTimeLinks.Use seen = links.look(link).orElseThrow(SignIn::noLink);
        User user = user(seen);
        boolean first = seen.purpose() == OneTimeLinks.Purpose.FIRST_SIGN_IN;
        var checks = new Checks();
        String name = said.name() == null ? user.name() : checks.name("#/name", said.name());
        String email = said.email() == null ? user.email() : checks.email("#/email", said.email());
        checks.check(
                first || email.equals(user.email()),
                "#/email",
                "is changed by the link of the first sign-in alone");
        checks.check(
                seen.purpose() != OneTimeLinks.Purpose.PASSWORD_RESET || name.equals(user.name()),
                "#/name",
                "is not changed by the link for a new password");
        if (said.password() != null || !passwordOptional(seen)) {
            checks.password(
                    "#/password", said.password(), List.of(name, email, workspace(seen).name()));
        }
        checks.done();
        return database.within(
                seen.workspace(),
                () -> {
                    OneTimeLinks.Use use = links.use(link).orElseThrow(SignIn::noLink);
                    accept(use, name, email, said.password());
                    sessions.endAll(use.workspace(), use.user());
                    guard.forget(guard.account(email));
                    return enter(
                            use.workspace(),
                            use.user(),
                            use.purpose().word(),
                            Optional.empty(),
                            visitor);
                });
    }

    private void accept(
            OneTimeLinks.Use use, String name, String email, @Nullable String password) {
        User before = user(use);
        if (!(name.equals(before.name()) && email.equals(before.email()))
                && !users.describe(use.workspace(), use.user(), name, email)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Another user signs in with this e-mail address.");
        }
        if (password == null) {
            users.activate(use.workspace(), use.user());
        } else if (!users.setPassword(use.workspace(), use.user(), password)) {
            throw noLink();
        }
        if (use.purpose() == OneTimeLinks.Purpose.PASSWORD_RESET) {
            devices.forget(use.workspace(), use.user());
        }
    }

    /// Lets someone in whom the provider has proven, within the running transaction. Their browser
    /// does not become a known one: what makes it one is that the password was right there.
    ///
    /// @param proven when the provider asked them
    Entered byProvider(Users.Holder user, Instant proven, Visitor visitor) {
        endEarlier(visitor);
        String session = sessions.start(user.workspace(), user.user(), visitor.client(), proven);
        noteStart(user.workspace(), user.user(), "provider", visitor);
        return new Entered(user.workspace(), user.user(), session, Optional.empty());
    }

    /// @param how they have proven who they are
    private Entered enter(
            WorkspaceId workspace,
            String user,
            String how,
            Optional<KnownDevices.Device> device,
            Visitor visitor) {
        endEarlier(visitor);
        device.ifPresent(devices::used);
        Optional<String> newDevice =
                device.isPresent()
                        ? Optional.empty()
                        : Optional.of(devices.remember(workspace, user));
        String session = sessions.start(workspace, user, visitor.client());
        noteStart(workspace, user, how, visitor);
        return new Entered(workspace, user, session, newDevice);
    }

    /// What their browser held before.
    private void endEarlier(Visitor visitor) {
        visitor.session()
                .flatMap(sessions::find)
                .ifPresent(old -> sessions.end(old.workspace(), old.id(), old.session()));
    }

    private void noteStart(WorkspaceId workspace, String user, String how, Visitor visitor) {
        audit.append(
                workspace,
                user,
                "session.started",
                user,
                Map.of("how", how, "client", visitor.client()),
                visitor.network());
    }

    private boolean passwordOptional(OneTimeLinks.Use use) {
        return use.purpose() == OneTimeLinks.Purpose.FIRST_SIGN_IN && workspace(use).demo();
    }

    private Workspaces.Workspace workspace(OneTimeLinks.Use use) {
        return workspaces.find(use.workspace()).orElseThrow(SignIn::noLink);
    }

    private User user(OneTimeLinks.Use use) {
        return users.find(use.workspace(), use.user())
                .filter(user -> user.status() != User.Status.DEACTIVATED)
                .orElseThrow(SignIn::noLink);
    }

    private static ProblemException noLink() {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "The link was used before, is too old, or is cut off. Ask an administrator for another.");
    }

    /// Waits for what is still to be written down.
    @Override
    public void close() {
        later.close();
    }
}
