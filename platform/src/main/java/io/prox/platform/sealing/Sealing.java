package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.nio.file.Path;
import java.security.SecureRandom;
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
/// Workspaces' keys are opened once and kept in memory. Keys of persons are read in each
/// transaction that needs them: one that was destroyed must be gone at once, in every process.
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
    private static final String INSERT_INSTALLATION =
            """
            INSERT INTO platform.installation_key (wrapped_index_key) VALUES (:key)
            ON CONFLICT DO NOTHING
            """;
    private static final String READ_INSTALLATION =
            "SELECT wrapped_index_key FROM platform.installation_key";
    private static final String IS_SEALED = "SELECT EXISTS (SELECT FROM platform.installation_key)";
    private static final String INSTALLATION = "installation|index";
    private static final String INSERT =
            """
            INSERT INTO platform.data_key (workspace_id, owner_id, wrapped_key)
            SELECT :workspace, owner, key
            FROM unnest(:owners::text[], :keys::bytea[]) AS new (owner, key)
            """;
    private static final String READ =
            """
            SELECT owner_id, wrapped_key FROM platform.data_key
            WHERE workspace_id = :workspace AND owner_id = ANY (:owners)
            """;
    private static final String DESTROY =
            """
            DELETE FROM platform.data_key
            WHERE workspace_id = :workspace AND owner_id = ANY (:owners)
            """;

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
        database.sql()
                .sql(INSERT_WORKSPACE)
                .param("workspace", workspace.value())
                .param("key", master.wrap(random(), binding(workspace, "key")))
                .param("index", master.wrap(random(), binding(workspace, "index")))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @throws SealingException if the workspace has no keys, or the master key is another
    public WorkspaceKeys keys(WorkspaceId workspace) {
        WorkspaceKeys known = opened.get(workspace);
        return known == null ? opened.computeIfAbsent(workspace, this::read) : known;
    }

    private WorkspaceKeys read(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ_WORKSPACE)
                                .param("workspace", workspace.value())
                                .query(
                                        (row, number) ->
                                                new WorkspaceKeys(
                                                        workspace,
                                                        master.unwrap(
                                                                row.getBytes("wrapped_key"),
                                                                binding(workspace, "key")),
                                                        master.unwrap(
                                                                row.getBytes("wrapped_index_key"),
                                                                binding(workspace, "index")),
                                                        chance))
                                .optional()
                                .orElseThrow(
                                        () ->
                                                new SealingException(
                                                        "The workspace %s has no keys"
                                                                .formatted(workspace))));
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
        database.sql()
                .sql(INSERT)
                .param("workspace", workspace.value())
                .param("owners", keys.keySet().toArray(String[]::new))
                .param(
                        "keys",
                        keys.values().stream().map(NewDataKey::wrapped).toArray(byte[][]::new))
                .update();
    }

    /// The keys of these owners, within the running transaction; one that was destroyed is not
    /// among them.
    public Map<String, DataKey> open(WorkspaceId workspace, Collection<String> owners) {
        WorkspaceKeys keys = keys(workspace);
        Map<String, DataKey> found = new HashMap<>();
        database.sql()
                .sql(READ)
                .param("workspace", workspace.value())
                .param("owners", owners.toArray(String[]::new))
                .query(
                        (row, number) ->
                                Map.entry(row.getString("owner_id"), row.getBytes("wrapped_key")))
                .list()
                .forEach(
                        stored ->
                                found.put(
                                        stored.getKey(),
                                        keys.open(stored.getKey(), stored.getValue())));
        return found;
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

    private byte[] random() {
        byte[] key = new byte[WorkspaceKeys.KEY_BYTES];
        chance.nextBytes(key);
        return key;
    }

    private static String binding(WorkspaceId workspace, String use) {
        return workspace.value() + "|" + use;
    }
}
