package io.prox.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;

/// A person who may sign in.
///
/// @param id `user_…`
/// @param name as colleagues know them
/// @param email that they sign in with
/// @param hasPassword whether they can sign in with one
/// @param hasProvider whether an OIDC provider knows them
public record User(
        String id,
        String name,
        String email,
        Role role,
        Status status,
        boolean hasPassword,
        boolean hasProvider,
        Instant createdAt) {

    /// Whether they can come in without a link that someone else makes.
    public boolean canSignIn() {
        return status == Status.ACTIVE && (hasPassword || hasProvider);
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
