package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sessions of signed-in users. What the browser holds is `WORKSPACE.SECRET`; the hash of the
/// secret is kept. A session ends when nothing came for [#IDLE], at the latest after [#LONGEST],
/// and at once when it is revoked or its user deactivated.
public final class Sessions {
    public static final Duration IDLE = Duration.ofMinutes(30);
    public static final Duration LONGEST = Duration.ofHours(12);

    /// How long a proof of who one is counts as given just now.
    public static final Duration CONFIRMED = Duration.ofMinutes(15);

    /// How exactly the last use of a session is kept; finer would be a write for each request.
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

    private static final String START =
            """
            INSERT INTO platform.session
                (workspace_id, secret_hash, session_id, user_id, client, created_at, seen_at,
                 confirmed_at)
            VALUES (:workspace, :hash, :session, :user, :client, :at, :at, :confirmed)
            """;
    private static final String FIND =
            """
            SELECT session.session_id, session.user_id, session.seen_at, user_account.role,
                confirmed_at > :confirmed
                    OR (password_hash IS NULL AND oidc_subject IS NULL) AS confirmed
            FROM platform.session
            JOIN platform.user_account USING (workspace_id, user_id)
            WHERE workspace_id = :workspace AND secret_hash = :hash AND status = 'active'
                AND session.created_at > :oldest AND seen_at > :idle
            """;
    private static final String SEEN =
            """
            UPDATE platform.session SET seen_at = :at
            WHERE workspace_id = :workspace AND secret_hash = :hash
            """;
    private static final String OF_USER =
            """
            SELECT session_id, client, created_at, seen_at FROM platform.session
            WHERE workspace_id = :workspace AND user_id = :user AND created_at > :oldest
                AND seen_at > :idle
            ORDER BY seen_at DESC
            """;
    private static final String CONFIRM =
            """
            UPDATE platform.session SET secret_hash = :hash, confirmed_at = :at
            WHERE workspace_id = :workspace AND session_id = :session
            """;
    private static final String ALIVE =
            """
            SELECT session_id FROM platform.session JOIN platform.user_account USING (workspace_id, user_id)
            WHERE workspace_id = :workspace AND session_id = ANY (:sessions) AND status = 'active'
                AND session.created_at > :oldest AND seen_at > :idle
            """;
    private static final String END =
            """
            DELETE FROM platform.session
            WHERE workspace_id = :workspace AND user_id = :user AND session_id = :session
            """;
    private static final String END_ALL =
            """
            DELETE FROM platform.session
            WHERE workspace_id = :workspace AND user_id = :user AND session_id <> :but
            """;
    private static final String END_OLD =
            """
            DELETE FROM platform.session
            WHERE workspace_id = :workspace AND user_id = :user
                AND (created_at <= :oldest OR seen_at <= :idle)
            """;

    private final Database database;
    private final Identifiers identifiers;
    private final SecureRandom chance;
    private final Clock clock;

    public Sessions(Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.chance = chance;
        this.clock = clock;
    }

    /// Starts a session of a user who has just proven who they are.
    ///
    /// @param client what the browser says it is, for the user to tell sessions apart
    /// @return what the browser is to hold
    public String start(WorkspaceId workspace, String user, String client) {
        return start(workspace, user, client, clock.instant());
    }

