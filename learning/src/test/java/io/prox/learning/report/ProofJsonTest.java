package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.learning.Proof;
import io.prox.learning.Proof.CurvePoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProofJsonTest {
    @ParameterizedTest
    @MethodSource("samples")
    void readsWhatItWrote(Proof proof) {
        assertThat(ProofJson.read(ProofJson.write(proof))).isEqualTo(proof);
    }

    @Test
    void writesTheSameTextForTheSameProof() {
        assertThat(ProofJson.write(SampleProofs.USEFUL))
                .isEqualTo(ProofJson.write(SampleProofs.USEFUL))
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void saysTheVerdictTheFiguresAndTheLeaksInDocumentedWords() {
        String json = ProofJson.write(SampleProofs.STRONG_WITH_LEAKS_AND_DRIFT);

        assertThat(json)
                .contains("\"verdict\" : \"strong\"")
                .contains("\"leading\" : \"timeSplit\"")
                .containsPattern(
                        "\"metrics\" : \\{\\s+\"rocAuc\" : \\{\\s+\"value\" : 0\\.\\d+,\\s+"
                                + "\"low\" : 0\\.\\d+,\\s+\"high\" : 0\\.\\d+")
                .containsPattern(
                        "\"column\" : \"duration\",\\s+\"certainty\" : \"certain\",\\s+"
                                + "\"excluded\" : true,\\s+\"kept\" : false,\\s+"
                                + "\"evidence\" : \\[\\s+\"The length of the call")
                .contains("\"certainty\" : \"suspect\"")
                .containsPattern(
                        "\"name\" : \"poutcome\",\\s+\"kind\" : \"category\",\\s+\"used\" : true,"
                                + "\\s+\"reason\" : \"[^\"]+\",\\s+\"side\" : \"engagement\",\\s+"
                                + "\"missing\" : 0\\.0,\\s+\"distinct\" : 3")
                .containsPattern("\"name\" : \"y\",[^}]+\"side\" : null");
    }

    @Test
    void saysNullWhereThereIsNoTimeSplit() {
        assertThat(ProofJson.write(SampleProofs.NONE)).contains("\"timeSplit\" : null");
    }

    @Test
    void skipsFieldsOfALaterVersion() {
        Proof proof = SampleProofs.TINY;
        String json = ProofJson.write(proof).replaceFirst("\\{", "{ \"later\": {\"a\": [1]},");

        assertThat(ProofJson.read(json)).isEqualTo(proof);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"verdict\" : \"weak\"  | \"verdict\" : \"great\" | #/verdict",
                "\"version\" : 1         | \"version\" : 2         | #/version",
                "\"headline\" : \"If     | \"heading\" : \"If      | #/headline",
                "\"used\" : 140          | \"used\" : -140         | #/data/used",
                "\"used\" : 140          | \"used\" : 140.5        | #/data/used",
                "\"rows\" : 171          | \"rows\" : 99999999999999999999 | #/data/rows",
                "\"sampled\" : false     | \"sampled\" : \"no\"    | #/data/sampled",
                "\"share\" : 0.05        | \"share\" : null        | #/metrics/top/1/share",
                "\"share\" : 0.05        | \"share\" : 1e999       | #/metrics/top/1/share",
                "\"ja\"                  | 3                       | #/data/positive/0",
                "\"timeSplit\" : null    | \"timeSplit\" : []      | #/timeSplit",
                "\"learningCurve\" : [ ] | \"learningCurve\" : {}  | #/learningCurve",
                "\"column\" : \"Employees\" | \"column\" : [1]     | #/drivers/0/column",
            })
    void namesThePlaceOfDamage(String sound, String damaged, String pointer) {
        String json = ProofJson.write(SampleProofs.TINY);
        assertThat(json).contains(sound);

        assertThatThrownBy(() -> ProofJson.read(json.replace(sound, damaged)))
                .isInstanceOf(DamagedProofException.class)
                .hasMessageStartingWith("Proof is damaged at %s: ", pointer);
    }

    @Test
    void refusesAnEstimateOutsideItsInterval() {
        String json =
                ProofJson.write(SampleProofs.TINY)
                        .replaceFirst("\"low\" : [0-9.]+", "\"low\" : 0.99999");

        assertThatThrownBy(() -> ProofJson.read(json))
                .hasMessageContaining("#/metrics/rocAuc: is not ordered: 0.99999 <= ");
    }

    @ParameterizedTest
    @MethodSource("noProofs")
    void refusesWhatIsNoProof(String text) {
        assertThatThrownBy(() -> ProofJson.read(text)).isInstanceOf(DamagedProofException.class);
    }

    @Test
    void refusesEveryTruncation() {
        String json = ProofJson.write(SampleProofs.BARE).strip();

        for (int length = 0; length < json.length(); length += 7) {
            String cut = json.substring(0, length);
            assertThatThrownBy(() -> ProofJson.read(cut)).isInstanceOf(DamagedProofException.class);
        }
    }

    @Test
    void doesNotWriteAFigureThatIsNone() {
        Proof proof = SampleProofs.USEFUL;
        Proof undefined =
                new Proof(
                        proof.verdict(),
                        proof.headline(),
                        proof.cautions(),
                        proof.data(),
                        proof.metrics(),
                        proof.comparison(),
                        proof.gains(),
                        proof.calibration(),
                        proof.timeSplit(),
                        proof.leading(),
                        List.of(
                                new CurvePoint(
                                        10, proof.metrics().rocAuc(), Double.POSITIVE_INFINITY)),
                        proof.drivers(),
                        proof.leaks(),
                        proof.columns(),
                        proof.notes(),
                        proof.method(),
                        proof.model());

        assertThatThrownBy(() -> ProofJson.write(undefined))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Proof has no finite figure at #/learningCurve/0/logLoss: Infinity");
    }

    static List<Proof> samples() {
        return SampleProofs.all();
    }

    static Stream<String> noProofs() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "{}",
                "7",
                "not json",
                "{\"version\": 1, \"version\": 1}",
                "[".repeat(100_000),
                ProofJson.write(SampleProofs.BARE) + "x");
    }
}
