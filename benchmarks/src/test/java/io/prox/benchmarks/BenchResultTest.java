package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BenchResultTest {
    @TempDir private Path folder;

    @Test
    void holdsWhenEveryGoalHolds() {
        var result = new BenchResult("sample");
        result.add(Goal.atLeast(4, "times as fast", 4));
        result.add(Goal.atMost(1e-9, "difference", 0));

        assertThat(result.verdict()).isEqualTo("bench sample: all 2 goals held");
        assertThat(result.exitCode()).isEqualTo(Goals.HELD);
    }

    @Test
    void namesTheGoalsThatWereMissed() {
        var result = new BenchResult("sample");
        result.add(Goal.atLeast(4, "times as fast", 3.9));
        result.add(Goal.atMost(1e-9, "difference", 0));
        result.add(Goal.atMost(1, "never measured", Double.NaN));

        assertThat(result.verdict())
                .isEqualTo("bench sample: 2 of 3 goals missed: times as fast; never measured");
        assertThat(result.exitCode()).isEqualTo(Goals.MISSED);
    }

    @Test
    void takesTheMiddleOfTheRounds() {
        assertThat(new Figure("odd", "ns", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Figure("even", "ns", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
        assertThatThrownBy(() -> new Figure("none", "ns", List.of()))
                .hasMessage("figure has no rounds: none");
    }

    @Test
    void writesEverythingAsJson() throws Exception {
        var result = new BenchResult("sample");
        result.add(new Figure("ours", "ns/row", List.of(3.0, 1.0, 2.0)));
        result.add(Goal.atLeast(4, "times as fast", 5));

        Path file = result.write(folder, folder.resolve("results"));

        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(file.getFileName()).hasToString("sample.json");
        assertThat(json.at("/bench").asString()).isEqualTo("sample");
        assertThat(json.at("/commit").asString()).isEqualTo("unknown");
        assertThat(json.at("/cores").asInt()).isPositive();
        assertThat(json.at("/figures/0/median").asDouble()).isEqualTo(2);
        assertThat(json.at("/figures/0/rounds").size()).isEqualTo(3);
        assertThat(json.at("/goals/0/atLeast").asDouble()).isEqualTo(4);
        assertThat(json.at("/goals/0/held").asBoolean()).isTrue();
    }

    @Test
    void callsAFailureAFaultOfOurs() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        int code =
                Bench.run(
                        "sample",
                        progress -> {
                            throw new IllegalStateException("no luck");
                        },
                        out);

        assertThat(code).isEqualTo(Goals.FAULT);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .endsWith("bench sample: failed: no luck" + System.lineSeparator());
    }
}
