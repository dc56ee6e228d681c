package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void endsAtRoundValuesAroundTheData() {
        Axis axis = Axis.round(0.829, 0.883, 4, value -> Numbers.decimal(value, 2));

        assertThat(axis.low()).isCloseTo(0.82, within(1e-9));
        assertThat(axis.high()).isCloseTo(0.9, within(1e-9));
        assertThat(axis.ticks().stream().map(axis::words).toList())
                .isEqualTo(List.of("0.82", "0.84", "0.86", "0.88", "0.90"));
    }

    @Test
    void reachesNoFurtherThanAllOfIt() {
        Axis axis = Axis.percent(0.97);

        assertThat(axis.high()).isEqualTo(1);
        assertThat(axis.ticks().stream().map(axis::words).toList())
                .containsExactly(
                        "0\u00A0%",
                        "20\u00A0%", "40\u00A0%", "60\u00A0%", "80\u00A0%", "100\u00A0%");
    }

    @Test
    void showsRareOutcomesLarge() {
        assertThat(Axis.percent(0.034).high()).isCloseTo(0.04, within(1e-9));
    }

    @Test
    void lastsWhereAllValuesAreEqual() {
        assertThat(Axis.round(0.5, 0.5, 4, String::valueOf).at(0.5)).isBetween(0.0, 1.0);
        assertThat(Axis.around(0, String::valueOf).at(0)).isEqualTo(0.5);
    }

    @Test
    void isEvenAroundNothing() {
        Axis axis = Axis.around(2.9, String::valueOf);

        assertThat(axis.low()).isEqualTo(-3);
        assertThat(axis.high()).isEqualTo(3);
        assertThat(axis.at(0)).isEqualTo(0.5);
    }

    @Test
    void putsWhatLiesOutsideAtItsEnds() {
        Axis axis = Axis.percent(1);

        assertThat(axis.at(-0.1)).isZero();
        assertThat(axis.at(1.1)).isOne();
    }

    @Test
    void hasALength() {
        assertThatThrownBy(() -> new Axis(1, 1, List.of(), String::valueOf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axis has no length");
    }
}
