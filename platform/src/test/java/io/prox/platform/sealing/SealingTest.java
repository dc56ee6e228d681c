package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final WorkspaceId ONE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");
    private static final byte[] TEXT = "ada@example.com".getBytes(UTF_8);

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static Database database;
    private static Sealing sealing;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        database = test.database();
        sealing = sealing(MasterKey.readOrMake(folder.resolve("master.key")));
        database.within(ONE, () -> sealing.makeKeys(ONE));
        database.within(OTHER, () -> sealing.makeKeys(OTHER));
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void opensWhatItSealed() {
        NewDataKey made = sealing.keys(ONE).make("lead_1");
        byte[] sealed = made.key().seal("email", TEXT);

        DataKey again = sealing.keys(ONE).open("lead_1", made.wrapping(), made.wrapped());

        assertThat(again.open("email", sealed)).isEqualTo(TEXT);
        assertThat(sealed).hasSize(TEXT.length + 28);
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        DataKey key = sealing.keys(ONE).make("lead_1").key();

        assertThat(key.seal("email", TEXT)).isNotEqualTo(key.seal("email", TEXT));
    }

    @Test
    void opensForTheSameUseAlone() {
        DataKey key = sealing.keys(ONE).make("lead_1").key();
        byte[] sealed = key.seal("email", TEXT);

        assertThatThrownBy(() -> key.open("phone", sealed)).isInstanceOf(SealingException.class);
    }

    @Test
    void refusesBytesThatWereChanged() {
        DataKey key = sealing.keys(ONE).make("lead_1").key();
        byte[] sealed = key.seal("email", TEXT);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> key.open("email", sealed)).isInstanceOf(SealingException.class);
    }

    @Test
    void doesNotOpenAKeyForAnotherOwnerOrWorkspace() {
        byte[] wrapped = sealing.keys(ONE).make("lead_1").wrapped();

        assertThatThrownBy(() -> sealing.keys(ONE).open("lead_2", 1, wrapped))
                .isInstanceOf(SealingException.class);
        assertThatThrownBy(() -> sealing.keys(OTHER).open("lead_1", 1, wrapped))
                .isInstanceOf(SealingException.class);
    }

    @Test
    void opensNothingOnceAKeyIsDestroyed() {
        byte[] sealed =
                database.within(
                        ONE,
                        () -> {
                            NewDataKey made = sealing.keys(ONE).make("lead_9");
                            sealing.keep(ONE, Map.of("lead_9", made));
                            return made.key().seal("email", TEXT);
                        });
        assertThat(
                        database.within(
                                ONE,
                                () ->
                                        sealing.open(ONE, "lead_9")
                                                .orElseThrow()
                                                .open("email", sealed)))
                .isEqualTo(TEXT);

        database.within(ONE, () -> sealing.destroy(ONE, List.of("lead_9")));

        Map<String, DataKey> left =
                database.within(ONE, () -> sealing.open(ONE, List.of("lead_9")));
        assertThat(left).isEmpty();
    }

    @Test
    void findsByTokenWithinAWorkspaceAndField() {
        BlindIndex index = sealing.keys(ONE).index();
        String token = index.token("email", "ada@example.com");

        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(index.token("email", "ada@example.com")).isEqualTo(token);
        assertThat(index.token("email", "eve@example.com")).isNotEqualTo(token);
        assertThat(index.token("phone", "ada@example.com")).isNotEqualTo(token);
        assertThat(sealing.keys(OTHER).index().token("email", "ada@example.com"))
                .isNotEqualTo(token);
    }

    @Test
    void givesTheSameTokensInEveryProcess() {
        Sealing twin = sealing(MasterKey.read(folder.resolve("master.key")));

        assertThat(twin.installationIndex().token("sign-in-name", "ada"))
                .isEqualTo(sealing.installationIndex().token("sign-in-name", "ada"));
        assertThat(twin.keys(ONE).index().token("email", "ada"))
                .isEqualTo(sealing.keys(ONE).index().token("email", "ada"));
    }

    @Test
    void saysThatTheMasterKeyIsAnother() {
        Sealing stranger = sealing(MasterKey.readOrMake(folder.resolve("other.key")));

        assertThatThrownBy(() -> stranger.keys(ONE))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("not the one that this data was sealed with");
    }

    @Test
    void makesAMasterKeyForADatabaseThatHoldsNothingSealedAlone() {
        try (TestDatabase fresh = new TestDatabase()) {
            Path first = folder.resolve("first.key");
            Path missing = folder.resolve("missing.key");
            start(fresh, first);

            assertThatThrownBy(() -> start(fresh, missing))
                    .isInstanceOf(SealingException.class)
                    .hasMessageContaining("Cannot read the master key " + missing);
            assertThat(missing).doesNotExist();
            MasterKey.readOrMake(missing);
            assertThatThrownBy(() -> start(fresh, missing))
                    .isInstanceOf(SealingException.class)
                    .hasMessageContaining("not the one that this data was sealed with");
            start(fresh, first);
        }
    }

    private static void start(TestDatabase test, Path masterKey) {
        Sealing.start(test.database(), masterKey, new SecureRandom(), CLOCK);
    }

    @Test
    void keepsTheMasterKeyForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("private.key");
        MasterKey.readOrMake(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhatIsWrongWithAMasterKey() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.key"), "{}");

        assertThatThrownBy(() -> MasterKey.read(folder.resolve("none.key")))
                .hasMessageContaining("Cannot read the master key");
        assertThatThrownBy(() -> MasterKey.read(damaged)).hasMessageContaining("is damaged");
    }

    private static Sealing sealing(MasterKey master) {
        return new Sealing(database, master, new SecureRandom(), CLOCK);
    }
}
