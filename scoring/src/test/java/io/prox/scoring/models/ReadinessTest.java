package io.prox.scoring.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | report 100 more, at least 20 of them won and 20 lost.",
                "5 | 40 | report 55 more, at least 15 of them won.",
                "5 | 300 | report 15 more that were won.",
                "300 | 5 | report 15 more that were lost.",
                "30 | 40 | report 30 more of either kind.",
                "1000 | 200 | 1,000 won, 200 not."
            })
    void saysWhatIsMissing(long won, long lost, String words) {
        assertThat(new Readiness(won, lost).words()).endsWith(words);
    }
}
