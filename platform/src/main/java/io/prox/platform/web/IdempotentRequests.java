package io.prox.platform.web;

import io.prox.platform.access.Caller;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was answered to requests with an idempotency key, for a day.
///
/// A key is taken in a transaction of its own before anything is done, and what was answered is
/// kept after. A process that dies between leaves a key of which nobody knows whether its request
/// took effect; it is not carried out again.
public final class IdempotentRequests {
    static final Duration KEPT = Duration.ofHours(24);

    /// No request takes longer.
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String FORGET_OLD =
            """
            DELETE FROM platform.idempotent_request
            WHERE workspace_id = :workspace AND created_at <= :oldest
            """;
    private static final String TAKE =
            """
            INSERT INTO platform.idempotent_request
                (workspace_id, caller, key_hash, fingerprint, created_at)
            VALUES (:workspace, :caller, :key, :fingerprint, :at)
            ON CONFLICT DO NOTHING
            """;
    private static final String FIND =
            """
            SELECT fingerprint, created_at, status, content_type, sealed
            FROM platform.idempotent_request
            WHERE workspace_id = :workspace AND caller = :caller AND key_hash = :key
            """;
    private static final String KEEP =
            """
            UPDATE platform.idempotent_request
            SET status = :status, content_type = :type, sealed = :sealed
            WHERE workspace_id = :workspace AND caller = :caller AND key_hash = :key
            """;
    private static final String FORGET =
            """
            DELETE FROM platform.idempotent_request
            WHERE workspace_id = :workspace AND caller = :caller AND key_hash = :key
            """;

    private final Database database;
    private final Sealing sealing;
    private final Clock clock;

    public IdempotentRequests(Database database, Sealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /// What became of a key before.
    sealed interface Found {
        /// It was not used before, and now is.
        record New() implements Found {}

        /// It was used for another request.
        record OfAnother() implements Found {}

        /// Its request is being carried out.
        record UnderWay() implements Found {}

        /// Whoever carried its request out has not told how it ended.
        record Unknown() implements Found {}

        record Answered(Answer answer) implements Found {}
    }

    /// @param keyHash of the idempotency key
    /// @param fingerprint of the request
    Found begin(Caller caller, String keyHash, String fingerprint) {
        return database.within(
                caller.workspace(),
                () -> {
                    database.sql()
                            .sql(FORGET_OLD)
                            .param("workspace", caller.workspace().value())
                            .param("oldest", now().minus(KEPT))
                            .update();
                    int taken =
                            database.sql()
                                    .sql(TAKE)
                                    .param("workspace", caller.workspace().value())
                                    .param("caller", caller.id())
                                    .param("key", keyHash)
                                    .param("fingerprint", fingerprint)
                                    .param("at", now())
                                    .update();
                    return taken == 1
                            ? new Found.New()
                            : database.sql()
                                    .sql(FIND)
                                    .param("workspace", caller.workspace().value())
                                    .param("caller", caller.id())
                                    .param("key", keyHash)
                                    .query(
                                            (row, number) ->
                                                    found(row, caller, keyHash, fingerprint))
                                    .optional()
                                    // given up this instant, to be sent again
                                    .orElseGet(Found.UnderWay::new);
                });
    }

    private Found found(ResultSet row, Caller caller, String keyHash, String fingerprint)
            throws SQLException {
        if (!row.getString("fingerprint").equals(fingerprint)) {
            return new Found.OfAnother();
        }
        int status = row.getInt("status");
        if (row.wasNull()) {
            return row.getObject("created_at", OffsetDateTime.class).plus(LONGEST).isBefore(now())
                    ? new Found.Unknown()
                    : new Found.UnderWay();
        }
        byte[] sealed = row.getBytes("sealed");
        return new Found.Answered(
                new Answer(
                        status,
                        Optional.ofNullable(row.getString("content_type")),
                        sealed == null
                                ? null
                                : sealing.keys(caller.workspace())
                                        .own()
                                        .open(use(caller, keyHash), sealed)));
    }

    void keep(Caller caller, String keyHash, Answer answer) {
        byte[] body = answer.body();
        byte[] sealed =
                body == null
                        ? null
                        : sealing.keys(caller.workspace()).own().seal(use(caller, keyHash), body);
        database.within(
                caller.workspace(),
                () ->
                        database.sql()
                                .sql(KEEP)
                                .param("status", answer.status())
                                .param("type", answer.contentType().orElse(null))
                                .param("sealed", sealed)
                                .param("workspace", caller.workspace().value())
                                .param("caller", caller.id())
                                .param("key", keyHash)
                                .update());
    }

    /// Nothing was done under the key; it may be used again.
    void forget(Caller caller, String keyHash) {
        database.within(
                caller.workspace(),
                () ->
                        database.sql()
                                .sql(FORGET)
                                .param("workspace", caller.workspace().value())
                                .param("caller", caller.id())
                                .param("key", keyHash)
                                .update());
    }

    private static String use(Caller caller, String keyHash) {
        return "answer/" + caller.id() + "/" + keyHash;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// What was answered. Owns its bytes, which nobody changes after.
    static final class Answer {
        private final int status;
        private final Optional<String> contentType;
        private final byte @Nullable [] body;

        /// @param body null where it is not kept
        Answer(int status, Optional<String> contentType, byte @Nullable [] body) {
            this.status = status;
            this.contentType = contentType;
            this.body = body;
        }

        int status() {
            return status;
        }

        Optional<String> contentType() {
            return contentType;
        }

        byte @Nullable [] body() {
            return body;
        }
    }
}
