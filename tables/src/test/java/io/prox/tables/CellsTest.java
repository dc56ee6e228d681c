package io.prox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "4096, 3",
        "50000, 200",
        "50000, 5000",
        "90000, 80000",
        "300000, 500000"
    })
    void givesBackEveryCell(int rows, int values) {
        List<String> texts = texts(rows, values);

        Cells cells = Cells.of(texts);

        assertThat(cells.rows()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(cells.text(row)).isEqualTo(texts.get(row));
        }
    }

    @ParameterizedTest
    @CsvSource({"50000, 200", "90000, 80000"})
    void visitsEveryCellOnce(int rows, int values) {
        List<String> texts = texts(rows, values);
        var counted = new HashMap<String, Integer>();

        Cells.of(texts).forEachValue((text, cells) -> counted.merge(text, cells, Integer::sum));

        Map<String, Integer> expected = new HashMap<>();
        texts.forEach(text -> expected.merge(text, 1, Integer::sum));
        assertThat(counted).isEqualTo(expected);
    }

    @Test
    void codesValuesThatRepeatAndNoOthers() {
        assertThat(Cells.of(texts(50_000, 200)).isCoded()).isTrue();
        assertThat(Cells.of(texts(50_000, 10_000_000)).isCoded()).isFalse();
    }

    @Test
    void keepsLongCells() {
        var random = new SplittableRandom(5);
        var texts = new ArrayList<String>();
        for (int row = 0; row < 30_000; row++) {
            texts.add("ä" + random.nextLong() + "x".repeat(row % 97));
        }

        Cells cells = Cells.of(texts);

        for (int row = 0; row < texts.size(); row++) {
            assertThat(cells.text(row)).isEqualTo(texts.get(row));
        }
    }

    private static List<String> texts(int rows, int values) {
        var random = new SplittableRandom(rows + values);
        var texts = new ArrayList<String>(rows);
        for (int row = 0; row < rows; row++) {
            int value = random.nextInt(values);
            texts.add(value == 0 ? "" : "wert-ü" + value);
        }
        return texts;
    }
}
