package io.prox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "42 | 42",
                "-5 | -5",
                "+3.2 | 3.2",
                ".5 | 0.5",
                "5. | 5",
                "0.10000000000000001 | 0.1",
                "1,234.50 | 1234.5",
                "1,234,567 | 1234567",
                "12,34,567 | 1234567",
                "1 234,567 | NaN",
                "1 234.5 | 1234.5",
                "1\u00A0234 | 1234",
                "1\u202F234\u202F567 | 1234567",
                "1'234.50 | 1234.5",
                "1’234 | 1234",
                "(500) | -500",
                "($1,500.25) | -1500.25",
                "500- | -500",
                "\u2212500 | -500",
                "$5 | 5",
                "-$5 | -5",
                "$-5 | -5",
                "€ 1,000 | 1000",
                "1,000 € | 1000",
                "3 USD | 3",
                "EUR 3.5 | 3.5",
                "R$ 10 | 10",
                "Rs. 10 | 10",
                "12 % | 12",
                "12.5% | 12.5",
                "1.5e-3 | 0.0015",
                "2E5 | 200000",
                "20k | 20000",
                "0:05:30 | 330",
                "10:15 | 615",
                "125:00:01 | 450001",
                "$1.5M | 1500000",
                "2 bn | 2000000000",
                "12345678901234567890 | 12345678901234567890",
            })
    void readsWhatPeopleWriteWithAPoint(String cell, Double number) {
        assertThat(NumberText.parse(cell, '.', ',')).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,50 | 1234.5",
                "1.234.567 | 1234567",
                "0,5 | 0.5",
                "1 234,5 | 1234.5",
                "-1.234 | -1234",
                "12,5 % | 12.5",
                "1.234,56 € | 1234.56",
                "1.23 | NaN",
                "0.123 | NaN",
            })
    void readsWhatPeopleWriteWithAComma(String cell, Double number) {
        assertThat(NumberText.parse(cell, ',', '.')).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                ".",
                "$",
                "%",
                "()",
                "abc",
                "1 2",
                "1,23",
                "1,2345",
                "12,345,67",
                "0,123",
                "1.2.3",
                "--5",
                "5-5",
                "1e",
                "0x1F",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "1e999",
                "12 Main St",
                "5 min",
                "10-49",
                "2024-03-31",
                "1,,000",
                "1, 000",
                "$ $ 5",
                "(5",
                "5)",
                "5 % %",
                "1'23",
                "16:9",
                "10:75",
                "1:2:3",
                "10:15 PM",
                "::",
                "1:00:00:00",
                "١٢"
            })
    void refusesWhatIsNoNumber(String cell) {
        assertThat(NumberText.parse(cell, '.', ',')).isNaN();
    }

    @Test
    void takesAWordForMissingFirst() {
        var format = new CellFormat.Numbers('.', ',', Set.of("999"));

        assertThat(format.parse("999")).isNaN();
        assertThat(format.parse("998")).isEqualTo(998);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsEveryDoubleAsTheLibraryDoes(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = Double.toString(number);

                assertThat(NumberText.parse(text, '.', ',')).as(text).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhatIsWrittenWithMarks(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            double number = random.nextLong(-999_999_999_999L, 999_999_999_999L) / 100.0;
            String english = String.format(Locale.ROOT, "%,.2f", number);
            String german = english.replace(',', '_').replace('.', ',').replace('_', '.');

            assertThat(NumberText.parse(english, '.', ',')).as(english).isEqualTo(number);
            assertThat(NumberText.parse(german, ',', '.')).as(german).isEqualTo(number);
            assertThat(NumberText.parse(english.replace(',', '\u00A0'), '.', '\0'))
                    .as(english)
                    .isEqualTo(number);
        }
    }
}
