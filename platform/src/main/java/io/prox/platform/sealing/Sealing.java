package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Opens and keeps keys.
///
/// Workspaces' keys are opened once and kept in memory, until it shows that there are newer ones
/// ([KeyRotation]). Keys of persons are read in each transaction that needs them: one that was
/// destroyed must be gone at once, in every process.
public final class Sealing {
    private static final String INSERT_WORKSPACE =
            """
            INSERT INTO platform.workspace_key
                (workspace_id, wrapped_key, wrapped_index_key, created_at)
            VALUES (:workspace, :key, :index, :at)
            """;
    private static final String READ_WORKSPACE =
            """
            SELECT wrapped_key, wrapped_index_key FROM platform.workspace_key
            WHERE workspace_id = :workspace
            """;
    private static final String INSERT_WRAPPING =
            """
            INSERT INTO platform.wrapping_key (workspace_id, number, wrapped_key, created_at)
            VALUES (:workspace, :number, :key, :at)
            """;
    private static final String READ_WRAPPING =
            """
            SELECT number, wrapped_key FROM platform.wrapping_key WHERE workspace_id = :workspace
            """;
    private static final String INSERT_INSTALLATION =
            """
            INSERT INTO platform.installation_key (wrapped_index_key) VALUES (:key)
            ON CONFLICT DO NOTHING
            """;
    private static final String READ_INSTALLATION =
            "SELECT wrapped_index_key FROM platform.installation_key";
    private static final String HOLD_INSTALLATION = READ_INSTALLATION + " FOR SHARE";
    private static final String IS_SEALED = "SELECT EXISTS (SELECT FROM platform.installation_key)";

    /// What the installation's key is bound to.
    static final String INSTALLATION = "installation|index";

    /// Inserts nothing where the keys are not wrapped by the newest of the workspace's. That one
    /// stays until the transaction ends.
    private static final String INSERT =
            """
            WITH newest AS (
                SELECT number FROM platform.wrapping_key WHERE workspace_id = :workspace
                ORDER BY number DESC LIMIT 1 FOR KEY SHARE
            )
            INSERT INTO platform.data_key (workspace_id, owner_id, wrapping, wrapped_key)
            SELECT :workspace, owner, number, key
            FROM newest, unnest(:owners::text[], :keys::bytea[]) AS new (owner, key)
            WHERE number = :wrapping
            """;

    private static final String READ =
            """
            SELECT owner_id, wrapping, wrapped_key FROM platform.data_key
            WHERE workspace_id = :workspace AND owner_id = ANY (:owners)
            """;
    private static final String DESTROY =
            """
            DELETE FROM platform.data_key
            WHERE workspace_id = :workspace AND owner_id = ANY (:owners)
            """;

    /// What a workspace's keys are bound to, beside the workspace.
    static final String KEY = "key";

    static final String INDEX = "index";

    private final Database database;
    private final MasterKey master;
    private final SecureRandom chance;
    private final Clock clock;
    private final Map<WorkspaceId, WorkspaceKeys> opened = new ConcurrentHashMap<>();
    private volatile @Nullable BlindIndex installation;

    public Sealing(Database database, MasterKey master, SecureRandom chance, Clock clock) {
        this.database = database;
        this.master = master;
        this.chance = chance;
        this.clock = clock;
    }

    MasterKey master() {
        return master;
    }

    /// Starts on a database with the master key in a file, which is made for a database that holds
    /// nothing sealed yet.
    ///
    /// @throws SealingException if there is no key for what is sealed, or another one
    public static Sealing start(
            Database database, Path masterKey, SecureRandom chance, Clock clock) {
        boolean sealed =
                database.sql().sql(IS_SEALED).query((row, number) -> row.getBoolean(1)).single();
        MasterKey master = sealed ? MasterKey.read(masterKey) : MasterKey.readOrMake(masterKey);
        var sealing = new Sealing(database, master, chance, clock);
        sealing.installationIndex();
        return sealing;
    }

