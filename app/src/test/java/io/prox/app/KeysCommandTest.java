package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.platform.sealing.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void putsANewKeyInThePlaceOfTheOneInTheDataDirectory() throws Exception {
        Path key = folder.resolve("keys/master.key");
        String mark = MasterKey.readOrMake(key).mark();
        Path old = Files.copy(key, folder.resolve("old.key"));

        CommandRun run = CommandRun.of("keys", "rotate", "--data", folder);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Master key: " + key + "\n");
        assertThat(MasterKey.read(key).made(mark)).isTrue();
        assertThat(MasterKey.read(old).made(MasterKey.read(key).mark())).isFalse();

        CommandRun again = CommandRun.of("keys", "rotate", "--file", key);

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err()).contains("a rotation is not done");
    }

    @Test
    void saysWhatIsMissing() {
        CommandRun nothing = CommandRun.of("keys");
        CommandRun none = CommandRun.of("keys", "rotate", "--data", folder);

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("say what to do with the keys: rotate");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Cannot read the master key", folder.toString());
    }
}
