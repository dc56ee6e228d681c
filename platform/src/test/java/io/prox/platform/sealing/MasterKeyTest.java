package io.prox.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A master key is known again by its mark, and can be copied.
class MasterKeyTest {
    @TempDir Path folder = Path.of("");

    @Test
    void aMarkIsOfTheKeyThatMadeIt() {
        MasterKey key = MasterKey.readOrMake(folder.resolve("a/master.key"));
        MasterKey other = MasterKey.readOrMake(folder.resolve("b/master.key"));

        assertThat(key.mark()).matches("[A-Za-z0-9_=-]+");
        assertThat(key.made(key.mark())).isTrue();
        assertThat(MasterKey.read(folder.resolve("a/master.key")).made(key.mark())).isTrue();
        assertThat(key.made(other.mark())).isFalse();
        assertThat(key.made("")).isFalse();
        assertThat(key.made("no mark at all")).isFalse();
    }

    @Test
    void aKeyThatWasRotatedKnowsTheMarksFromBefore() throws Exception {
        Path file = folder.resolve("master.key");
        String before = MasterKey.readOrMake(file).mark();
        Path old = Files.copy(file, folder.resolve("old.key"));

        MasterKey.rotate(file);

        MasterKey rotated = MasterKey.read(file);
        assertThat(rotated.made(before)).isTrue();
        assertThat(MasterKey.read(old).made(rotated.mark())).isFalse();
        rotated.dropOlder();
        assertThat(rotated.made(before)).isFalse();
        assertThat(rotated.made(MasterKey.read(file).mark())).isTrue();
    }

    @Test
    void aSecondRotationWaitsForTheFirst() {
        Path file = folder.resolve("master.key");
        MasterKey key = MasterKey.readOrMake(file);
        MasterKey.rotate(file);

        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> MasterKey.rotate(file))
                .withMessageContaining("a rotation is not done");
        key.refresh();
        key.dropOlder();
        MasterKey.rotate(file);
        key.dropOlder(); // of a process that does not know the newest yet: it takes nothing out

        key.refresh();
        assertThat(key.holdsOlder()).isTrue();
    }

    @Test
    void whoeverMayReadTheFileStillMayWhenItIsRotated() throws Exception {
        Path file = folder.resolve("master.key");
        MasterKey.readOrMake(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        MasterKey.rotate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> MasterKey.rotate(folder.resolve("none")))
                .withMessageContaining("Cannot read the master key");
    }

    @Test
    void aFileOfAnotherKindIsNoKey() throws Exception {
        Path file = Files.write(folder.resolve("other"), new byte[] {31, -117, 8, 0, -1, -2});

        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> MasterKey.read(file))
                .withMessageContaining("The master key " + file + " is damaged");
    }

    @Test
    void aCopyIsTheSameAndOnlyItsOwnerCanReadIt() throws Exception {
        Path file = folder.resolve("master.key");
        Path copy = folder.resolve("copy");
        MasterKey.readOrMake(file);

        MasterKey.copy(file, copy);

        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> MasterKey.copy(file, folder.resolve("none/copy")))
                .withMessageContaining("Cannot write the master key to")
                .withMessageContaining("none/copy");
        assertThatExceptionOfType(SealingException.class)
                .isThrownBy(() -> MasterKey.copy(folder.resolve("none"), folder.resolve("x")))
                .withMessageContaining("Cannot read the master key");
    }
}
