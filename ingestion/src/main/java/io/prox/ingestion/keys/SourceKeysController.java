package io.prox.ingestion.keys;

import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Sources;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Requires;
import io.prox.platform.web.ShownOnce;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sources of events and their keys, over HTTP.
@RestController
final class SourceKeysController {
    private static final int LONGEST_NAME = 100;

    private final WriteKeys keys;
    private final Sources sources;
    private final AuditLog audit;
    private final Database database;

    SourceKeysController(WriteKeys keys, Sources sources, AuditLog audit, Database database) {
        this.keys = keys;
        this.sources = sources;
        this.audit = audit;
        this.database = database;
    }

    record SourceRequest(String name) {}

    record MadeSource(String id, String name) {}

    /// Makes a source, or finds the one that has this name.
    @Requires(Permission.SOURCES_WRITE)
    @PostMapping("/v1/sources")
    @ResponseStatus(HttpStatus.CREATED)
    MadeSource make(@RequestBody SourceRequest given, Caller caller) {
        String name = given.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The source needs a name.",
                    List.of(
                            new FieldError(
                                    "#/name",
                                    name.isEmpty()
                                            ? "is empty"
                                            : "is longer than %d characters"
                                                    .formatted(LONGEST_NAME))));
        }
        return database.within(
                caller.workspace(),
                () -> {
                    String id = sources.idOf(caller.workspace(), name);
                    audit.append(caller, "source.made", id, Map.of());
                    return new MadeSource(id, name);
                });
    }

    /// @param channel browser or server
    /// @param shown the whole key of a browser, which is public; the last characters of a server's
    /// @param createdBy user or key
    record KeyAnswer(
            String id,
            String source,
            String channel,
            String shown,
            String createdBy,
            Instant createdAt,
            Optional<Instant> revokedAt) {
        static KeyAnswer of(WriteKey key) {
            return new KeyAnswer(
                    key.id(),
                    key.source(),
                    key.channel().name().toLowerCase(Locale.ROOT),
                    key.shown(),
                    key.createdBy(),
                    key.createdAt(),
                    key.revokedAt());
        }
    }

    record KeysAnswer(List<KeyAnswer> keys) {}

    /// Keys of a source, the oldest first.
    @Requires(Permission.SOURCES_READ)
    @GetMapping("/v1/sources/{id}/keys")
    KeysAnswer all(@PathVariable String id, Caller caller) {
        check(id, caller.workspace());
        return new KeysAnswer(
                keys.all(caller.workspace()).stream()
                        .filter(key -> key.source().equals(id))
                        .map(KeyAnswer::of)
                        .toList());
    }

    /// @param channel browser, for a key that stands on pages and proves nothing; server, for one
    ///   that is kept secret and proves who somebody is
    record KeyRequest(String channel) {}

    /// @param secret the whole key; a server's is shown once
    record MadeKey(KeyAnswer key, String secret) {}

    @Requires(Permission.SOURCES_WRITE)
    @Confirmed
    @ShownOnce
    @PostMapping("/v1/sources/{id}/keys")
    @ResponseStatus(HttpStatus.CREATED)
    MadeKey makeKey(@PathVariable String id, @RequestBody KeyRequest given, Caller caller) {
        check(id, caller.workspace());
        Channel channel =
                switch (given.channel()) {
                    case "browser" -> Channel.BROWSER;
                    case "server" -> Channel.SERVER;
                    default ->
                            throw new ProblemException(
                                    ProblemType.INVALID_REQUEST,
                                    "A key is for browsers or for servers.",
                                    List.of(
                                            new FieldError(
                                                    "#/channel", "is none of browser and server")));
                };
        return database.within(
                caller.workspace(),
                () -> {
                    WriteKeys.Made made = keys.make(caller.workspace(), id, channel, caller.id());
                    audit.append(
                            caller,
                            "write-key.made",
                            made.key().id(),
                            Map.of("source", id, "channel", given.channel()));
                    return new MadeKey(KeyAnswer.of(made.key()), made.secret());
                });
    }

    @Requires(Permission.SOURCES_WRITE)
    @Confirmed
    @DeleteMapping("/v1/sources/{id}/keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, @PathVariable String key, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    if (keys.all(caller.workspace()).stream()
                            .noneMatch(one -> one.id().equals(key) && one.source().equals(id))) {
                        throw new ProblemException(ProblemType.NOT_FOUND, "No such key.");
                    }
                    if (keys.revoke(caller.workspace(), key)) {
                        audit.append(caller, "write-key.revoked", key, Map.of("source", id));
                    }
                });
    }

    private void check(String source, WorkspaceId workspace) {
        if (!sources.names(workspace).containsKey(source)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No such source.");
        }
    }
}
