package io.prox.console.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who someone is, as the provider has proven.
///
/// @param issuer the provider
/// @param subject by which the provider knows them, for ever; issuer and subject are who they are
/// @param email that the provider vouches for; empty if it does not
/// @param name as the provider writes it
/// @param authenticatedAt when the provider last asked them to prove it; empty if it does not say
public record Identity(
        String issuer,
        String subject,
        Optional<String> email,
        Optional<String> name,
        Optional<Instant> authenticatedAt) {
    /// How far the provider's clock and ours may differ.
    static final Duration SKEW = Duration.ofSeconds(60);

    public Identity {
        requireNonNull(issuer, "issuer");
        requireNonNull(subject, "subject");
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(authenticatedAt, "authenticatedAt");
    }

    /// Whether they have proven it since then.
    public boolean isProvenSince(Instant then) {
        return authenticatedAt.filter(at -> !at.isBefore(then.minus(SKEW))).isPresent();
    }
}
