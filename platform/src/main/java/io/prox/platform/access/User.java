package io.prox.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A person who may sign in.
///
/// @param id `user_…`
/// @param name as colleagues know them
/// @param email that they sign in with
/// @param hasPassword whether they can sign in with one
/// @param issuer of the OIDC provider that knows them; empty if none does
public record User(
        String id,
        String name,
        String email,
        Role role,
        Status status,
        boolean hasPassword,
        Optional<String> issuer,
        Instant createdAt) {

    /// Whether an OIDC provider knows them.
    public boolean hasProvider() {
        return issuer.isPresent();
    }

    /// Whether they can come in without a link that someone else makes.
    ///
    /// @param provider issuer by which people may sign in here; empty if there is none
    public boolean canSignIn(Optional<String> provider) {
        return status == Status.ACTIVE
                && (hasPassword || (hasProvider() && issuer.equals(provider)));
    }

    public enum Status {
        /// Has not signed in yet.
        @JsonProperty("invited")
        INVITED,
        @JsonProperty("active")
        ACTIVE,
        /// May not sign in any more; what they did stays under their name.
        @JsonProperty("deactivated")
        DEACTIVATED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
