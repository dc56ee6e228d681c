package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import java.security.SecureRandom;

/// The keys of one workspace, opened. To be kept in memory, never written.
public final class WorkspaceKeys {
    static final int KEY_BYTES = 32;
    private static final String WRAP = "data-key";

    private final WorkspaceId workspace;
    private final DataKey own;
    private final BlindIndex index;
    private final SecureRandom chance;

    WorkspaceKeys(WorkspaceId workspace, byte[] own, byte[] index, SecureRandom chance) {
        this.workspace = workspace;
        this.own = new DataKey(workspace.value(), own);
        this.index = new BlindIndex(index);
        this.chance = chance;
    }

    public BlindIndex index() {
        return index;
    }

    /// For what belongs to the workspace itself, such as the addresses of its users.
    public DataKey own() {
        return own;
    }

    /// A new key for a person or thing, opened and wrapped.
    public NewDataKey make(String owner) {
        byte[] key = new byte[KEY_BYTES];
        chance.nextBytes(key);
        return new NewDataKey(new DataKey(binding(owner), key), own.seal(WRAP + "/" + owner, key));
    }

    /// @param wrapped as [NewDataKey#wrapped] gave it
    /// @throws SealingException if it is the key of another owner or workspace
    public DataKey open(String owner, byte[] wrapped) {
        return new DataKey(binding(owner), own.open(WRAP + "/" + owner, wrapped));
    }

    private String binding(String owner) {
        return workspace.value() + "|" + owner;
    }
}
