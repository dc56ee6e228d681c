package io.prox.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Links that let one person in once: the first sign-in of an installation, an invitation, a new
/// password.
public final class OneTimeLinks {
    private static final String MAKE =
            """
            INSERT INTO platform.one_time_link
                (workspace_id, secret_hash, purpose, user_id, created_at, expires_at)
            VALUES (:workspace, :hash, :purpose, :user, :at, :expires)
            """;
    private static final String FORGET =
            """
            DELETE FROM platform.one_time_link
            WHERE workspace_id = :workspace AND (user_id = :user OR expires_at <= :at)
            """;
    private static final String LOOK =
            """
            SELECT user_id, purpose FROM platform.one_time_link
            WHERE workspace_id = :workspace AND secret_hash = :hash AND expires_at > :at
            """;
    private static final String USE =
            """
            DELETE FROM platform.one_time_link
            WHERE workspace_id = :workspace AND secret_hash = :hash AND expires_at > :at
            RETURNING user_id, purpose
            """;

    private final Database database;
    private final SecureRandom chance;
    private final Clock clock;

    public OneTimeLinks(Database database, SecureRandom chance, Clock clock) {
        this.database = database;
        this.chance = chance;
        this.clock = clock;
    }

    /// What a link is for, and how long it works.
    public enum Purpose {
        FIRST_SIGN_IN("first-sign-in", Duration.ofHours(24)),
        INVITATION("invitation", Duration.ofDays(7)),
        PASSWORD_RESET("password-reset", Duration.ofHours(1));

        private final String word;
        private final Duration life;

        Purpose(String word, Duration life) {
            this.word = word;
            this.life = life;
        }

        @JsonValue
        public String word() {
            return word;
        }

        private static Purpose of(String word) {
            for (Purpose purpose : values()) {
                if (purpose.word.equals(word)) {
                    return purpose;
                }
            }
            throw new IllegalArgumentException("no purpose of a link: " + word);
        }
    }

    /// Makes a link. Those that the user had before do not work any more.
    ///
    /// @return the secret part of the link
    public String make(WorkspaceId workspace, String user, Purpose purpose) {
        String secret = Secrets.make(chance);
        OffsetDateTime now = now();
        database.within(
                workspace,
                () -> {
                    forget(workspace, user);
                    database.sql()
                            .sql(MAKE)
                            .param("workspace", workspace.value())
                            .param("hash", Secrets.hash(secret))
                            .param("purpose", purpose.word)
                            .param("user", user)
                            .param("at", now)
                            .param("expires", now.plus(purpose.life))
                            .update();
                });
        return workspace.value() + "." + secret;
    }

    /// Ends the links of a user.
    public void forget(WorkspaceId workspace, String user) {
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(FORGET)
                            .param("workspace", workspace.value())
                            .param("user", user)
                            .param("at", now())
                            .update();
                });
    }

    /// Whom the link is for, without using it up: people's mail programs open links too.
    public Optional<Use> look(String link) {
        return find(LOOK, link);
    }

    /// Uses the link up.
    ///
    /// @return empty if it was used, is too old, or never was
    public Optional<Use> use(String link) {
        return find(USE, link);
    }

    private Optional<Use> find(String statement, String link) {
        return Credential.parse(link)
                .flatMap(
                        given ->
                                database.within(
                                        given.workspace(),
                                        () ->
                                                database.sql()
                                                        .sql(statement)
                                                        .param(
                                                                "workspace",
                                                                given.workspace().value())
                                                        .param("hash", given.hash())
                                                        .param("at", now())
                                                        .query(
                                                                (row, number) ->
                                                                        new Use(
                                                                                given.workspace(),
                                                                                row.getString(
                                                                                        "user_id"),
                                                                                Purpose.of(
                                                                                        row
                                                                                                .getString(
                                                                                                        "purpose"))))
                                                        .optional()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// Whom a link lets in, and for what.
    public record Use(WorkspaceId workspace, String user, Purpose purpose) {}
}
