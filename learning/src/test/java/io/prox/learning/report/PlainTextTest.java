package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void turnsBreaksAndControlsIntoOneBlank() {
        assertThat(PlainText.of(" a\r\n\tb\u0000\u001B[31mc\u2028d\u00A0e "))
                .isEqualTo("a b [31mc d e");
    }

    @Test
    void dropsMarksThatTurnTheDirectionButKeepsTheLetters() {
        assertThat(PlainText.of("\u202Eabc\u202C \u2067שם\u2069")).isEqualTo("abc שם");
    }

    @Test
    void replacesHalvesOfCharacters() {
        assertThat(PlainText.of("a\uD83Db\uFFFF")).isEqualTo("a\uFFFDb\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u202E"})
    void namesTheEmpty(String text) {
        assertThat(PlainText.name(text)).isEqualTo("(empty)");
    }

    @Test
    void holdsANumberToItsPerCentSign() {
        assertThat(PlainText.sentence("top 20 % of 3 leads")).isEqualTo("top 20\u00A0% of 3 leads");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "リード, 6",
        "é, 1",
        "e\u0301, 1",
        "👩‍👩‍👧‍👦, 2",
        "🔥, 2",
        "✔\uFE0F, 2",
        "한국, 4",
        "ＡＢ, 4",
        "שם, 2",
    })
    void countsColumns(String text, int columns) {
        assertThat(PlainText.width(text)).isEqualTo(columns);
    }

    @Test
    void cutsTheMiddleAndKeepsBothEnds() {
        assertThat(PlainText.fit("custom_field_amount_2024", 12)).isEqualTo("custom…_2024");
        assertThat(PlainText.fit("short", 5)).isEqualTo("short");
        assertThat(PlainText.fit("リード獲得元の名前", 8)).isEqualTo("リー…前");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverExceedsTheColumnsNorBreaksALetter(long seed) {
        Random random = new Random(seed);
        String[] letters = {"a", "ß", "リ", "🔥", "e\u0301", "👩‍👩‍👧‍👦", " ", "…", "ש"};
        for (int trial = 0; trial < 200; trial++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(letters[random.nextInt(letters.length)]);
            }
            String plain = PlainText.of(text.toString());
            int columns = 3 + random.nextInt(40);

            String fitted = PlainText.fit(plain, columns);

            assertThat(PlainText.width(fitted)).isLessThanOrEqualTo(columns);
            assertThat(fitted.codePoints()).allMatch(PlainText::isHarmless);
            if (!fitted.equals(plain)) {
                assertThat(fitted).contains("…");
            }
        }
    }
}
