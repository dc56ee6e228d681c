package io.prox.console.access;

import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Slows down those who guess passwords.
///
/// An attempt counts as a failure before its password is looked at, and is withdrawn if that was
/// right: of a thousand at once no more are looked at than of a thousand in a row.
final class SignInGuard {
    private static final int MOST_OF_AN_ACCOUNT = 5;
    private static final int MOST_OF_AN_ADDRESS = 50;

    private static final String MAKE =
            """
            INSERT INTO console.sign_in_failure (bucket, failures, holds, changed_at)
            VALUES (:bucket, '{}', 0, :now)
            ON CONFLICT DO NOTHING
            """;
    private static final String READ =
            """
            SELECT failures, holds, held_until, changed_at FROM console.sign_in_failure
            WHERE bucket = :bucket FOR UPDATE
            """;
    private static final String WRITE =
            """
            UPDATE console.sign_in_failure
            SET failures = :failures, holds = :holds, held_until = :until, changed_at = :changed
            WHERE bucket = :bucket
            """;
    private static final String FORGET =
            "DELETE FROM console.sign_in_failure WHERE bucket = :bucket";
    private static final String FORGET_OLD =
            """
            DELETE FROM console.sign_in_failure WHERE bucket IN (
                SELECT bucket FROM console.sign_in_failure
                WHERE changed_at < :oldest
                FOR UPDATE SKIP LOCKED LIMIT 100)
            """;

    private final Database database;
    private final Sealing sealing;
    private final Clock clock;

    SignInGuard(Database database, Sealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /// What attempts are counted for.
    ///
    /// @param own whether it is forgotten when the password was right; an address is not, since
    ///   whoever guesses may have an account too
    record Bucket(String key, int limit, boolean own) {}

    /// @param email whoever has it, or nobody
    Bucket account(String email) {
        return own("account/", email.strip().toLowerCase(Locale.ROOT));
    }

    /// A browser that is known, by identifier.
    Bucket device(String device) {
        return own("device/", device);
    }

    /// Someone who is signed in and is asked for the password again.
    Bucket signedIn(String user) {
        return own("user/", user);
    }

    private Bucket own(String kind, String whose) {
        return new Bucket(kind + token(whose), MOST_OF_AN_ACCOUNT, true);
    }

    Bucket address(String line) {
        return new Bucket("address/" + token(line), MOST_OF_AN_ADDRESS, false);
    }

    private String token(String whose) {
        return sealing.installationIndex().token("sign-in-failure", whose);
    }

    /// Begins to look at a password.
    ///
    /// @param buckets those of one's own before those of an address
    Attempt begin(List<Bucket> buckets) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.transaction(
                () -> {
                    forgetOld(now);
                    Map<Bucket, Attempts> before = new HashMap<>();
                    for (Bucket bucket : buckets) {
                        before.put(bucket, read(bucket));
                    }
                    Optional<Duration> held =
                            before.values().stream()
                                    .flatMap(attempts -> attempts.held(now).stream())
                                    .max(Duration::compareTo);
                    if (held.isEmpty()) {
                        before.forEach(
                                (bucket, attempts) ->
                                        write(bucket, attempts.failed(now, bucket.limit())));
                    }
                    return new Attempt(buckets, now, held);
                });
    }

    /// The password was right.
    void succeeded(Attempt attempt) {
        database.transaction(
                () -> {
                    for (Bucket bucket : attempt.buckets()) {
                        if (bucket.own()) {
                            forget(bucket);
                        } else {
                            write(bucket, read(bucket).withdrawn(attempt.at()));
                        }
                    }
                });
    }

    void forget(Bucket bucket) {
        database.sql().sql(FORGET).param("bucket", bucket.key()).update();
    }

    private void forgetOld(Instant now) {
        database.sql()
                .sql(FORGET_OLD)
                .param("oldest", now.minus(Attempts.FORGOTTEN).toEpochMilli())
                .update();
    }

    private Attempts read(Bucket bucket) {
        database.sql()
                .sql(MAKE)
                .param("bucket", bucket.key())
                .param("now", clock.millis())
                .update();
        return database.sql()
                .sql(READ)
                .param("bucket", bucket.key())
                .query((row, number) -> attempts(row))
                .single();
    }

    private static Attempts attempts(ResultSet row) throws SQLException {
        long until = row.getLong("held_until");
        Optional<Instant> heldUntil =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
        return new Attempts(
                Arrays.stream((Long[]) row.getArray("failures").getArray())
                        .map(Instant::ofEpochMilli)
                        .toList(),
                row.getInt("holds"),
                heldUntil,
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private void write(Bucket bucket, Attempts attempts) {
        database.sql()
                .sql(WRITE)
                .param(
                        "failures",
                        attempts.failures().stream()
                                .map(Instant::toEpochMilli)
                                .toArray(Long[]::new))
                .param("holds", attempts.holds())
                .param("until", attempts.heldUntil().map(Instant::toEpochMilli).orElse(null))
                .param("changed", attempts.changedAt().toEpochMilli())
                .param("bucket", bucket.key())
                .update();
    }

    /// @param held how long no password is taken; empty if this one is to be looked at
    record Attempt(List<Bucket> buckets, Instant at, Optional<Duration> held) {
        Attempt {
            buckets = List.copyOf(buckets);
        }
    }
}