    /// Makes the keys of a new workspace, within the running transaction.
    public void makeKeys(WorkspaceId workspace) {
        holdMasterKey();
        insertWrapping(workspace, 1);
        database.sql()
                .sql(INSERT_WORKSPACE)
                .param("workspace", workspace.value())
                .param("key", master.wrap(random(), binding(workspace, KEY)))
                .param("index", master.wrap(random(), binding(workspace, INDEX)))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Makes sure that what is wrapped now is not wrapped by a master key that is on its way out:
    /// the database's moves on first, and waits for the running transaction.
    private void holdMasterKey() {
        database.sql()
                .sql(HOLD_INSTALLATION)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .ifPresent(wrapped -> master.unwrap(wrapped, INSTALLATION));
    }

    /// Makes a key that wraps others, within the running transaction.
    void insertWrapping(WorkspaceId workspace, int number) {
        database.sql()
                .sql(INSERT_WRAPPING)
                .param("workspace", workspace.value())
                .param("number", number)
                .param("key", master.wrap(random(), binding(workspace, KEY)))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Number of the master key that this process wraps by.
    public String masterKey() {
        return "%08x".formatted(master.newest());
    }

    /// @throws SealingException if the workspace has no keys, or the master key is another
    public WorkspaceKeys keys(WorkspaceId workspace) {
        WorkspaceKeys known = opened.get(workspace);
        return known == null ? opened.computeIfAbsent(workspace, this::read) : known;
    }

    /// The keys as they are now, where it shows that those in memory are not.
    WorkspaceKeys reread(WorkspaceId workspace) {
        WorkspaceKeys keys = read(workspace);
        opened.put(workspace, keys);
        return keys;
    }

    private WorkspaceKeys read(WorkspaceId workspace) {
        return database.within(
                workspace,
                () -> {
                    Map<Integer, byte[]> wrapping = readWrapping(workspace);
                    return database.sql()
                            .sql(READ_WORKSPACE)
                            .param("workspace", workspace.value())
                            .query(
                                    (row, number) ->
                                            new WorkspaceKeys(
                                                    workspace,
                                                    master.unwrap(
                                                            row.getBytes("wrapped_key"),
                                                            binding(workspace, KEY)),
                                                    master.unwrap(
                                                            row.getBytes("wrapped_index_key"),
                                                            binding(workspace, INDEX)),
                                                    wrapping,
                                                    chance))
                            .optional()
                            .orElseThrow(
                                    () ->
                                            new SealingException(
                                                    "The workspace %s has no keys"
                                                            .formatted(workspace)));
                });
    }

    private Map<Integer, byte[]> readWrapping(WorkspaceId workspace) {
        Map<Integer, byte[]> keys = new HashMap<>();
        database.sql()
                .sql(READ_WRAPPING)
                .param("workspace", workspace.value())
                .query(
                        row -> {
                            keys.put(
                                    row.getInt("number"),
                                    master.unwrap(
                                            row.getBytes("wrapped_key"), binding(workspace, KEY)));
                        });
        return keys;
    }

    /// For what must be found before the workspace is known, such as the name that a user signs in
    /// with.
    public BlindIndex installationIndex() {
        BlindIndex known = installation;
        if (known == null) {
            known =
                    database.transaction(
                            () -> {
                                database.sql()
                                        .sql(INSERT_INSTALLATION)
                                        .param("key", master.wrap(random(), INSTALLATION))
                                        .update();
                                return database.sql()
                                        .sql(READ_INSTALLATION)
                                        .query(
                                                (row, number) ->
                                                        new BlindIndex(
                                                                master.unwrap(
                                                                        row.getBytes(1),
                                                                        INSTALLATION)))
                                        .single();
                            });
            installation = known;
        }
        return known;
    }

    /// Keeps the keys of persons or things, by owner, within the running transaction.
    public void keep(WorkspaceId workspace, Map<String, NewDataKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        WorkspaceKeys known = keys(workspace);
        while (!insert(known, workspace, keys)) {
            known = reread(workspace);
        }
    }

    /// @return whether what is known of the workspace's keys is so; else nothing was kept
    private boolean insert(
            WorkspaceKeys known, WorkspaceId workspace, Map<String, NewDataKey> keys) {
        return database.sql()
                        .sql(INSERT)
                        .param("workspace", workspace.value())
                        .param("owners", keys.keySet().toArray(String[]::new))
                        .param(
                                "keys",
                                keys.entrySet().stream()
                                        .map(key -> known.wrapped(key.getKey(), key.getValue()))
                                        .map(NewDataKey::wrapped)
                                        .toArray(byte[][]::new))
                        .param("wrapping", known.newest())
                        .update()
                == keys.size();
    }

    /// The keys of these owners, within the running transaction; one that was destroyed is not
    /// among them.
    public Map<String, DataKey> open(WorkspaceId workspace, Collection<String> owners) {
        WorkspaceKeys keys = keys(workspace);
        List<Stored> stored = stored(workspace, owners);
        if (!stored.stream().map(Stored::wrapping).allMatch(keys::knows)) {
            keys = reread(workspace);
            stored = stored(workspace, owners);
        }
        Map<String, DataKey> found = new HashMap<>();
        for (Stored key : stored) {
            found.put(key.owner, keys.open(key.owner, key.wrapping, key.wrapped));
        }
        return found;
    }

    private List<Stored> stored(WorkspaceId workspace, Collection<String> owners) {
        return database.sql()
                .sql(READ)
                .param("workspace", workspace.value())
                .param("owners", owners.toArray(String[]::new))
                .query((row, number) -> new Stored(row))
                .list();
    }

    public Optional<DataKey> open(WorkspaceId workspace, String owner) {
        return Optional.ofNullable(open(workspace, List.of(owner)).get(owner));
    }

    /// Destroys keys, within the running transaction: what they sealed can never be opened again.
    public void destroy(WorkspaceId workspace, Collection<String> owners) {
        database.sql()
                .sql(DESTROY)
                .param("workspace", workspace.value())
                .param("owners", owners.toArray(String[]::new))
                .update();
    }

    /// A key as it lies in the database.
    static final class Stored {
        private final String owner;
        private final int wrapping;
        private final byte[] wrapped;

        /// @param row with `owner_id`, `wrapping` and `wrapped_key`
        Stored(ResultSet row) throws SQLException {
            owner = row.getString("owner_id");
            wrapping = row.getInt("wrapping");
            wrapped = row.getBytes("wrapped_key");
        }

        String owner() {
            return owner;
        }

        int wrapping() {
            return wrapping;
        }

        byte[] wrapped() {
            return wrapped;
        }
    }

    private byte[] random() {
        byte[] key = new byte[WorkspaceKeys.KEY_BYTES];
        chance.nextBytes(key);
        return key;
    }

    static String binding(WorkspaceId workspace, String use) {
        return workspace.value() + "|" + use;
    }
}
