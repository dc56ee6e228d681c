package io.prox.learning.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.calibration.Calibration.Beta;
import io.prox.learning.calibration.Calibration.Identity;
import io.prox.learning.calibration.Calibration.Isotonic;
import io.prox.learning.calibration.Calibration.Platt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibratorTest {
    private static final Platt LINE = new Platt(0.6, -0.5);
    private static final Beta BENT = new Beta(1.6, 0.5, 0.4);

    @Test
    void findsAPlantedLineAgain() {
        Sample sample = new Sample(20_000, 1, LINE::apply);

        Platt found = Calibrator.platt(sample.logOdds, sample.labels);

        assertThat(found.slope()).isCloseTo(0.6, within(0.05));
        assertThat(found.intercept()).isCloseTo(-0.5, within(0.05));
        assertThat(Calibrator.choose(sample.logOdds, sample.labels))
                .isNotInstanceOf(Identity.class);
    }

    @Test
    void findsAPlantedBendAgain() {
        Sample sample = new Sample(20_000, 2, BENT::apply);

        Beta found = (Beta) Calibrator.beta(sample.logOdds, sample.labels);

        assertThat(found.high()).isCloseTo(1.6, within(0.15));
        assertThat(found.low()).isCloseTo(0.5, within(0.15));
        assertThat(found.intercept()).isCloseTo(0.4, within(0.15));
        Calibration chosen = Calibrator.choose(sample.logOdds, sample.labels);
        assertThat(chosen).isNotInstanceOfAny(Identity.class, Platt.class);
    }

    @Test
    void findsAnyPlantedRisingCurveAgain() {
        DoubleUnaryOperator curve = raw -> raw < 0 ? -2 + 0.1 * raw : 1 + 0.1 * raw;
        Sample sample = new Sample(20_000, 3, curve);

        Calibration chosen = Calibrator.choose(sample.logOdds, sample.labels);

        assertThat(chosen).isInstanceOf(Isotonic.class);
        for (double raw : new double[] {-2, -1, -0.5, 0.5, 1, 2}) {
            assertThat(probability(chosen.apply(raw)))
                    .isCloseTo(probability(curve.applyAsDouble(raw)), within(0.05));
        }
    }

    @Test
    void leavesWhatIsCalibratedAloneForMostSeeds() {
        long untouched =
                IntStream.range(0, 20)
                        .mapToObj(seed -> new Sample(1_000, 100 + seed, raw -> raw))
                        .map(sample -> Calibrator.choose(sample.logOdds, sample.labels))
                        .filter(Identity.class::isInstance)
                        .count();

        assertThat(untouched).isGreaterThanOrEqualTo(13);
    }

    @Test
    void makesProbabilitiesHonest() {
        Sample learnt = new Sample(4_000, 5, raw -> 0.4 * raw - 1);
        Sample fresh = new Sample(4_000, 6, raw -> 0.4 * raw - 1);

        Calibration chosen = Calibrator.choose(learnt.logOdds, learnt.labels);

        assertThat(fresh.loss(chosen)).isLessThan(fresh.loss(new Identity()) - 0.05);
        assertThat(fresh.loss(chosen)).isCloseTo(fresh.loss(new Platt(0.4, -1)), within(0.005));
    }

    @Test
    void givesNearlyTheBaseRateWhereTheModelIsWrongWayRound() {
        Sample sample = new Sample(2_000, 7, raw -> -raw - 1);

        Calibration chosen = Calibrator.choose(sample.logOdds, sample.labels);

        double rate = sample.rate();
        assertThat(probability(chosen.apply(-1))).isCloseTo(rate, within(0.02));
        assertThat(probability(chosen.apply(1))).isCloseTo(rate, within(0.02));
    }

    @Test
    void hasNoCurveOfFreeFormFromFewConversions() {
        for (int seed = 0; seed < 10; seed++) {
            Sample few = new Sample(400, seed, raw -> raw < 0 ? -3 : 1);

            assertThat(Calibrator.choose(few.logOdds, few.labels)).isNotInstanceOf(Isotonic.class);
        }
    }

    @Test
    void takesLeadsOfOneLogOddsTogether() {
        int rows = 3_000;
        double[] logOdds = new double[rows];
        byte[] labels = new byte[rows];
        double[] rates = {0.1, 0.3, 0.7};
        for (int row = 0; row < rows; row++) {
            // As in a file sorted by outcome: at each place first those that did not convert.
            int place = row % 3;
            logOdds[row] = place - 1;
            labels[row] = (byte) (row >= rows * (1 - rates[place]) ? 1 : 0);
        }

        Calibration isotonic = Calibrator.isotonic(logOdds, labels);

        for (int place = 0; place < 3; place++) {
            assertThat(probability(isotonic.apply(place - 1)))
                    .isCloseTo(rates[place], within(0.01));
        }
    }

    @Test
    void gathersNoEvidenceFromAHandfulOfLeadsAtTheTop() {
        int rows = 1_002;
        double[] logOdds = new double[rows];
        byte[] labels = new byte[rows];
        for (int row = 0; row < rows; row++) {
            logOdds[row] = row < 1_000 ? -3 + row / 1_000.0 : -1;
            labels[row] = (byte) (row >= 1_000 || row % 10 == 0 ? 1 : 0);
        }

        Calibration isotonic = Calibrator.isotonic(logOdds, labels);

        assertThat(probability(isotonic.apply(-1.99))).isLessThan(0.25);
    }

    static Calibration[] every() {
        Sample sample = new Sample(5_000, 9, BENT::apply);
        return new Calibration[] {
            new Identity(),
            Calibrator.platt(sample.logOdds, sample.labels),
            Calibrator.beta(sample.logOdds, sample.labels),
            Calibrator.isotonic(sample.logOdds, sample.labels)
        };
    }

    @ParameterizedTest
    @MethodSource("every")
    void risesWithoutAJump(Calibration calibration) {
        double before = calibration.apply(-12);
        for (int step = 1; step <= 24_000; step++) {
            double raw = -12 + step / 1_000.0;
            double here = calibration.apply(raw);
            assertThat(here).isGreaterThanOrEqualTo(before);
            assertThat(calibration.apply(raw + 1e-9)).isCloseTo(here, within(1e-5));
            before = here;
        }
        assertThat(calibration.apply(12)).isGreaterThan(calibration.apply(-12));
    }

    @ParameterizedTest
    @MethodSource("every")
    void comesBackFromItsBytes(Calibration calibration) throws IOException {
        byte[] written = bytes(calibration);

        assertThat(read(written)).isEqualTo(calibration);
        for (int length = 0; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesDamage() throws IOException {
        byte[] unknown = {9};
        byte[] falling = bytes(new Isotonic(new Knots(new double[] {0, 1}, new double[] {0, 1})));
        // The sign of the second knot's place.
        falling[1 + Integer.BYTES + 2 * Double.BYTES] ^= (byte) 0x80;

        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown calibration 9");
        assertThatThrownBy(() -> read(falling))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not rise");
    }

    private static byte[] bytes(Calibration calibration) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Calibration.write(calibration, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Calibration read(byte[] bytes) throws IOException {
        return Calibration.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /// Log-odds of a model, and outcomes that follow them by a curve.
    private static final class Sample {
        final double[] logOdds;
        final byte[] labels;

        Sample(int rows, long seed, DoubleUnaryOperator curve) {
            SplittableRandom random = new SplittableRandom(seed);
            logOdds = new double[rows];
            labels = new byte[rows];
            for (int row = 0; row < rows; row++) {
                logOdds[row] = 1.5 * random.nextGaussian();
                double truth = probability(curve.applyAsDouble(logOdds[row]));
                labels[row] = (byte) (random.nextDouble() < truth ? 1 : 0);
            }
        }

        double rate() {
            double converted = 0;
            for (byte label : labels) {
                converted += label;
            }
            return converted / labels.length;
        }

        double loss(Calibration calibration) {
            double loss = 0;
            for (int row = 0; row < labels.length; row++) {
                double own = probability(calibration.apply(logOdds[row]));
                loss -= Math.log(labels[row] == 1 ? own : 1 - own);
            }
            return loss / labels.length;
        }
    }
}
