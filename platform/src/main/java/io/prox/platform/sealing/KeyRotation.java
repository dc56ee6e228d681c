package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews every key that wraps others, once the master key's file holds a newer one, while all else
/// goes on.
///
/// The installation's key is wrapped anew first: from then on nothing new is wrapped by the older
/// master key. Then each workspace has its keys wrapped anew, and gets a new key for those of
/// persons and things, which are wrapped anew in batches. The workspace's older key goes when
/// nothing is wrapped by it, the older master key when all workspaces are through. The keys that
/// seal data stay what they are, so that no data is touched.
///
/// How far it is can be told from the keys alone. So a round goes on wherever another ended, in
/// whichever process, and any number of processes may share the work: none waits for a lock on a
/// person's key, so that nobody is kept waiting for longer than a batch takes.
public final class KeyRotation {
    /// Between two looks at the file.
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int BATCH = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private static final String LOCK_INSTALLATION =
            "SELECT wrapped_index_key FROM platform.installation_key FOR UPDATE";
    private static final String SET_INSTALLATION =
            "UPDATE platform.installation_key SET wrapped_index_key = :key";
    private static final String LOCK_WORKSPACE =
            """
            SELECT wrapped_key, wrapped_index_key FROM platform.workspace_key
            WHERE workspace_id = :workspace FOR UPDATE
            """;
    private static final String SET_WORKSPACE =
            """
            UPDATE platform.workspace_key SET wrapped_key = :key, wrapped_index_key = :index
            WHERE workspace_id = :workspace
            """;
    private static final String NEWEST =
            """
            SELECT number, wrapped_key FROM platform.wrapping_key WHERE workspace_id = :workspace
            ORDER BY number DESC LIMIT 1
            """;
    private static final String LOCK_OLDER =
            """
            SELECT owner_id, wrapping, wrapped_key FROM platform.data_key
            WHERE workspace_id = :workspace AND owner_id > :after AND wrapping < :newest
            ORDER BY owner_id LIMIT :limit FOR UPDATE SKIP LOCKED
            """;
    private static final String SET =
            """
            UPDATE platform.data_key AS stored SET wrapping = :newest, wrapped_key = new.key
            FROM unnest(:owners::text[], :keys::bytea[]) AS new (owner, key)
            WHERE stored.workspace_id = :workspace AND stored.owner_id = new.owner
            """;

    /// Waits for those who keep keys that they wrapped by one of these.
    private static final String LOCK_OLDER_WRAPPING =
            """
            SELECT number FROM platform.wrapping_key
            WHERE workspace_id = :workspace AND number < :newest FOR UPDATE
            """;

    private static final String IS_NEEDED =
            """
            SELECT EXISTS (SELECT FROM platform.data_key
                WHERE workspace_id = :workspace AND wrapping < :newest)
            """;
    private static final String DROP_OLDER_WRAPPING =
            """
            DELETE FROM platform.wrapping_key
            WHERE workspace_id = :workspace AND number < :newest
            """;

    private final Database database;
    private final Supplier<List<WorkspaceId>> workspaces;
    private final Sealing sealing;
    private final MasterKey master;
    private final Predicate<String> known;
    private final Consumer<WorkspaceId> rotated;

    /// @param workspaces all there are
    /// @param known whether all processes wrap by a master key, by its number: one that does not
    ///   know it yet could open nothing that is wrapped by it
    /// @param rotated told of each workspace, in the transaction that ends its rotation
    public KeyRotation(
            Database database,
            Sealing sealing,
            Supplier<List<WorkspaceId>> workspaces,
            Predicate<String> known,
            Consumer<WorkspaceId> rotated) {
        this.database = database;
        this.workspaces = workspaces;
        this.sealing = sealing;
        this.master = sealing.master();
        this.known = known;
        this.rotated = rotated;
    }

    /// Does what is to be done, and nothing where the file holds one key.
    public void visit() {
        master.refresh();
        if (!master.holdsOlder()) {
            return;
        }
        if (!known.test(sealing.masterKey())) {
            LOG.debug("The new master key waits until all processes know it");
            return;
        }
        database.transaction(this::rotateInstallation);
        boolean done = true;
        for (WorkspaceId workspace : workspaces.get()) {
            done &= rotate(workspace);
        }
        if (done) {
            master.dropOlder();
            LOG.atInfo()
                    .addKeyValue("masterKey", sealing.masterKey())
                    .log("All keys are wrapped by the new master key; the older one is gone");
        }
    }

