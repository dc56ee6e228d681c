package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new master key takes the place of the one before while keys are made, opened and destroyed.
class KeyRotationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final WorkspaceId ONE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");
    private static final byte[] TEXT = "ada@example.com".getBytes(UTF_8);

    /// More than two batches.
    private static final int OWNERS = 2_500;

    @TempDir private Path folder = Path.of("");
    private Path file = Path.of("");
    private Path old = Path.of("");
    private TestDatabase test;
    private Database database;
    private Sealing sealing;
    private final List<WorkspaceId> told = new ArrayList<>();

    /// What was sealed, by owner.
    private final Map<String, byte[]> sealed = new HashMap<>();

    private byte[] own = {};
    private String token = "";

    @BeforeEach
    void sealWithTheOldKey() throws Exception {
        test = new TestDatabase();
        database = test.database();
        file = folder.resolve("master.key");
        sealing = start();
        makeWorkspace(sealing, ONE);
        makeWorkspace(sealing, OTHER);
        Map<String, NewDataKey> keys =
                IntStream.range(0, OWNERS)
                        .mapToObj("lead_%05d"::formatted)
                        .collect(Collectors.toMap(id -> id, id -> sealing.keys(ONE).make(id)));
        keys.forEach((id, key) -> sealed.put(id, key.key().seal("email", TEXT)));
        database.within(ONE, () -> sealing.keep(ONE, keys));
        own = sealing.keys(ONE).own().seal("name", TEXT);
        token = sealing.keys(ONE).index().token("email", "ada");
        old = Files.copy(file, folder.resolve("old.key"));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void wrapsEveryKeyAnewAndLeavesTheDataAsItIs() {
        Sealing twin = start();
        twin.keys(ONE);
        MasterKey.rotate(file);

        rotation(sealing, told::add).visit();

        assertThat(told).containsExactly(ONE, OTHER);
        assertThat(MasterKey.read(file).holdsOlder()).isFalse();
        assertAllOpens(sealing);
        assertAllOpens(twin);
        assertAllOpens(start());
        assertTheOldKeyOpensNothing();
        assertThat(wrappings(ONE)).isEqualTo(Map.of(2, (long) OWNERS));
        rotation(sealing, told::add).visit();
        assertThat(told).hasSize(2);
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        test.asSuperuser(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN RAISE 'died'; END $$;
                CREATE TRIGGER die BEFORE UPDATE ON platform.data_key FOR EACH ROW
                    WHEN (OLD.owner_id = 'lead_01500') EXECUTE FUNCTION die()
                """);
        MasterKey.rotate(file);

        assertThatThrownBy(() -> rotation(sealing, told::add).visit())
                .hasStackTraceContaining("died");

        assertThat(told).isEmpty();
        assertThat(wrappings(ONE)).containsOnlyKeys(1, 2);
        assertThat(MasterKey.read(file).holdsOlder()).isTrue();
        assertAllOpens(sealing);
        assertAllOpens(start());

        test.asSuperuser("DROP TRIGGER die ON platform.data_key");
        assertThatThrownBy(
                        () ->
                                rotation(
                                                start(),
                                                workspace -> {
                                                    throw new IllegalStateException("died again");
                                                })
                                        .visit())
                .hasMessage("died again");
        assertThat(MasterKey.read(file).holdsOlder()).isTrue();
        assertAllOpens(start());

        rotation(start(), told::add).visit();

        assertThat(told).containsExactly(ONE, OTHER);
        assertThat(MasterKey.read(file).holdsOlder()).isFalse();
        assertAllOpens(start());
        assertTheOldKeyOpensNothing();
    }

    @Test
    void aProcessThatKnowsTheOldKeysAloneMakesNoneThatAreWrappedByThem() {
        Sealing stale = start();
        stale.installationIndex();
        NewDataKey made = stale.keys(ONE).make("lead_new");
        byte[] text = made.key().seal("email", TEXT);
        MasterKey.rotate(file);
        rotation(sealing, told::add).visit();
        var third = new WorkspaceId("ws_3");

        database.within(ONE, () -> stale.keep(ONE, Map.of("lead_new", made)));
        makeWorkspace(stale, third);

        sealed.put("lead_new", text);
        Sealing fresh = start();
        assertAllOpens(fresh);
        assertThat(fresh.keys(third).own().open("name", stale.keys(third).own().seal("name", TEXT)))
                .isEqualTo(TEXT);
    }

    @Test
    void waitsUntilAllProcessesKnowTheNewKey() {
        MasterKey.rotate(file);
        var asked = new ArrayList<String>();

        new KeyRotation(
                        database,
                        sealing,
                        () -> List.of(ONE, OTHER),
                        key -> {
                            asked.add(key);
                            return false;
                        },
                        told::add)
                .visit();

        assertThat(asked).containsExactly(sealing.masterKey());
        assertThat(told).isEmpty();
        assertThat(wrappings(ONE)).containsOnlyKeys(1);
        assertAllOpens(start(old));
    }

    @Test
    void passesOverAKeyThatSomebodyHoldsAndComesBackToIt() throws Exception {
        MasterKey.rotate(file);
        var held = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder =
                    other.submit(
                            () ->
                                    database.within(
                                            ONE,
                                            () -> {
                                                sealing.destroy(ONE, List.of("lead_00007"));
                                                held.countDown();
                                                await(enough);
                                            }));
            try {
                await(held);

                rotation(sealing, told::add).visit();

                assertThat(told).containsExactly(OTHER);
                assertThat(wrappings(ONE)).isEqualTo(Map.of(1, 1L, 2, (long) OWNERS - 1));
                assertThat(MasterKey.read(file).holdsOlder()).isTrue();
            } finally {
                enough.countDown();
            }
            holder.get();
        }
        sealed.remove("lead_00007");

        rotation(sealing, told::add).visit();

        assertThat(told).containsExactly(OTHER, ONE);
        assertAllOpens(start());
        assertTheOldKeyOpensNothing();
    }

    @Test
    void losesNoKeyThatIsKeptMeanwhile() throws Exception {
        Sealing stale = start();
        NewDataKey made = stale.keys(ONE).make("lead_new");
        sealed.put("lead_new", made.key().seal("email", TEXT));
        var kept = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> keeper =
                    others.submit(
                            () ->
                                    database.within(
                                            ONE,
                                            () -> {
                                                stale.keep(ONE, Map.of("lead_new", made));
                                                kept.countDown();
                                                await(enough);
                                            }));
            Future<?> rotation;
            try {
                await(kept);
                MasterKey.rotate(file);
                rotation = others.submit(() -> rotation(sealing, told::add).visit());
                awaitWaitingForALock();
            } finally {
                enough.countDown();
            }
            keeper.get();
            rotation.get();
        }

        assertThat(told).containsExactly(OTHER);
        assertThat(wrappings(ONE)).containsEntry(1, 1L);
        rotation(sealing, told::add).visit();
        assertThat(told).containsExactly(OTHER, ONE);
        assertAllOpens(start());
    }

    private void awaitWaitingForALock() {
        Awaitility.await()
                .until(
                        () ->
                                database.sql()
                                        .sql(
                                                """
                                                SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted
                                                    AND database = (SELECT oid FROM pg_database
                                                        WHERE datname = current_database())
                                                    OR NOT granted AND locktype = 'transactionid')
                                                """)
                                        .query((row, number) -> row.getBoolean(1))
                                        .single());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private KeyRotation rotation(Sealing sealing, Consumer<WorkspaceId> rotated) {
        return new KeyRotation(database, sealing, () -> List.of(ONE, OTHER), key -> true, rotated);
    }

    private Sealing start() {
        return start(file);
    }

    /// As a process that has just begun.
    private Sealing start(Path masterKey) {
        return Sealing.start(database, masterKey, new SecureRandom(), CLOCK);
    }

    private void makeWorkspace(Sealing maker, WorkspaceId workspace) {
        database.within(workspace, () -> maker.makeKeys(workspace));
    }

    private void assertAllOpens(Sealing by) {
        Map<String, DataKey> keys = database.within(ONE, () -> by.open(ONE, sealed.keySet()));
        assertThat(keys).hasSameSizeAs(sealed);
        sealed.forEach(
                (id, text) ->
                        assertThat(requireNonNull(keys.get(id)).open("email", text))
                                .isEqualTo(TEXT));
        assertThat(by.keys(ONE).own().open("name", own)).isEqualTo(TEXT);
        assertThat(by.keys(ONE).index().token("email", "ada")).isEqualTo(token);
        assertThat(by.installationIndex().token("name", "ada"))
                .isEqualTo(sealing.installationIndex().token("name", "ada"));
    }

    private void assertTheOldKeyOpensNothing() {
        var thief = new Sealing(database, MasterKey.read(old), new SecureRandom(), CLOCK);
        assertThatThrownBy(() -> start(old)).isInstanceOf(SealingException.class);
        for (WorkspaceId workspace : List.of(ONE, OTHER)) {
            assertThatThrownBy(() -> thief.keys(workspace)).isInstanceOf(SealingException.class);
        }
    }

    /// How many keys are wrapped by which of the workspace's.
    private Map<Integer, Long> wrappings(WorkspaceId workspace) {
        return database
                .within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(
                                                "SELECT wrapping, count(*) FROM platform.data_key GROUP BY 1")
                                        .query(
                                                (row, number) ->
                                                        Map.entry(row.getInt(1), row.getLong(2)))
                                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
