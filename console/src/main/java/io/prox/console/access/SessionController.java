package io.prox.console.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.Version;
import io.prox.platform.access.Caller;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Open;
import io.prox.platform.web.Requires;
import io.prox.platform.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signing in and out, and what concerns one's own account.
@RestController
final class SessionController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Users users;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final Database database;

    SessionController(
            SignIn signIn,
            Sessions sessions,
            Users users,
            Workspaces workspaces,
            AuditLog audit,
            Database database) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.users = users;
        this.workspaces = workspaces;
        this.audit = audit;
        this.database = database;
    }

    /// Who is signed in, and what they may.
    ///
    /// @param permissions by word, sorted
    /// @param version of ProX
    record SessionAnswer(
            Self user, List<Permission> permissions, SelfWorkspace workspace, String version) {}

    /// @param hasPassword whether they can be asked for it
    /// @param hasProvider whether they can be asked to sign in anew with the provider
    record Self(
            String id,
            String name,
            String email,
            Role role,
            boolean hasPassword,
            boolean hasProvider) {}

    record SelfWorkspace(String id, String name, boolean demo) {}

    record SignInRequest(String email, String password) {}

    @Open("it lets people in")
    @PostMapping("/v1/session")
    ResponseEntity<SessionAnswer> signIn(
            @RequestBody SignInRequest given, HttpServletRequest request) {
        return entered(
                signIn.byPassword(given.email(), given.password(), Visitor.of(request)), request);
    }

    @Requires(Permission.SELF)
    @GetMapping("/v1/session")
    SessionAnswer session(Caller caller) {
        return describe(caller.workspace(), user(caller));
    }

    @Requires(Permission.SELF)
    @DeleteMapping("/v1/session")
    ResponseEntity<Void> signOut(Caller caller, HttpServletRequest request) {
        database.within(
                caller.workspace(),
                () -> {
                    sessions.end(caller.workspace(), caller.id(), caller.session());
                    audit.append(caller, "session.ended", caller.id(), Map.of());
                });
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.none(request).toString())
                .build();
    }

    record ConfirmRequest(String password) {}

    /// Gives the password again, for what a session alone is not enough for.
    @Requires(Permission.SELF)
    @PostMapping("/v1/session/confirm")
    ResponseEntity<SessionAnswer> confirm(
            @RequestBody ConfirmRequest given, Caller caller, HttpServletRequest request) {
        User user = user(caller);
        if (!user.hasPassword() && user.hasProvider()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "You have no password. Sign in anew with the provider: POST "
                            + ProviderController.CONFIRM);
        }
        if (!user.hasPassword()) {
            return ResponseEntity.ok(describe(caller.workspace(), user));
        }
        signIn.check(caller, given.password());
        String cookie = sessions.confirm(caller);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(request, cookie).toString())
                .body(describe(caller.workspace(), user));
    }

    /// @param current may be left out by a user who has none yet
    /// @param next to sign in with from now on; `new` in JSON
    record PasswordRequest(@Nullable String current, @JsonProperty("new") String next) {}

    /// Changes the password. All other sessions end.
    @Requires(Permission.SELF)
    @PutMapping("/v1/password")
    ResponseEntity<Void> changePassword(
            @RequestBody PasswordRequest given, Caller caller, HttpServletRequest request) {
        User user = user(caller);
        var checks = new Checks();
        checks.check(given.current() != null || !user.hasPassword(), "#/current", "is missing");
        String workspace =
                workspaces.find(caller.workspace()).map(Workspaces.Workspace::name).orElse("");
        checks.password("#/new", given.next(), List.of(user.name(), user.email(), workspace));
        checks.done();
        if (user.hasPassword()) {
            signIn.check(caller, given.current() == null ? "" : given.current());
        } else if (!caller.confirmed()) {
            throw new ProblemException(
                    ProblemType.CONFIRM_PASSWORD,
                    "Sign in anew with the provider before you set a password: POST "
                            + ProviderController.CONFIRM);
        }
        String cookie =
                database.within(
                        caller.workspace(),
                        () -> {
                            users.setPassword(caller.workspace(), caller.id(), given.next());
                            sessions.endAllBut(caller.workspace(), caller.id(), caller.session());
                            audit.append(caller, "password.changed", caller.id(), Map.of());
                            return sessions.confirm(caller);
                        });
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(request, cookie).toString())
                .build();
    }

    record SessionsAnswer(List<OwnSession> sessions) {}

    /// @param client "Firefox on Linux"
    /// @param current whether this request came with it
    record OwnSession(
            String id, String client, Instant createdAt, Instant seenAt, boolean current) {}

    @Requires(Permission.SELF)
    @GetMapping("/v1/sessions")
    SessionsAnswer sessions(Caller caller) {
        return new SessionsAnswer(
                sessions.of(caller.workspace(), caller.id()).stream()
                        .map(
                                session ->
                                        new OwnSession(
                                                session.id(),
                                                session.client(),
                                                session.createdAt(),
                                                session.seenAt(),
                                                session.id().equals(caller.session())))
                        .toList());
    }

    @Requires(Permission.SELF)
    @DeleteMapping("/v1/sessions/{id}")
    ResponseEntity<Void> endSession(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    if (!sessions.end(caller.workspace(), caller.id(), id)) {
                        throw new ProblemException(ProblemType.NOT_FOUND, "No such session.");
                    }
                    audit.append(caller, "session.ended", id, Map.of());
                });
        return ResponseEntity.noContent().build();
    }

    @Open("its secret is the proof")
    @GetMapping("/v1/links/{secret}")
    SignIn.Door link(@PathVariable String secret) {
        return signIn.door(secret);
    }

    @Open("its secret is the proof")
    @PostMapping("/v1/links/{secret}")
    ResponseEntity<SessionAnswer> enter(
            @PathVariable String secret,
            @RequestBody SignIn.Introduction said,
            HttpServletRequest request) {
        return entered(signIn.byLink(secret, said, Visitor.of(request)), request);
    }

    private ResponseEntity<SessionAnswer> entered(
            SignIn.Entered entered, HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        answer.header(
                HttpHeaders.SET_COOKIE, SessionCookie.of(request, entered.session()).toString());
        entered.device()
                .ifPresent(
                        device ->
                                answer.header(
                                        HttpHeaders.SET_COOKIE,
                                        Visitor.deviceCookie(request, device, KnownDevices.LIFE)
                                                .toString()));
        return answer.body(
                describe(
                        entered.workspace(),
                        users.find(entered.workspace(), entered.user())
                                .orElseThrow(SessionController::noUser)));
    }

    private User user(Caller caller) {
        return users.find(caller.workspace(), caller.id()).orElseThrow(SessionController::noUser);
    }

    private static ProblemException noUser() {
        return new ProblemException(
                ProblemType.NOT_ALLOWED, "Only a user who is signed in may do this.");
    }

    private SessionAnswer describe(WorkspaceId workspace, User user) {
        return new SessionAnswer(
                new Self(
                        user.id(),
                        user.name(),
                        user.email(),
                        user.role(),
                        user.hasPassword(),
                        user.hasProvider()),
                user.role().permissions().stream()
                        .sorted(Comparator.comparing(Permission::word))
                        .toList(),
                workspaces
                        .find(workspace)
                        .map(
                                found ->
                                        new SelfWorkspace(
                                                workspace.value(), found.name(), found.demo()))
                        .orElseThrow(SessionController::noUser),
                Version.current());
    }
}
