package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import java.util.Set;

/// Who makes a request, as proven by a session or an API key.
///
/// @param workspace the only one that it may touch
/// @param id of the user or key: `user_…`, `key_…`
/// @param permissions what it may do
/// @param session of a user; empty for a key
/// @param confirmed whether it proved who it is a short while ago, or has nothing to prove it by
/// @param origin network that the request came from; empty where that is not known
public record Caller(
        WorkspaceId workspace,
        String id,
        Set<Permission> permissions,
        String session,
        boolean confirmed,
        String origin) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public boolean isUser() {
        return !session.isEmpty();
    }

    /// The same caller, once it is known where the request came from.
    public Caller from(String origin) {
        return new Caller(workspace, id, permissions, session, confirmed, origin);
    }
}
