package io.prox.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
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
        KeysetHandle.Builder rotated =
                KeysetHandle.newBuilder(
                        TinkJsonProtoKeysetFormat.parseKeyset(
                                Files.readString(file),
                                RegistryConfiguration.get(),
                                InsecureSecretKeyAccess.get()));
        rotated.addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary());
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        rotated.build(),
                        RegistryConfiguration.get(),
                        InsecureSecretKeyAccess.get()));

        assertThat(MasterKey.read(file).made(before)).isTrue();
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
