package io.prox.console.access;

import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The keys of a workspace, by which programs come in.
@RestController
final class KeyController {
    private static final Duration USUAL_LIFE = Duration.ofDays(365);
    private static final Duration LONGEST_LIFE = Duration.ofDays(2 * 366);

    private final ApiKeys keys;
    private final Users users;
    private final AuditLog audit;
    private final Database database;
    private final Clock clock;

    KeyController(ApiKeys keys, Users users, AuditLog audit, Database database, Clock clock) {
        this.keys = keys;
        this.users = users;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// @param lastFour characters of the key, to tell it from others
    /// @param createdBy user or key
    record KeyAnswer(
            String id,
            String name,
            String lastFour,
            List<Permission> permissions,
            String createdBy,
            Optional<String> createdByName,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt) {
        /// @param names of users
        static KeyAnswer of(ApiKeys.ApiKey key, Map<String, String> names) {
            return new KeyAnswer(
                    key.id(),
                    key.name(),
                    key.lastFour(),
                    key.permissions().stream()
                            .sorted(Comparator.comparing(Permission::word))
                            .toList(),
                    key.createdBy(),
                    Optional.ofNullable(names.get(key.createdBy())),
                    key.createdAt(),
                    key.expiresAt(),
                    key.usedAt(),
                    key.revokedAt());
        }
    }

    record KeysAnswer(List<KeyAnswer> keys) {}

    @Requires(Permission.KEYS_READ)
    @GetMapping("/v1/keys")
    KeysAnswer all(Caller caller) {
        Map<String, String> names = names(caller);
        return new KeysAnswer(
                keys.all(caller.workspace()).stream()
                        .map(key -> KeyAnswer.of(key, names))
                        .toList());
    }

    private Map<String, String> names(Caller caller) {
        return users.all(caller.workspace()).stream()
                .collect(Collectors.toMap(User::id, User::name));
    }

    /// @param permissions by word, such as `leads:write`; none that the caller does not have
    /// @param expiresAt RFC 3339; a year from now where not said
    record KeyRequest(String name, List<String> permissions, @Nullable String expiresAt) {}

    /// @param secret the whole key, shown once
    record MadeAnswer(KeyAnswer key, String secret) {}

    @Requires(Permission.KEYS_WRITE)
    @Confirmed
    @ShownOnce
    @PostMapping("/v1/keys")
    @ResponseStatus(HttpStatus.CREATED)
    MadeAnswer make(@RequestBody KeyRequest given, Caller caller) {
        var checks = new Checks();
        String name = checks.name("#/name", given.name());
        Set<Permission> permissions = permissions(given.permissions(), caller, checks);
        Duration life = life(given.expiresAt(), checks);
        checks.done();
        return database.within(
                caller.workspace(),
                () -> {
                    ApiKeys.Made made =
                            keys.make(caller.workspace(), name, permissions, caller.id(), life);
                    audit.append(
                            caller,
                            "key.made",
                            made.key().id(),
                            Map.of(
                                    "permissions",
                                    permissions.stream()
                                            .map(Permission::word)
                                            .sorted()
                                            .collect(Collectors.joining(" "))));
                    return new MadeAnswer(KeyAnswer.of(made.key(), names(caller)), made.secret());
                });
    }

    private static Set<Permission> permissions(List<String> words, Caller caller, Checks checks) {
        checks.check(!words.isEmpty(), "#/permissions", "is empty");
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (int index = 0; index < words.size(); index++) {
            String pointer = "#/permissions/" + index;
            Optional<Permission> permission = Permission.of(words.get(index));
            if (permission.isEmpty()) {
                checks.wrong(pointer, "is no permission");
            } else if (permission.get() == Permission.SELF) {
                checks.wrong(pointer, "is for users alone");
            } else if (!caller.may(permission.get())) {
                checks.wrong(pointer, "is not yours to give");
            } else {
                permissions.add(permission.get());
            }
        }
        return permissions;
    }

    private Duration life(@Nullable String expiresAt, Checks checks) {
        if (expiresAt == null) {
            return USUAL_LIFE;
        }
        try {
            Duration life =
                    Duration.between(clock.instant(), OffsetDateTime.parse(expiresAt).toInstant());
            checks.check(life.isPositive(), "#/expiresAt", "is past");
            checks.check(
                    life.compareTo(LONGEST_LIFE) <= 0,
                    "#/expiresAt",
                    "is more than two years from now");
            return life;
        } catch (DateTimeParseException foreign) {
            checks.wrong("#/expiresAt", "is no time; write it as 2027-03-02T09:30:00Z");
            return USUAL_LIFE;
        }
    }

    @Requires(Permission.KEYS_WRITE)
    @Confirmed
    @DeleteMapping("/v1/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    if (keys.find(caller.workspace(), id).isEmpty()) {
                        throw new ProblemException(ProblemType.NOT_FOUND, "No such key.");
                    }
                    if (keys.revoke(caller.workspace(), id)) {
                        audit.append(caller, "key.revoked", id, Map.of());
                    }
                });
    }
}
