package io.prox.console.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Requires;
import io.prox.platform.web.ShownOnce;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The people of a workspace.
@RestController
final class UserController {
    private final Users users;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final OneTimeLinks links;
    private final ApiKeys keys;
    private final List<Departure> departures;
    private final AuditLog audit;
    private final Database database;
    private final Clock clock;

    UserController(
            Users users,
            Sessions sessions,
            KnownDevices devices,
            OneTimeLinks links,
            ApiKeys keys,
            ObjectProvider<Departure> departures,
            AuditLog audit,
            Database database,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.devices = devices;
        this.links = links;
        this.keys = keys;
        this.departures = departures.orderedStream().toList();
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// @param hasProvider whether they sign in with the provider
    record UserAnswer(
            String id,
            String name,
            String email,
            Role role,
            User.Status status,
            boolean hasProvider,
            Instant createdAt) {
        static UserAnswer of(User user) {
            return new UserAnswer(
                    user.id(),
                    user.name(),
                    user.email(),
                    user.role(),
                    user.status(),
                    user.hasProvider(),
                    user.createdAt());
        }
    }

    record UsersAnswer(List<UserAnswer> users) {}

    @Requires(Permission.USERS_READ)
    @GetMapping("/v1/users")
    UsersAnswer all(Caller caller) {
        return new UsersAnswer(users.all(caller.workspace()).stream().map(UserAnswer::of).toList());
    }

    record ColleaguesAnswer(List<Colleague> colleagues) {}

    record Colleague(String id, String name) {}

    /// Who may own leads.
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/colleagues")
    ColleaguesAnswer colleagues(Caller caller) {
        return new ColleaguesAnswer(
                users.all(caller.workspace()).stream()
                        .filter(user -> user.status() == User.Status.ACTIVE)
                        .filter(user -> user.role().permissions().contains(Permission.WORK_WRITE))
                        .map(user -> new Colleague(user.id(), user.name()))
                        .toList());
    }

    record InviteRequest(String name, String email, String role) {}

    /// @param link by which they come in, shown once: a path of the console
    record InvitedAnswer(UserAnswer user, String link) {}

    @Requires(Permission.USERS_WRITE)
    @Confirmed
    @ShownOnce
    @PostMapping("/v1/users")
    @ResponseStatus(HttpStatus.CREATED)
    InvitedAnswer invite(@RequestBody InviteRequest given, Caller caller) {
        var checks = new Checks();
        String name = checks.name("#/name", given.name());
        String email = checks.email("#/email", given.email());
        Role role = role(given.role(), checks);
        checks.done();
        return database.within(
                caller.workspace(),
                () -> {
                    User user =
                            users.invite(caller.workspace(), name, email, role)
                                    .orElseThrow(UserController::addressTaken);
                    audit.append(caller, "user.invited", user.id(), Map.of("role", role.word()));
                    return invited(caller, user);
                });
    }

    private InvitedAnswer invited(Caller caller, User user) {
        String secret = links.make(caller.workspace(), user.id(), OneTimeLinks.Purpose.INVITATION);
        return new InvitedAnswer(UserAnswer.of(user), LinkPath.of(secret));
    }

    record RoleRequest(String role) {}

    @Requires(Permission.USERS_WRITE)
    @Confirmed
    @PatchMapping("/v1/users/{id}")
    UserAnswer changeRole(@PathVariable String id, @RequestBody RoleRequest given, Caller caller) {
        var checks = new Checks();
        Role role = role(given.role(), checks);
        checks.done();
        return database.within(
                caller.workspace(),
                () -> {
                    users.lock(caller.workspace());
                    User user = find(id, caller);
                    if (role != Role.ADMINISTRATOR) {
                        keepAnAdministrator(user, caller.workspace());
                    }
                    users.setRole(caller.workspace(), id, role);
                    audit.append(
                            caller,
                            "user.role-changed",
                            id,
                            Map.of("from", user.role().word(), "to", role.word()));
                    return UserAnswer.of(find(id, caller));
                });
    }

    /// @param link shown once: a path of the console
    record LinkAnswer(String link) {}

    /// Makes a link by which a user sets a new password, or comes in if they have not yet.
    @Requires(Permission.USERS_WRITE)
    @Confirmed
    @ShownOnce
    @PostMapping("/v1/users/{id}/reset")
    LinkAnswer reset(@PathVariable String id, Caller caller) {
        return database.within(
                caller.workspace(),
                () -> {
                    User user = find(id, caller);
                    OneTimeLinks.Purpose purpose =
                            switch (user.status()) {
                                case INVITED -> OneTimeLinks.Purpose.INVITATION;
                                case ACTIVE -> OneTimeLinks.Purpose.PASSWORD_RESET;
                                case DEACTIVATED ->
                                        throw new ProblemException(
                                                ProblemType.CONFLICT,
                                                "This user is deactivated. Let them in again first.");
                            };
                    audit.append(caller, "user.link-made", id, Map.of("purpose", purpose.word()));
                    return new LinkAnswer(LinkPath.of(links.make(caller.workspace(), id, purpose)));
                });
    }

    /// @param reassignTo an active user who gets what the leaver owns; without it, that becomes
    ///   free
    record DeactivateRequest(@Nullable String reassignTo) {}

    /// @param keys that the leaver made and that still work: whoever knows them can use them
    record DeactivatedAnswer(UserAnswer user, List<KeyController.KeyAnswer> keys) {}

    @Requires(Permission.USERS_WRITE)
    @Confirmed
    @PostMapping("/v1/users/{id}/deactivate")
    DeactivatedAnswer deactivate(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable DeactivateRequest given,
            Caller caller) {
        if (id.equals(caller.id())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "You cannot deactivate yourself. Ask another administrator.");
        }
        Optional<String> heir = Optional.ofNullable(given).map(DeactivateRequest::reassignTo);
        return database.within(
                caller.workspace(),
                () -> {
                    users.lock(caller.workspace());
                    User user = find(id, caller);
                    keepAnAdministrator(user, caller.workspace());
                    checkHeir(heir, id, caller);
                    users.deactivate(caller.workspace(), id);
                    sessions.endAll(caller.workspace(), id);
                    devices.forget(caller.workspace(), id);
                    links.forget(caller.workspace(), id);
                    departures.forEach(departure -> departure.left(caller, id, heir));
                    audit.append(
                            caller,
                            "user.deactivated",
                            id,
                            heir.map(other -> Map.of("reassignedTo", other)).orElse(Map.of()));
                    return new DeactivatedAnswer(
                            UserAnswer.of(find(id, caller)), workingKeys(id, caller));
                });
    }

