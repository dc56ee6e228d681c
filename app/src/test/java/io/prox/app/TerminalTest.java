package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void eachStreamCountsForItself() {
        Map<String, String> environment = Map.of("TERM", "xterm");

        assertThat(Terminal.of("out err", environment)).isEqualTo(new Terminal(true, true));
        assertThat(Terminal.of("err", environment)).isEqualTo(new Terminal(false, true));
        assertThat(Terminal.of("", environment)).isEqualTo(Terminal.PLAIN);
    }

    @Test
    void noColourAndDumbTerminalsAreHeeded() {
        assertThat(Terminal.of("out err", Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isEqualTo(new Terminal(false, true));
        assertThat(Terminal.of("out err", Map.of("TERM", "dumb"))).isEqualTo(Terminal.PLAIN);
        assertThat(Terminal.of("out err", Map.of())).isEqualTo(Terminal.PLAIN);
    }
}
