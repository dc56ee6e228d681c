package io.prox.platform.sealing;

/// A key that was just made, and what is to be kept of it.
public final class NewDataKey {
    private final DataKey key;
    private final byte[] wrapped;

    NewDataKey(DataKey key, byte[] wrapped) {
        this.key = key;
        this.wrapped = wrapped;
    }

    public DataKey key() {
        return key;
    }

    /// The key, sealed by the workspace's own: safe to store.
    public byte[] wrapped() {
        return wrapped.clone();
    }
}