    private void checkHeir(Optional<String> heir, String leaver, Caller caller) {
        boolean active =
                heir.isEmpty()
                        || heir.flatMap(id -> users.find(caller.workspace(), id))
                                .filter(user -> user.status() == User.Status.ACTIVE)
                                .filter(user -> !user.id().equals(leaver))
                                .isPresent();
        var checks = new Checks();
        checks.check(active, "#/reassignTo", "is no other active user");
        checks.done();
    }

    private List<KeyController.KeyAnswer> workingKeys(String maker, Caller caller) {
        Map<String, String> names =
                users.all(caller.workspace()).stream()
                        .collect(Collectors.toMap(User::id, User::name));
        return keys.all(caller.workspace()).stream()
                .filter(key -> key.createdBy().equals(maker))
                .filter(key -> key.revokedAt().isEmpty())
                .filter(key -> key.expiresAt().isAfter(clock.instant()))
                .map(key -> KeyController.KeyAnswer.of(key, names))
                .toList();
    }

    /// Lets someone in again who was deactivated, by a new invitation.
    @Requires(Permission.USERS_WRITE)
    @Confirmed
    @ShownOnce
    @PostMapping("/v1/users/{id}/reactivate")
    InvitedAnswer reactivate(@PathVariable String id, Caller caller) {
        return database.within(
                caller.workspace(),
                () -> {
                    find(id, caller);
                    if (!users.inviteAgain(caller.workspace(), id)) {
                        throw new ProblemException(
                                ProblemType.CONFLICT, "This user is not deactivated.");
                    }
                    audit.append(caller, "user.reactivated", id, Map.of());
                    return invited(caller, find(id, caller));
                });
    }

    private User find(String id, Caller caller) {
        return users.find(caller.workspace(), id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such user."));
    }

    /// @throws ProblemException if this is the last one who can run the workspace
    private void keepAnAdministrator(User leaving, WorkspaceId workspace) {
        boolean another =
                users.all(workspace).stream()
                        .filter(user -> user.status() == User.Status.ACTIVE)
                        .filter(user -> user.role() == Role.ADMINISTRATOR)
                        .anyMatch(user -> !user.id().equals(leaving.id()));
        if (leaving.role() == Role.ADMINISTRATOR && !another) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "This is the last administrator. Make another user one first.");
        }
    }

    private static Role role(@Nullable String word, Checks checks) {
        Optional<Role> role = Role.of(word == null ? "" : word);
        checks.check(
                role.isPresent(),
                "#/role",
                "is not one of "
                        + String.join(", ", Arrays.stream(Role.values()).map(Role::word).toList()));
        return role.orElse(Role.VIEWER);
    }

    private static ProblemException addressTaken() {
        return new ProblemException(
                ProblemType.CONFLICT,
                "A user signs in with this e-mail address already, in this workspace or another.");
    }
}
