package io.prox.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// A person who may sign in.
///
/// @param id `user_…`
/// @param name as colleagues know them
/// @param email that they sign in with
/// @param hasPassword whether they can sign in without OIDC
public record User(
        String id,
        String name,
        String email,
        Role role,
        Status status,
        boolean hasPassword,
        Instant createdAt) {

    public enum Status {
        /// Has not signed in yet.
        @JsonProperty("invited")
        INVITED,
        @JsonProperty("active")
        ACTIVE,
        /// May not sign in any more; what they did stays under their name.
        @JsonProperty("deactivated")
        DEACTIVATED
    }
}
