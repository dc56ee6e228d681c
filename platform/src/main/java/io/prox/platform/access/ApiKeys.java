package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keys by which programs come in. A key is `prox_WORKSPACE.SECRET`, shown once; the hash of the
/// secret is kept. It carries permissions of its own and ends.
public final class ApiKeys {
    private static final String PREFIX = "prox_";

    /// How exactly the last use is kept.
    private static final Duration USED_WITHIN = Duration.ofMinutes(1);

    private static final int SHOWN = 4;

    private static final String MAKE =
            """
            INSERT INTO platform.api_key (workspace_id, secret_hash, key_id, name, last_four,
                permissions, created_by, created_at, expires_at)
            VALUES (:workspace, :hash, :key, :name, :lastFour, :permissions, :by, :at, :expires)
            """;
    private static final String READ =
            """
            SELECT key_id, name, last_four, permissions, created_by, created_at, expires_at, used_at,
                revoked_at
            FROM platform.api_key WHERE workspace_id = :workspace
            """;
    private static final String USED =
            """
            UPDATE platform.api_key SET used_at = :at
            WHERE workspace_id = :workspace AND key_id = :key
            """;
    private static final String REVOKE =
            """
            UPDATE platform.api_key SET revoked_at = :at
            WHERE workspace_id = :workspace AND key_id = :key AND revoked_at IS NULL
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final SecureRandom chance;
    private final Clock clock;

    public ApiKeys(Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.chance = chance;
        this.clock = clock;
    }

    /// @param by the user who makes it
    /// @param life how long it works
    public Made make(
            WorkspaceId workspace,
            String name,
            Set<Permission> permissions,
            String by,
            Duration life) {
        String secret = Secrets.make(chance);
        String id = identifiers.next("key");
        Instant now = clock.instant();
        ApiKey key =
                database.within(
                        workspace,
                        () -> {
                            database.sql()
                                    .sql(MAKE)
                                    .param("workspace", workspace.value())
                                    .param("hash", Secrets.hash(secret))
                                    .param("key", id)
                                    .param("name", name)
                                    .param("lastFour", secret.substring(secret.length() - SHOWN))
                                    .param(
                                            "permissions",
                                            permissions.stream()
                                                    .map(Permission::word)
                                                    .sorted()
                                                    .toArray(String[]::new))
                                    .param("by", by)
                                    .param("at", at(now))
                                    .param("expires", at(now.plus(life)))
                                    .update();
                            return read(workspace, "key_id", id).orElseThrow();
                        });
        return new Made(key, PREFIX + workspace.value() + "." + secret);
    }

    /// The caller of a request that came with this key.
    public Optional<Caller> find(String given) {
        return given.startsWith(PREFIX)
                ? Credential.parse(given.substring(PREFIX.length()))
                        .flatMap(
                                credential ->
                                        database.within(
                                                credential.workspace(), () -> find(credential)))
                : Optional.empty();
    }

    private Optional<Caller> find(Credential credential) {
        Instant now = clock.instant();
        Optional<ApiKey> found =
                read(credential.workspace(), "secret_hash", credential.hash())
                        .filter(key -> key.revokedAt().isEmpty())
                        .filter(key -> key.expiresAt().isAfter(now));
        found.filter(
                        key ->
                                key.usedAt()
                                        .map(used -> used.isBefore(now.minus(USED_WITHIN)))
                                        .orElse(true))
                .ifPresent(
                        key ->
                                database.sql()
                                        .sql(USED)
                                        .param("at", at(now))
                                        .param("workspace", credential.workspace().value())
                                        .param("key", key.id())
                                        .update());
        return found.map(
                key ->
                        new Caller(
                                credential.workspace(), key.id(), key.permissions(), "", true, ""));
    }

    /// All keys of a workspace, those that ended too, the newest first.
    public List<ApiKey> all(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " ORDER BY key_id DESC")
                                .param("workspace", workspace.value())
                                .query((row, number) -> key(row))
                                .list());
    }

    public Optional<ApiKey> find(WorkspaceId workspace, String id) {
        return database.within(workspace, () -> read(workspace, "key_id", id));
    }

    /// Ends a key at once.
    ///
    /// @return false if there is no such key, or it was revoked before
    public boolean revoke(WorkspaceId workspace, String id) {
        return 1
                == database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(REVOKE)
                                        .param("at", at(clock.instant()))
                                        .param("workspace", workspace.value())
                                        .param("key", id)
                                        .update());
    }

    /// @param column one of ours, never a caller's
    private Optional<ApiKey> read(WorkspaceId workspace, String column, String value) {
        return database.sql()
                .sql(READ + " AND " + column + " = :value")
                .param("workspace", workspace.value())
                .param("value", value)
                .query((row, number) -> key(row))
                .optional();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream((String[]) row.getArray("permissions").getArray())
                .map(Permission::of)
                .flatMap(Optional::stream)
                .forEach(permissions::add);
        return new ApiKey(
                row.getString("key_id"),
                row.getString("name"),
                row.getString("last_four"),
                permissions,
                row.getString("created_by"),
                instant("created_at", row).orElseThrow(),
                instant("expires_at", row).orElseThrow(),
                instant("used_at", row),
                instant("revoked_at", row));
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// A key as its owners see it.
    ///
    /// @param lastFour characters of the secret, to tell keys apart
    /// @param createdBy the user
    public record ApiKey(
            String id,
            String name,
            String lastFour,
            Set<Permission> permissions,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt) {
        public ApiKey {
            permissions = Set.copyOf(permissions);
        }
    }

    /// @param secret the whole key, to be shown once
    public record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Made[key=" + key + ", secret=***]";
        }
    }
}
