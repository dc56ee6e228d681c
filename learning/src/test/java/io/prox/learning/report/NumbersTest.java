package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.0001, <0.1 %",
        "0.004, 0.4 %",
        "0.064, 6.4 %",
        "0.0994, 9.9 %",
        "0.0996, 10 %",
        "0.638, 64 %",
        "0.994, 99 %",
        "0.9961, >99 %",
        "1, 100 %",
    })
    void writesProbabilitiesAsWholePerCentOrOneDecimalBelowTen(double fraction, String words) {
        assertThat(Numbers.percent(fraction)).isEqualTo(words.replace(' ', '\u00A0'));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1 %", "0.05, 5 %", "0.2, 20 %", "0.005, 0.5 %"})
    void writesChosenSharesAsTheyWereChosen(double share, String words) {
        assertThat(Numbers.share(share)).isEqualTo(words.replace(' ', '\u00A0'));
    }

    @Test
    void givesAFigureNoMoreDigitsThanItsIntervalKnows() {
        assertThat(Numbers.figureWithInterval(new Estimate(0.87654, 0.87234, 0.88012)))
                .isEqualTo("0.877 (0.872–0.880)");
        assertThat(Numbers.figureWithInterval(new Estimate(0.71234, 0.61234, 0.81234)))
                .isEqualTo("0.71 (0.61–0.81)");
        assertThat(Numbers.figureWithInterval(new Estimate(0.5, 0.5, 0.5)))
                .isEqualTo("0.500 (0.500–0.500)");
    }

    @Test
    void writesBothEndsLikeTheValue() {
        assertThat(Numbers.percentWithInterval(new Estimate(0.638, 0.609, 0.667)))
                .isEqualTo("64\u00A0% (61–67)");
        assertThat(Numbers.percentWithInterval(new Estimate(0.026, 0.0241, 0.0283)))
                .isEqualTo("2.6\u00A0% (2.4–2.8)");
        assertThat(Numbers.factorWithInterval(new Estimate(2.54, 2.41, 2.66)))
                .isEqualTo("2.5× (2.4–2.7)");
        assertThat(Numbers.factorWithInterval(new Estimate(11.4, 8.2, 13.1)))
                .isEqualTo("11× (8–13)");
    }

    @Test
    void separatesThousandsAndShowsSigns() {
        assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.signed(0.424)).isEqualTo("+0.42");
        assertThat(Numbers.signed(-0.1)).isEqualTo("−0.10");
        assertThat(Numbers.decimal(-0.001, 2)).isEqualTo("0.00");
    }

    @Test
    void countsCasesInARoundNumberOfLeads() {
        assertThat(Numbers.outOf(0.284)).isEqualTo("28 of 100");
        assertThat(Numbers.outOf(0.0412)).isEqualTo("41 of 1,000");
    }

    @ParameterizedTest
    @CsvSource({"0.87654321, 0.876543", "41188, 41188", "-0.5, -0.5", "1e-7, 0.0000001", "0, 0"})
    void writesSixDigitsForAMachine(double value, String raw) {
        assertThat(Numbers.raw(value)).isEqualTo(raw);
    }
}
