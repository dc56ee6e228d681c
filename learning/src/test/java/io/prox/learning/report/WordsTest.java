package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0.85, 0.87, more leads would probably help.",
        "0.85, 0.855, More leads would help a little.",
        "0.85, 0.851, hardly help",
        "0.85, 0.84, hardly help",
    })
    void saysFromTheLastDoublingWhetherMoreLeadsWouldHelp(
            double before, double last, String words) {
        assertThat(Words.learning(List.of(point(1000, before), point(2000, last))))
                .startsWith("From 1,000 to 2,000 leads the ROC-AUC went from 0.850 to ")
                .contains(words);
    }

    @Test
    void countsDoublingsNotSteps() {
        // 0.016 over two doublings is 0.008 each
        assertThat(Words.learning(List.of(point(1000, 0.85), point(4000, 0.866))))
                .endsWith("More leads would help a little.");
    }

    @Test
    void comparesWithTheBestOfTheSimplerWays() {
        assertThat(
                        Words.comparison(
                                List.of(
                                        contender("ProX", 0.88),
                                        contender("Base rate", 0.5),
                                        contender("Logistic regression", 0.86))))
                .isEqualTo(
                        "ProX ranks better than the best of the simpler ways (Logistic regression)"
                                + " by 0.020 in ROC-AUC.");
    }

    @Test
    void admitsThatASimplerWayIsBetterOrAsGood() {
        assertThat(Words.comparison(List.of(contender("ProX", 0.85), contender("Trees", 0.86))))
                .contains("ranks worse than the best of the simpler ways (Trees) by 0.010");
        assertThat(Words.comparison(List.of(contender("ProX", 0.85), contender("Trees", 0.8502))))
                .isEqualTo("Trees ranks as well as ProX.");
    }

    @Test
    void saysHowFarAPerfectOrderWouldGet() {
        Proof proof = SampleProofs.USEFUL;
        Measurement measurement = Measurement.crossValidation(proof);

        assertThat(Words.gains(measurement))
                .endsWith(
                        "a perfect order would reach %s."
                                .formatted(Numbers.percent(0.1 / proof.data().baseRate())));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void advisesOnlyWhereTheSignalIsPoor(Verdict verdict) {
        assertThat(Words.advice(verdict).isEmpty())
                .isEqualTo(verdict == Verdict.STRONG || verdict == Verdict.USEFUL);
    }

    private static CurvePoint point(int leads, double rocAuc) {
        return new CurvePoint(leads, new Estimate(rocAuc, rocAuc - 0.01, rocAuc + 0.01), 0.5);
    }

    private static Contender contender(String name, double rocAuc) {
        Estimate any = new Estimate(rocAuc, rocAuc, rocAuc);
        return new Contender(name, new Metrics(any, any, any, any, any, List.of()));
    }
}