    /// @param proven when they proved who they are: a provider may have asked them long ago
    public String start(WorkspaceId workspace, String user, String client, Instant proven) {
        String secret = Secrets.make(chance);
        Instant now = clock.instant();
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(END_OLD)
                            .param("workspace", workspace.value())
                            .param("user", user)
                            .param("oldest", at(now.minus(LONGEST)))
                            .param("idle", at(now.minus(IDLE)))
                            .update();
                    database.sql()
                            .sql(START)
                            .param("workspace", workspace.value())
                            .param("hash", Secrets.hash(secret))
                            .param("session", identifiers.next("session"))
                            .param("user", user)
                            .param("client", client)
                            .param("at", at(now))
                            .param("confirmed", at(proven.isBefore(now) ? proven : now))
                            .update();
                });
        return workspace.value() + "." + secret;
    }

    /// Notes that a user has proven again who they are. The session goes on under a new secret.
    ///
    /// @return what the browser is to hold from now on
    public String confirm(Caller caller) {
        return confirm(caller.workspace(), caller.session());
    }

    /// Likewise, for a session that need not have come with the request.
    ///
    /// @return what the browser is to hold from now on
    public String confirm(WorkspaceId workspace, String session) {
        String secret = Secrets.make(chance);
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(CONFIRM)
                                .param("hash", Secrets.hash(secret))
                                .param("at", at(clock.instant()))
                                .param("workspace", workspace.value())
                                .param("session", session)
                                .update());
        return workspace.value() + "." + secret;
    }

    /// The caller of a request that came with this cookie.
    public Optional<Caller> find(String cookie) {
        return Credential.parse(cookie)
                .flatMap(
                        given ->
                                database.within(
                                        given.workspace(),
                                        () -> find(given.workspace(), given.hash())));
    }

    private Optional<Caller> find(WorkspaceId workspace, String hash) {
        Instant now = clock.instant();
        Optional<Found> found =
                database.sql()
                        .sql(FIND)
                        .param("workspace", workspace.value())
                        .param("hash", hash)
                        .param("oldest", at(now.minus(LONGEST)))
                        .param("idle", at(now.minus(IDLE)))
                        .param("confirmed", at(now.minus(CONFIRMED)))
                        .query(
                                (row, number) ->
                                        new Found(
                                                row.getString("session_id"),
                                                row.getString("user_id"),
                                                row.getObject("seen_at", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getString("role"),
                                                row.getBoolean("confirmed")))
                        .optional();
        if (found.isPresent() && found.get().seenAt().isBefore(now.minus(SEEN_WITHIN))) {
            database.sql()
                    .sql(SEEN)
                    .param("at", at(now))
                    .param("workspace", workspace.value())
                    .param("hash", hash)
                    .update();
        }
        return found.flatMap(
                session ->
                        Role.of(session.role())
                                .map(
                                        role ->
                                                new Caller(
                                                        workspace,
                                                        session.user(),
                                                        role.permissions(),
                                                        session.id(),
                                                        session.confirmed(),
                                                        "")));
    }

    /// The sessions of a user that have not ended, the one used last first.
    public List<Session> of(WorkspaceId workspace, String user) {
        Instant now = clock.instant();
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(OF_USER)
                                .param("workspace", workspace.value())
                                .param("user", user)
                                .param("oldest", at(now.minus(LONGEST)))
                                .param("idle", at(now.minus(IDLE)))
                                .query(
                                        (row, number) ->
                                                new Session(
                                                        row.getString("session_id"),
                                                        row.getString("client"),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant(),
                                                        row.getObject(
                                                                        "seen_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .list());
    }

    /// Those of the sessions that have not ended. Does not count as use of them: for what goes on
    /// by itself, such as a stream of news.
    public Set<String> alive(WorkspaceId workspace, Collection<String> sessions) {
        Instant now = clock.instant();
        return Set.copyOf(
                database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(ALIVE)
                                        .param("workspace", workspace.value())
                                        .param("sessions", sessions.toArray(String[]::new))
                                        .param("oldest", at(now.minus(LONGEST)))
                                        .param("idle", at(now.minus(IDLE)))
                                        .query((row, number) -> row.getString("session_id"))
                                        .list()));
    }

    /// @return false if the user has no such session
    public boolean end(WorkspaceId workspace, String user, String session) {
        return 1
                == database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(END)
                                        .param("workspace", workspace.value())
                                        .param("user", user)
                                        .param("session", session)
                                        .update());
    }

    public void endAll(WorkspaceId workspace, String user) {
        endAllBut(workspace, user, "");
    }

    /// @param session the one that goes on
    public void endAllBut(WorkspaceId workspace, String user, String session) {
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(END_ALL)
                            .param("workspace", workspace.value())
                            .param("user", user)
                            .param("but", session)
                            .update();
                });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Found(String id, String user, Instant seenAt, String role, boolean confirmed) {}

    /// A session as its user sees it.
    public record Session(String id, String client, Instant createdAt, Instant seenAt) {}
}
