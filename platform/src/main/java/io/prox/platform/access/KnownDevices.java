package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Browsers from which users have signed in before. Whoever guesses at an account from elsewhere
/// gets it held, and its user must still be let in from where they always come.
///
/// What the browser holds is `WORKSPACE.SECRET`; the hash of the secret is kept. It proves nothing
/// but that: the password is asked for all the same.
public final class KnownDevices {
    /// A browser that was not used for so long is not known any more.
    public static final Duration LIFE = Duration.ofDays(180);

    private static final String REMEMBER =
            """
            INSERT INTO platform.known_device
                (workspace_id, secret_hash, device_id, user_id, used_at)
            VALUES (:workspace, :hash, :device, :user, :at)
            """;
    private static final String FIND =
            """
            SELECT device_id, user_id FROM platform.known_device
            WHERE workspace_id = :workspace AND secret_hash = :hash AND used_at > :oldest
            """;
    private static final String USED =
            """
            UPDATE platform.known_device SET used_at = :at
            WHERE workspace_id = :workspace AND device_id = :device
            """;
    private static final String FORGET =
            "DELETE FROM platform.known_device WHERE workspace_id = :workspace AND user_id = :user";
    private static final String FORGET_OLD =
            """
            DELETE FROM platform.known_device
            WHERE workspace_id = :workspace AND user_id = :user AND used_at <= :oldest
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final SecureRandom chance;
    private final Clock clock;

    public KnownDevices(
            Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.chance = chance;
        this.clock = clock;
    }

    /// @return what the browser is to hold
    public String remember(WorkspaceId workspace, String user) {
        String secret = Secrets.make(chance);
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(FORGET_OLD)
                            .param("workspace", workspace.value())
                            .param("user", user)
                            .param("oldest", now().minus(LIFE))
                            .update();
                    database.sql()
                            .sql(REMEMBER)
                            .param("workspace", workspace.value())
                            .param("hash", Secrets.hash(secret))
                            .param("device", identifiers.next("device"))
                            .param("user", user)
                            .param("at", now())
                            .update();
                });
        return workspace.value() + "." + secret;
    }

    /// @param given what a browser holds
    public Optional<Device> find(String given) {
        return Credential.parse(given)
                .flatMap(
                        credential ->
                                database.within(credential.workspace(), () -> find(credential)));
    }

    private Optional<Device> find(Credential credential) {
        return database.sql()
                .sql(FIND)
                .param("workspace", credential.workspace().value())
                .param("hash", credential.hash())
                .param("oldest", now().minus(LIFE))
                .query(
                        (row, number) ->
                                new Device(
                                        row.getString("device_id"),
                                        credential.workspace(),
                                        row.getString("user_id")))
                .optional();
    }

    /// Notes that its user has signed in from it again.
    public void used(Device device) {
        database.within(
                device.workspace(),
                () ->
                        database.sql()
                                .sql(USED)
                                .param("at", now())
                                .param("workspace", device.workspace().value())
                                .param("device", device.id())
                                .update());
    }

    /// Forgets all browsers of a user.
    public void forget(WorkspaceId workspace, String user) {
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(FORGET)
                                .param("workspace", workspace.value())
                                .param("user", user)
                                .update());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// @param user who has signed in from it
    public record Device(String id, WorkspaceId workspace, String user) {}
}
