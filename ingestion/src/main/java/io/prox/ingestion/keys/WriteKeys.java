package io.prox.ingestion.keys;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Credential;
import io.prox.platform.access.Secrets;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keys by which sources send events: `browser_WORKSPACE.SECRET`, which stands on every page, and
/// `server_WORKSPACE.SECRET`, which is shown once, and of which the hash of the secret is kept.
public final class WriteKeys {
    private static final int SHOWN = 4;
    private static final String MAKE =
            """
            INSERT INTO ingestion.write_key (workspace_id, secret_hash, key_id, source_id, channel,
                shown, created_by, created_at)
            VALUES (:workspace, :hash, :key, :source, :channel, :shown, :by, :at)
            """;
    private static final String READ =
            """
            SELECT key_id, source_id, channel, shown, created_by, created_at, revoked_at
            FROM ingestion.write_key WHERE workspace_id = :workspace
            """;
    private static final String REVOKE =
            """
            UPDATE ingestion.write_key SET revoked_at = :at
            WHERE workspace_id = :workspace AND key_id = :key AND revoked_at IS NULL
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final SecureRandom chance;
    private final Clock clock;

    WriteKeys(Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.chance = chance;
        this.clock = clock;
    }

    /// @param secret the whole key
    public record Made(WriteKey key, String secret) {
        @Override
        public String toString() {
            return "Made[key=" + key + ", secret=***]";
        }
    }

    /// @param source by identifier
    /// @param by the user or key who makes it
    public Made make(WorkspaceId workspace, String source, Channel channel, String by) {
        String secret = Secrets.make(chance);
        String whole = prefix(channel) + workspace.value() + "." + secret;
        var key =
                new WriteKey(
                        identifiers.next("key"),
                        source,
                        channel,
                        channel == Channel.BROWSER
                                ? whole
                                : secret.substring(secret.length() - SHOWN),
                        by,
                        clock.instant(),
                        Optional.empty());
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(MAKE)
                                .param("workspace", workspace.value())
                                .param("hash", Secrets.hash(secret))
                                .param("key", key.id())
                                .param("source", source)
                                .param("channel", word(channel))
                                .param("shown", key.shown())
                                .param("by", by)
                                .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                                .update());
        return new Made(key, whole);
    }

    /// Whose key this is.
    ///
    /// @param given the whole key
    /// @return empty where there is none, or it was revoked
    public Optional<Sender> find(String given) {
        for (Channel channel : List.of(Channel.BROWSER, Channel.SERVER)) {
            String prefix = prefix(channel);
            if (given.startsWith(prefix)) {
                return Credential.parse(given.substring(prefix.length()))
                        .flatMap(credential -> find(credential, channel));
            }
        }
        return Optional.empty();
    }

    private Optional<Sender> find(Credential credential, Channel channel) {
        return database.within(
                        credential.workspace(),
                        () ->
                                database.sql()
                                        .sql(READ + " AND secret_hash = :hash")
                                        .param("workspace", credential.workspace().value())
                                        .param("hash", credential.hash())
                                        .query((row, number) -> key(row))
                                        .optional())
                .filter(key -> key.revokedAt().isEmpty() && key.channel() == channel)
                .map(key -> new Sender(credential.workspace(), key.source(), key.id(), channel));
    }

    /// All keys of a workspace, those that ended too, the oldest first.
    public List<WriteKey> all(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " ORDER BY key_id")
                                .param("workspace", workspace.value())
                                .query((row, number) -> key(row))
                                .list());
    }

    /// Ends a key.
    ///
    /// @return false if there is none that works
    public boolean revoke(WorkspaceId workspace, String id) {
        return 1
                == requireNonNull(
                        database.within(
                                workspace,
                                () ->
                                        database.sql()
                                                .sql(REVOKE)
                                                .param(
                                                        "at",
                                                        clock.instant().atOffset(ZoneOffset.UTC))
                                                .param("workspace", workspace.value())
                                                .param("key", id)
                                                .update()));
    }

    private static WriteKey key(ResultSet row) throws SQLException {
        return new WriteKey(
                row.getString("key_id"),
                row.getString("source_id"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getString("shown"),
                row.getString("created_by"),
                instant("created_at", row).orElseThrow(),
                instant("revoked_at", row));
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static String prefix(Channel channel) {
        return word(channel) + "_";
    }

    private static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
