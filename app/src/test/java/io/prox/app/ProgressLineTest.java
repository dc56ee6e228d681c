package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong();

    @Test
    void elsewhereThanOnATerminalEachStageIsOneLine() {
        try (var progress = new ProgressLine(err, false, now::get)) {
            progress.report("reading", 0);
            progress.report("learning, fold 1 of 5", 0.1);
            progress.report("learning, fold 1 of 5", 0.2);
        }

        assertThat(shown()).isEqualTo("prox: reading\nprox: learning, fold 1 of 5\n");
    }

    @Test
    void onATerminalOneLineShowsStageShareAndRemainingTimeAndGoesAway() {
        try (var progress = new ProgressLine(err, true, now::get)) {
            progress.report("learning", 0);
            now.set(10 * SECOND);
            progress.report("learning", 0.25);
        }

        assertThat(shown())
                .doesNotContain("\n")
                .contains("learning")
                .contains(" 25 %, 31 s left")
                .endsWith("\r\u001b[K");
    }

    @Test
    void aLineFitsEightyColumnsWhateverTheStageIsCalled() {
        try (var progress = new ProgressLine(err, true, now::get)) {
            now.set(3600 * SECOND);
            progress.report("a stage of a name that is much longer than it should be", 0.1);
        }

        String line = shown().replace("\u001b[K", "").replace("\r", "");
        assertThat(line.codePointCount(0, line.length())).isLessThan(80);
    }

    @Test
    void theShareNeverFalls() {
        try (var progress = new ProgressLine(err, true, now::get)) {
            progress.report("a", 0.5);
            progress.report("b", 0.2);
        }

        assertThat(shown()).contains("50 %").doesNotContain("20 %");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
