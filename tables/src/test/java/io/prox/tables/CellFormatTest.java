package io.prox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellFormatTest {

    @Test
    void levelsIgnoreCaseAndBlanks() {
        var levels = new CellFormat.Levels(List.of("Won", "Lost"), Set.of("select"));

        assertThat(levels.parse(" won\u00A0")).isZero();
        assertThat(levels.parse("LOST")).isEqualTo(1);
        assertThat(levels.parse("Select")).isNaN();
        assertThat(levels.parse(" ")).isNaN();
        assertThat(levels.parse("Open")).isEqualTo(CellFormat.NEW_LEVEL);
    }

    @Test
    void levelsReadACodeWithAnIdleFraction() {
        var levels = new CellFormat.Levels(List.of("1", "2", "2.5"), Set.of());

        assertThat(levels.parse("2.0")).isEqualTo(1);
        assertThat(levels.parse("2.5")).isEqualTo(2);
        assertThat(levels.parse("-1.0")).isEqualTo(CellFormat.NEW_LEVEL);
    }

    @Test
    void yesAndNoAreReadInAnyWords() {
        var levels = new CellFormat.Levels(List.of("No", "Yes"), Set.of());

        assertThat(levels.parse("TRUE")).isEqualTo(1);
        assertThat(levels.parse("0")).isZero();
        assertThat(levels.parse("nein")).isZero();
        assertThat(levels.parse("1.0")).isEqualTo(1);
    }

    @Test
    void otherTwoLevelsAreNotYesAndNo() {
        var levels = new CellFormat.Levels(List.of("male", "female"), Set.of());

        assertThat(levels.parse("yes")).isEqualTo(CellFormat.NEW_LEVEL);
    }
}
