package io.prox.console.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.Sealing;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Sign-ins that have gone to the provider and are not back yet.
///
/// Whoever opens the sign-in page can begin any number, so none is kept here: a cookie holds what
/// was begun, with a secret. State, nonce and code verifier are keyed hashes of the whole cookie,
/// which only this installation can make. So the state that comes back proves that the cookie is as
/// it was made, and that it is the same browser. Only the states of sign-ins that came back are
/// kept, for as long as they could come back again.
public final class PendingSignIns {
    /// How long someone may take at the provider.
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final int SECRET_BYTES = 32;
    private static final String RETURNED =
            """
            INSERT INTO console.returned_sign_in (state, returned_at) VALUES (:state, :now)
            ON CONFLICT DO NOTHING
            """;
    private static final String FORGET =
            "DELETE FROM console.returned_sign_in WHERE returned_at < :oldest";

    private final Database database;
    private final Sealing sealing;
    private final SecureRandom chance;
    private final Clock clock;

    PendingSignIns(Database database, Sealing sealing, SecureRandom chance, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.chance = chance;
        this.clock = clock;
    }

    /// A sign-in that is to start a session.
    ///
    /// @param next page of the console, without line breaks
    public PendingSignIn begin(String next) {
        return make(List.of(next));
    }

    /// A sign-in that is to confirm one.
    public PendingSignIn begin(String next, PendingSignIn.Confirming confirming) {
        return make(
                List.of(
                        next,
                        confirming.workspace().value(),
                        confirming.user(),
                        confirming.session()));
    }

    private PendingSignIn make(List<String> content) {
        byte[] secret = new byte[SECRET_BYTES];
        chance.nextBytes(secret);
        String text =
                "%s\n%d\n%s"
                        .formatted(
                                HexFormat.of().formatHex(secret),
                                clock.millis(),
                                String.join("\n", content));
        return read(Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
    }

    /// The sign-in that comes back, which cannot come back again.
    ///
    /// @param cookie as the browser holds it
    /// @param state as the provider hands it back
    /// @return empty if they do not belong together, or came back before, or took too long
    public Optional<PendingSignIn> take(String cookie, String state) {
        byte[] expected = index().token("provider-state", cookie).getBytes(UTF_8);
        if (!MessageDigest.isEqual(expected, state.getBytes(UTF_8))) {
            return Optional.empty();
        }
        PendingSignIn pending = read(cookie);
        Instant now = clock.instant();
        return pending.begunAt().plus(LIFE).isAfter(now) && isFirst(state, now)
                ? Optional.of(pending)
                : Optional.empty();
    }

    private boolean isFirst(String state, Instant now) {
        return database.transaction(
                () -> {
                    database.sql()
                            .sql(FORGET)
                            .param("oldest", now.minus(LIFE).toEpochMilli())
                            .update();
                    return 1
                            == database.sql()
                                    .sql(RETURNED)
                                    .param("state", state)
                                    .param("now", now.toEpochMilli())
                                    .update();
                });
    }

    /// @param cookie one of ours
    private PendingSignIn read(String cookie) {
        List<String> lines =
                new String(Base64.getUrlDecoder().decode(cookie), UTF_8).lines().toList();
        Optional<PendingSignIn.Confirming> confirming =
                lines.size() == 3
                        ? Optional.empty()
                        : Optional.of(
                                new PendingSignIn.Confirming(
                                        new WorkspaceId(lines.get(3)), lines.get(4), lines.get(5)));
        return new PendingSignIn(
                cookie,
                index().token("provider-state", cookie),
                index().token("provider-nonce", cookie),
                index().token("provider-verifier-1", cookie)
                        + index().token("provider-verifier-2", cookie),
                Instant.ofEpochMilli(Long.parseLong(lines.get(1))),
                lines.get(2),
                confirming);
    }

    private BlindIndex index() {
        return sealing.installationIndex();
    }
}