    private void rotateInstallation() {
        byte[] wrapped =
                database.sql()
                        .sql(LOCK_INSTALLATION)
                        .query((row, number) -> row.getBytes(1))
                        .single();
        if (!master.isByNewest(wrapped)) {
            database.sql()
                    .sql(SET_INSTALLATION)
                    .param("key", rewrap(wrapped, Sealing.INSTALLATION))
                    .update();
        }
    }

    /// @return whether nothing of the workspace is wrapped by an older key any more
    private boolean rotate(WorkspaceId workspace) {
        int newest = database.within(workspace, () -> renew(workspace));
        WorkspaceKeys keys = sealing.reread(workspace);
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get();
            last = database.within(workspace, () -> rewrap(workspace, keys, after));
        }
        return database.within(workspace, () -> dropOlder(workspace, newest));
    }

    /// Wraps the workspace's keys anew, and makes one for those of persons and things, unless that
    /// is done.
    ///
    /// @return number of the key that wraps from now on
    private int renew(WorkspaceId workspace) {
        database.sql()
                .sql(LOCK_WORKSPACE)
                .param("workspace", workspace.value())
                .query(
                        row -> {
                            rewrapOwn(workspace, row.getBytes(1), row.getBytes(2));
                        });
        Map.Entry<Integer, Boolean> newest =
                database.sql()
                        .sql(NEWEST)
                        .param("workspace", workspace.value())
                        .query(
                                (row, number) ->
                                        Map.entry(
                                                row.getInt(1), master.isByNewest(row.getBytes(2))))
                        .single();
        if (newest.getValue()) {
            return newest.getKey();
        }
        sealing.insertWrapping(workspace, newest.getKey() + 1);
        return newest.getKey() + 1;
    }

    private void rewrapOwn(WorkspaceId workspace, byte[] key, byte[] index) {
        if (master.isByNewest(key)) {
            return;
        }
        database.sql()
                .sql(SET_WORKSPACE)
                .param("workspace", workspace.value())
                .param("key", rewrap(key, Sealing.binding(workspace, Sealing.KEY)))
                .param("index", rewrap(index, Sealing.binding(workspace, Sealing.INDEX)))
                .update();
    }

    private byte[] rewrap(byte[] wrapped, String binding) {
        return master.wrap(master.unwrap(wrapped, binding), binding);
    }

    /// Wraps a batch of the keys of persons and things anew. Passes those over that somebody holds:
    /// the next round finds them.
    ///
    /// @param after the owner that the batch before ended with
    /// @return the owner that this one ends with; empty if nothing was left
    private Optional<String> rewrap(WorkspaceId workspace, WorkspaceKeys keys, String after) {
        List<Stored> batch =
                database.sql()
                        .sql(LOCK_OLDER)
                        .param("workspace", workspace.value())
                        .param("after", after)
                        .param("newest", keys.newest())
                        .param("limit", BATCH)
                        .query((row, number) -> new Stored(row))
                        .list();
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        database.sql()
                .sql(SET)
                .param("workspace", workspace.value())
                .param("newest", keys.newest())
                .param("owners", batch.stream().map(Stored::owner).toArray(String[]::new))
                .param(
                        "keys",
                        batch.stream()
                                .map(key -> keys.rewrap(key.owner(), key.wrapping(), key.wrapped()))
                                .toArray(byte[][]::new))
                .update();
        return Optional.of(batch.getLast().owner());
    }

    private boolean dropOlder(WorkspaceId workspace, int newest) {
        List<Integer> older =
                database.sql()
                        .sql(LOCK_OLDER_WRAPPING)
                        .param("workspace", workspace.value())
                        .param("newest", newest)
                        .query((row, number) -> row.getInt(1))
                        .list();
        if (older.isEmpty()) {
            return true;
        }
        boolean needed =
                database.sql()
                        .sql(IS_NEEDED)
                        .param("workspace", workspace.value())
                        .param("newest", newest)
                        .query((row, number) -> row.getBoolean(1))
                        .single();
        if (needed) {
            return false;
        }
        database.sql()
                .sql(DROP_OLDER_WRAPPING)
                .param("workspace", workspace.value())
                .param("newest", newest)
                .update();
        rotated.accept(workspace);
        return true;
    }
}
