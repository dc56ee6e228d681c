package io.prox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.benchmarks.Predicted.Lead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictedTest {
    @Test
    void measuresByHand() {
        var predicted =
                new Predicted(
                        List.of(
                                new Lead(0, true, 0, 0.8),
                                new Lead(1, false, 0, 0.6),
                                new Lead(2, true, 0, 0.5),
                                new Lead(3, false, 0, 0.1)));

        assertThat(predicted.rocAuc()).isEqualTo(0.75);
        assertThat(predicted.logLoss())
                .isCloseTo(
                        -(Math.log(0.8) + Math.log(0.4) + Math.log(0.5) + Math.log(0.9)) / 4,
                        within(1e-12));
    }

    @Test
    void seesProbabilitiesThatAreTooHighByATenth() {
        var predicted =
                new Predicted(
                        IntStream.range(0, 1_000)
                                .mapToObj(row -> new Lead(row, row % 2 == 0, 0, 0.6))
                                .toList());

        assertThat(predicted.calibrationError()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void averagesOverFoldsRatherThanRows() {
        var predicted =
                new Predicted(
                        List.of(
                                new Lead(0, true, 0, 0.9),
                                new Lead(1, false, 0, 0.1),
                                new Lead(2, true, 1, 0.2),
                                new Lead(3, false, 1, 0.3),
                                new Lead(4, false, 1, 0.4)));

        assertThat(predicted.overFolds(Predicted::rocAuc)).isEqualTo(0.5);
    }

    @Test
    void readsWhatEvaluateWrites(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("p.csv"), "row,outcome,fold,probability\n7,1,2,0.25\n");

        assertThat(Predicted.read(file).leads()).containsExactly(new Lead(7, true, 2, 0.25));
    }

    @Test
    void refusesAnotherFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), "id,score\n1,0.5\n");

        assertThatThrownBy(() -> Predicted.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a file of predictions");
    }
}
