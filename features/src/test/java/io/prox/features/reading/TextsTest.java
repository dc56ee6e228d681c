package io.prox.features.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void cleanTextsHaveNothingThatCannotBeKeptOrSeen() {
        assertThat(Texts.clean(" Zoë\0 \u202Egrows\uFEFF\tup\n")).isEqualTo("Zoë grows\tup");
        assertThat(Texts.clean("\uD83D\uDE00 and \uD83D")).isEqualTo("\uD83D\uDE00 and \uFFFD");
    }

    @Test
    void aLongTextIsShownWithoutHalfACharacterAtItsEnd() {
        String faces = "a" + "\uD83D\uDE00".repeat(40);

        assertThat(Texts.shown(faces)).isEqualTo("a" + "\uD83D\uDE00".repeat(29) + "…");
        assertThat(Texts.shown("b" + faces)).isEqualTo("ba" + "\uD83D\uDE00".repeat(29) + "…");
        assertThat(Texts.shown("short")).isEqualTo("short");
    }
}
