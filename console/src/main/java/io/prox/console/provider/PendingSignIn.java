package io.prox.console.provider;

import io.prox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/// A sign-in that has gone to the provider.
///
/// @param cookie what the browser holds until it is back
/// @param state that must come back with it
/// @param nonce that the ID token must hold
/// @param verifier of PKCE, 64 characters
/// @param next page of the console to go to at the end
/// @param confirming whose session it is to confirm; empty if it is to start one
public record PendingSignIn(
        String cookie,
        String state,
        String nonce,
        String verifier,
        Instant begunAt,
        String next,
        Optional<Confirming> confirming) {
    /// A session whose user proves again who they are.
    public record Confirming(WorkspaceId workspace, String user, String session) {}
}
