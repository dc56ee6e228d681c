package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofTextTest {
    @ParameterizedTest
    @MethodSource("samples")
    void fitsEightyColumnsAndOneScreen(Proof proof) {
        List<String> lines = ProofText.lines(proof, false);

        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(PlainText.width(line)).as(line).isLessThanOrEqualTo(80));
        assertThat(lines).hasSizeLessThanOrEqualTo(45);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sendsNoControlCharactersWithoutColour(Proof proof) {
        for (String line : ProofText.lines(proof, false)) {
            assertThat(line.codePoints()).as(line).allMatch(PlainText::isHarmless);
            assertThat(line).as("trailing blanks").isEqualTo(line.stripTrailing());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysTheSameInColour(Proof proof) {
        List<String> bare =
                ProofText.lines(proof, true).stream()
                        .map(line -> line.replaceAll("\u001B\\[\\d+m", ""))
                        .toList();

        assertThat(ProofText.lines(proof, true)).anyMatch(line -> line.contains("\u001B[1m"));
        assertThat(bare).isEqualTo(ProofText.lines(proof, false));
    }

    @Test
    void beginsWithVerdictHeadlineAndCautions() {
        Proof proof = SampleProofs.STRONG_WITH_LEAKS_AND_DRIFT;

        List<String> lines = ProofText.lines(proof, false);

        assertThat(lines.get(0)).isEqualTo("Strong signal");
        assertThat(lines.get(1)).isEqualTo(proof.headline());
        assertThat(lines.get(2))
                .matches("95 of 100 repetitions: \\d+ % to \\d+ %. Random calls: 20 %.");
        assertThat(lines).contains("! duration knows the outcome and was left out.");
    }

    @Test
    void showsBothMeasurementsTheLeadingOneFirst() {
        Proof proof = SampleProofs.STRONG_WITH_LEAKS_AND_DRIFT;

        assertThat(ProofText.lines(proof, false))
                .anyMatch(line -> line.matches("Figures +Time split +Cross-validation"))
                .anyMatch(
                        line ->
                                line.startsWith("  ROC-AUC")
                                        && line.contains(
                                                Numbers.figureWithInterval(
                                                        proof.timeSplit()
                                                                .orElseThrow()
                                                                .metrics()
                                                                .rocAuc()))
                                        && line.endsWith(
                                                Numbers.figureWithInterval(
                                                        proof.metrics().rocAuc())))
                .anyMatch(line -> line.matches("Calling the top +1 % +5 % +10 % +20 %"));
    }

    @Test
    void countsWhatItDoesNotName() {
        List<String> lines = ProofText.lines(SampleProofs.WIDE, false);

        assertThat(lines).contains("  and 62 more");
        assertThat(String.join(" ", lines))
                .containsPattern("Left out: custom_field__c_1, .* and \\d+ more");
        assertThat(ProofText.lines(SampleProofs.HOSTILE, false)).contains("  and 6 more");
    }

    @Test
    void shortensLongNamesInTheMiddle() {
        assertThat(ProofText.lines(SampleProofs.HOSTILE, false))
                .anyMatch(
                        line ->
                                line.startsWith(
                                                "  Umsatzsteueridentifikationsnummernprüfung"
                                                        .substring(0, 18))
                                        && line.contains("…"));
    }

    static List<Proof> samples() {
        return SampleProofs.all();
    }
}
