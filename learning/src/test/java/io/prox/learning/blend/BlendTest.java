package io.prox.learning.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.Leads;
import io.prox.learning.blend.Fitting.Fitted;
import io.prox.learning.calibration.Calibration;
import io.prox.learning.calibration.Calibrator;
import io.prox.learning.evaluation.Measures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlendTest {
    private static final int ROWS = 500;

    private final Leads leads = leads(ROWS);
    private final Fitting fitting = fitting(leads, 0);
    private final Fitted fitted = fitting.crossed(leads.rows());
    private Blend blend = fitted.blend();

    @BeforeAll
    void measureHowSureItIs() {
        blend = fitting.withSpread(fitted, leads.rows());
    }

    Stream<Calibration> calibrations() {
        return Stream.concat(Stream.of(blend.calibration()), calibrationsOfEveryKind().stream());
    }

    /// Read from their bytes where they have no door of their own.
    private static List<Calibration> calibrationsOfEveryKind() {
        SplittableRandom random = new SplittableRandom(1);
        double[] logOdds =
                IntStream.range(0, 4_000).mapToDouble(_ -> 1.5 * random.nextGaussian()).toArray();
        byte[] stepped = new byte[4_000];
        for (int row = 0; row < 4_000; row++) {
            stepped[row] = (byte) (random.nextDouble() < (logOdds[row] < 0 ? 0.1 : 0.7) ? 1 : 0);
        }
        return List.of(
                calibration(0),
                calibration(1, 0.6, -0.4),
                calibration(2, 1.7, 0.4, 0.3),
                Calibrator.choose(logOdds, stepped));
    }

    @ParameterizedTest
    @MethodSource("calibrations")
    void partsAndBaseAddUpToTheLogOdds(Calibration calibration) {
        Blend calibrated = withCalibration(calibration);
        double[] together = calibrated.logOdds(leads.columns(), leads.rows());

        for (int row = 0; row < ROWS; row++) {
            Explained explained = calibrated.explain(values(row));
            double sum = explained.base();
            for (int column = 0; column < leads.columns().size(); column++) {
                sum += explained.contribution(column);
            }
            assertThat(sum).isCloseTo(explained.logOdds(), within(1e-9));
            assertThat(explained.logOdds()).isCloseTo(together[row], within(1e-9));
            assertThat(explained.low()).isLessThanOrEqualTo(explained.logOdds());
            assertThat(explained.high()).isGreaterThanOrEqualTo(explained.logOdds());
        }
    }

    @ParameterizedTest
    @MethodSource("calibrations")
    void partsAddUpForValuesThatTrainingNeverSaw(Calibration calibration) {
        Blend calibrated = withCalibration(calibration);

        for (double odd : new double[] {Double.NaN, -1, 1e9, 1e300}) {
            double[] values = new double[leads.columns().size()];
            Arrays.fill(values, odd);
            values[4] = Double.isNaN(odd) ? odd : 0;
            Explained explained = calibrated.explain(values);
            double sum = explained.base();
            for (int column = 0; column < values.length; column++) {
                sum += explained.contribution(column);
            }
            assertThat(sum).isFinite().isCloseTo(explained.logOdds(), within(1e-9));
        }
    }

    @Test
    void explainsRowsTogetherAsEachAlone() {
        double[][] rows = IntStream.range(0, ROWS).mapToObj(this::values).toArray(double[][]::new);

        List<Explained> together = blend.explain(rows);

        for (int row = 0; row < ROWS; row++) {
            Explained alone = blend.explain(rows[row]);
            Explained found = together.get(row);
            assertThat(found.logOdds()).isEqualTo(alone.logOdds());
            assertThat(found.low()).isEqualTo(alone.low());
            assertThat(found.high()).isEqualTo(alone.high());
            assertThat(found.base()).isEqualTo(alone.base());
            for (int column = 0; column < rows[row].length; column++) {
                assertThat(found.contribution(column)).isEqualTo(alone.contribution(column));
            }
        }
    }

    @Test
    void givesWeightToWhatTheOutcomeDependsOn() {
        double[] weight = new double[leads.columns().size()];
        for (int row = 0; row < ROWS; row++) {
            Explained explained = blend.explain(values(row));
            for (int column = 0; column < weight.length; column++) {
                weight[column] += Math.abs(explained.contribution(column)) / ROWS;
            }
        }

        // The columns are: visits, noise, source, page, created.
        assertThat(weight[0]).isGreaterThan(5 * weight[1]);
        assertThat(weight[2]).isGreaterThan(2 * weight[1]);
    }

    @Test
    void ranksLeadsThatItHasNotSeen() {
        Leads fresh = Leads.of(2_000, 77);
        fill(fresh);
        double[] logOdds = blend.logOdds(fresh.columns(), fresh.rows());
        double converted = 0;
        double predicted = 0;

        for (int row = 0; row < 2_000; row++) {
            converted += fresh.labels()[row];
            predicted += 1 / (1 + Math.exp(-logOdds[row]));
        }

        assertThat(predicted / 2_000).isCloseTo(converted / 2_000, within(0.05));
        assertThat(Measures.rocAuc(logOdds, fresh.labels())).isGreaterThan(0.75);
    }

    @Test
    void holdsBackEveryRow() {
        assertThat(Arrays.stream(fitted.heldBack().rows()).distinct().sorted().toArray())
                .isEqualTo(leads.rows());
        assertThat(fitted.heldBack().logOdds()).hasSameSizeAs(fitted.heldBack().rows());
    }

    @Test
    void isLessSureWithFewerLeads() {
        Leads few = leads(150);
        Fitting fittingOfFew = fitting(few, 0);
        Blend unsure = fittingOfFew.withSpread(fittingOfFew.crossed(few.rows()), few.rows());

        assertThat(width(unsure)).isGreaterThan(width(blend));
    }

    private double width(Blend measured) {
        return IntStream.range(0, 100)
                .mapToObj(row -> measured.explain(values(row)))
                .mapToDouble(explained -> explained.high() - explained.low())
                .average()
                .orElseThrow();
    }

    @Test
    void comesBackFromItsBytes() throws IOException {
        byte[] written = bytes(blend);
        Blend read = read(written);

        assertThat(bytes(read)).isEqualTo(written);
        assertThat(read.logOdds(leads.columns(), leads.rows()))
                .isEqualTo(blend.logOdds(leads.columns(), leads.rows()));
        Explained one = blend.explain(values(9));
        Explained other = read.explain(values(9));
        assertThat(other.contribution(0)).isEqualTo(one.contribution(0));
        assertThat(other.low()).isEqualTo(one.low());
        assertThat(other.high()).isEqualTo(one.high());
    }

    @Test
    void refusesBytesThatAreCutOrForOtherColumns() {
        byte[] written = bytes(blend);

        for (int length = 0; length < written.length; length += 997) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(
                        () -> Blend.read(new DataInputStream(new ByteArrayInputStream(written)), 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reads 5 columns, not 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void hasTheSameBytesWhateverTheNumberOfThreads(int threads) throws Exception {
        Leads few = leads(200);
        byte[] here = bytes(fitting(few, 5).crossed(few.rows()).blend());

        byte[] there;
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            there = pool.submit(() -> bytes(fitting(few, 5).crossed(few.rows()).blend())).get();
        }

        assertThat(there).isEqualTo(here);
    }

    @Test
    void dependsOnTheSeed() {
        Leads few = leads(200);

        assertThat(bytes(fitting(few, 6).crossed(few.rows()).blend()))
                .isNotEqualTo(bytes(fitting(few, 5).crossed(few.rows()).blend()));
    }

    @Test
    void doesNotLookAtRowsThatItWasNotGiven() {
        Leads few = leads(300);
        int[] earlier = IntStream.range(0, 200).toArray();
        byte[] turned = few.labels();
        for (int row = 200; row < 300; row++) {
            turned[row] = (byte) (1 - turned[row]);
        }

        Fitted one = fitting(few, 0).forward(earlier);
        Fitted other = new Fitting(few.columns(), turned, few.strangers(), 0).forward(earlier);

        assertThat(bytes(other.blend())).isEqualTo(bytes(one.blend()));
    }

    private static Leads leads(int rows) {
        return fill(Leads.of(rows, 3));
    }

    private static Leads fill(Leads leads) {
        leads.number("visits", (_, random) -> random.nextInt(20))
                .number("noise", (_, random) -> random.nextGaussian())
                .category("source", 4, (_, random) -> random.nextInt(4))
                .manyValued("page", 40, (_, random) -> random.nextInt(40))
                .date("created", (_, random) -> random.nextInt(200));
        return leads.converting(
                (row, _) ->
                        -3
                                + 0.22 * leads.value("visits", row)
                                + (leads.value("source", row) == 2 ? 1.5 : 0)
                                + (leads.value("visits", row) > 12
                                                && leads.value("source", row) == 1
                                        ? 1.5
                                        : 0));
    }

    private static Fitting fitting(Leads leads, long seed) {
        return new Fitting(leads.columns(), leads.labels(), leads.strangers(), seed);
    }

    private double[] values(int row) {
        return leads.columns().stream().mapToDouble(column -> column.value(row)).toArray();
    }

    /// The blend with another calibration, put into its bytes where its own one stands.
    private Blend withCalibration(Calibration calibration) {
        byte[] own = bytes(blend.calibration());
        byte[] wanted = bytes(calibration);
        byte[] all = bytes(blend);
        for (int at = 0; at < 64; at++) {
            if (Arrays.equals(all, at, at + own.length, own, 0, own.length)) {
                ByteArrayOutputStream spliced = new ByteArrayOutputStream();
                spliced.write(all, 0, at);
                spliced.writeBytes(wanted);
                spliced.write(all, at + own.length, all.length - at - own.length);
                try {
                    Blend read = read(spliced.toByteArray());
                    if (read.calibration().equals(calibration)) {
                        return read;
                    }
                } catch (IOException elsewhere) {
                    // The same bytes by chance: what follows is no blend.
                }
            }
        }
        throw new AssertionError("a blend does not begin with its calibration");
    }

    private static Calibration calibration(int tag, double... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.writeByte(tag);
            for (double number : numbers) {
                output.writeDouble(number);
            }
            return Calibration.read(
                    new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new AssertionError("memory is always readable", impossible);
        }
    }

    private static byte[] bytes(Calibration calibration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Calibration.write(calibration, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new AssertionError("memory is always writable", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Blend blend) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            var output = new DataOutputStream(bytes);
            blend.write(output);
            blend.writeCrossings(output);
        } catch (IOException impossible) {
            throw new AssertionError("memory is always writable", impossible);
        }
        return bytes.toByteArray();
    }

    private Blend read(byte[] bytes) throws IOException {
        var input = new DataInputStream(new ByteArrayInputStream(bytes));
        return Blend.read(input, leads.columns().size()).withCrossings(input);
    }
}
