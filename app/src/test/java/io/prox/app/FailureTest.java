package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.LearningException;
import io.prox.tables.TableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void whatAPersonCanMendIsOneMessageAndTwo() {
        assertThat(Failure.tell(new UserMistake("a"), false, err)).isEqualTo(2);
        assertThat(Failure.tell(new LearningException("b"), false, err)).isEqualTo(2);
        assertThat(Failure.tell(new TableException("c"), false, err)).isEqualTo(2);

        assertThat(shown()).isEqualTo("prox: a\nprox: b\nprox: c\n");
    }

    @Test
    void aFullDiskIsSaidAsSuchHoweverItArrives() {
        var full = new IOException("No space left on device");

        assertThat(Failure.tell(new UncheckedIOException(full), false, err)).isEqualTo(2);
        assertThat(Failure.tell(new WriteFailure(full), false, err)).isEqualTo(2);

        assertThat(shown().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("prox: no space left on the disk"));
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamed() {
        assertThat(Failure.tell(new AccessDeniedException("/x/y.prox"), false, err)).isEqualTo(2);

        assertThat(shown()).isEqualTo("prox: /x/y.prox: permission denied\n");
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoFailure() {
        int code = Failure.tell(new WriteFailure(new IOException("Broken pipe")), false, err);

        assertThat(code).isZero();
        assertThat(shown()).isEmpty();
    }

    @Test
    void tooLittleMemorySaysHowToGiveMore() {
        assertThat(Failure.tell(new OutOfMemoryError("heap"), false, err)).isEqualTo(2);

        assertThat(shown()).contains("PROX_JAVA_OPTS=-Xmx").doesNotContain("OutOfMemoryError");
    }

    @Test
    void aFaultOfOursIsOneLineAndLeavesItsDetailsInAFile() throws IOException {
        assertThat(Failure.tell(new IllegalStateException("broken"), false, err)).isEqualTo(1);

        assertThat(shown().lines()).hasSize(1);
        Path log = Path.of(shown().replaceFirst(".*details are in ", "").strip());
        assertThat(Files.readString(log)).contains("IllegalStateException: broken", "\tat ");
        Files.delete(log);
    }

    @Test
    void withDebugTheDetailsAreShown() {
        assertThat(Failure.tell(new IllegalStateException("broken"), true, err)).isEqualTo(1);

        assertThat(shown()).contains("\tat ");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
