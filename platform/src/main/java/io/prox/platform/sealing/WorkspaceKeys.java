package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/// The keys of one workspace, opened. To be kept in memory, never written.
public final class WorkspaceKeys {
    static final int KEY_BYTES = 32;
    private static final String WRAP = "data-key";

    private final WorkspaceId workspace;
    private final DataKey own;
    private final BlindIndex index;
    private final TreeMap<Integer, DataKey> wrapping = new TreeMap<>();
    private final SecureRandom chance;

    /// @param wrapping keys that wrap those of persons and things, by number; the newest wraps, the
    ///   others are there as long as something is wrapped by them
    WorkspaceKeys(
            WorkspaceId workspace,
            byte[] own,
            byte[] index,
            Map<Integer, byte[]> wrapping,
            SecureRandom chance) {
        this.workspace = workspace;
        this.own = new DataKey(workspace.value(), own);
        this.index = new BlindIndex(index);
        wrapping.forEach(
                (number, key) -> this.wrapping.put(number, new DataKey(workspace.value(), key)));
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
        byte[] secret = new byte[KEY_BYTES];
        chance.nextBytes(secret);
        return wrap(owner, secret);
    }

    private NewDataKey wrap(String owner, byte[] secret) {
        Map.Entry<Integer, DataKey> newest = wrapping.lastEntry();
        return new NewDataKey(
                new DataKey(binding(owner), secret),
                secret,
                newest.getKey(),
                newest.getValue().seal(use(owner), secret));
    }

    /// The same key, wrapped by the newest of the workspace's keys.
    NewDataKey wrapped(String owner, NewDataKey made) {
        return made.wrapping() == newest() ? made : wrap(owner, made.secret());
    }

    /// The same key, wrapped by the newest of the workspace's keys.
    byte[] rewrap(String owner, int number, byte[] wrapped) {
        return wrap(owner, unwrap(owner, number, wrapped)).wrapped();
    }

    /// Number of the key that wraps.
    int newest() {
        return wrapping.lastKey();
    }

    boolean knows(int number) {
        return wrapping.containsKey(number);
    }

    /// @param number of the key that wrapped it, as it was kept with it
    /// @param wrapped as [NewDataKey#wrapped] gave it
    /// @throws SealingException if it is the key of another owner or workspace
    DataKey open(String owner, int number, byte[] wrapped) {
        return new DataKey(binding(owner), unwrap(owner, number, wrapped));
    }

    private byte[] unwrap(String owner, int number, byte[] wrapped) {
        DataKey wrapper = wrapping.get(number);
        if (wrapper == null) {
            throw new SealingException(
                    "The workspace %s has no key %d to open another with"
                            .formatted(workspace, number));
        }
        return wrapper.open(use(owner), wrapped);
    }

    private static String use(String owner) {
        return WRAP + "/" + owner;
    }

    private String binding(String owner) {
        return workspace.value() + "|" + owner;
    }
}
