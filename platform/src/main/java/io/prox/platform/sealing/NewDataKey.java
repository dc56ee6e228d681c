package io.prox.platform.sealing;

/// A key that was just made, and what is to be kept of it.
public final class NewDataKey {
    private final DataKey key;
    private final byte[] secret;
    private final int wrapping;
    private final byte[] wrapped;

    /// @param secret the key itself
    /// @param wrapping number of the workspace's key that wrapped it
    NewDataKey(DataKey key, byte[] secret, int wrapping, byte[] wrapped) {
        this.key = key;
        this.secret = secret;
        this.wrapping = wrapping;
        this.wrapped = wrapped;
    }

    public DataKey key() {
        return key;
    }

    byte[] secret() {
        return secret;
    }

    int wrapping() {
        return wrapping;
    }

    /// The key, sealed by the workspace's own: safe to store.
    byte[] wrapped() {
        return wrapped;
    }
}
