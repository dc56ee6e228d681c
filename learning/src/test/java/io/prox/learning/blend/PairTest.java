package io.prox.learning.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.Leads;
import io.prox.learning.Seeds;
import io.prox.learning.evaluation.Measures;
import io.prox.tables.ValueColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pairs of columns that count only together: found, learnt, explained, kept.
class PairTest {
    private static final int TOOL = 1;
    private static final int PURPOSE = 3;

    /// What a lead of each tool and purpose has more, in log-odds.
    private static double together(double tool, double purpose) {
        return (tool == 0) == (purpose < 2) ? 1.2 : -1.2;
    }

    private static Leads leads(int rows, long seed, double strength) {
        Leads leads =
                Leads.of(rows, seed)
                        .number("visits", (_, random) -> random.nextInt(20))
                        .category("tool", 3, (_, random) -> random.nextInt(3))
                        .category("country", 6, (_, random) -> random.nextInt(6))
                        .number("purpose", (_, random) -> random.nextInt(5))
                        .manyValued("page", 40, (_, random) -> random.nextInt(40))
                        .date("created", (_, random) -> random.nextInt(200));
        return leads.converting(
                (row, _) ->
                        -2.5
                                + 0.1 * leads.value("visits", row)
                                + 0.5 * (leads.value("country", row) % 3)
                                + strength
                                        * together(
                                                leads.value("tool", row),
                                                leads.value("purpose", row)));
    }

    private static List<Crossing> crossings(Leads leads) {
        return crossings(leads, leads.rows());
    }

    private static List<Crossing> crossings(Leads leads, int[] rows) {
        return bench(leads, rows).regression().crossings();
    }

    private static Bench bench(Leads leads, int[] rows) {
        return new Bench(
                leads.columns(), leads.labels(), leads.strangers(), new Split(rows, new int[0]), 7);
    }

    @Test
    void findsThePairAndNoOther() {
        for (int seed = 0; seed < 10; seed++) {
            assertThat(crossings(leads(1_500, seed, 1)))
                    .extracting(Crossing::pair)
                    .singleElement()
                    .satisfies(
                            pair -> {
                                assertThat(pair.left()).isEqualTo(TOOL);
                                assertThat(pair.right()).isEqualTo(PURPOSE);
                            });
        }
    }

    @Test
    void findsNoneWhereColumnsCountByThemselves() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(crossings(leads(1_500, Seeds.mix(3, seed), 0))).isEmpty();
        }
    }

    /// Each lead stands there five times, as with five snapshots in which nothing changed.
    @Test
    void takesManyRowsOfOneLeadForOne() {
        for (int seed = 0; seed < 12; seed++) {
            Leads leads = leads(600, Seeds.mix(4, seed), 0);
            int[] repeated = IntStream.range(0, 3_000).map(at -> at / 5).toArray();

            assertThat(crossings(leads, repeated)).isEmpty();
        }
    }

    @Test
    void learnsWhatNoSingleColumnTells() {
        Leads leads = leads(3_000, 1, 1);
        Regression with = bench(leads, leads.rows()).regression();
        Regression without = new Regression(with.single(), List.of());
        Leads fresh = leads(3_000, 2, 1);

        assertThat(rocAuc(with, fresh, leads)).isGreaterThan(0.8);
        assertThat(rocAuc(without, fresh, leads)).isLessThan(0.7);
    }

    private static double rocAuc(Regression regression, Leads fresh, Leads learntFrom) {
        var encoder =
                io.prox.learning.encoding.Encoder.fit(
                                learntFrom.columns(), learntFrom.rows(), learntFrom.labels(), 7)
                        .encoder();
        return Measures.rocAuc(
                regression.logOdds(
                        encoder.linear(fresh.columns(), fresh.rows()),
                        fresh.columns(),
                        fresh.rows()),
                fresh.labels());
    }

    /// By the definition: the mean over both orders of what a column changes when it becomes known,
    /// the other one drawn from the training rows until then.
    @Test
    void contributesWhatShapleyValuesSay() {
        Leads leads = leads(1_500, 1, 1);
        Crossing crossing = crossings(leads).getFirst();
        ValueColumn tools = leads.columns().get(TOOL);
        ValueColumn purposes = leads.columns().get(PURPOSE);

        for (double tool : new double[] {0, 2, 9, Double.NaN}) {
            for (double purpose : new double[] {0, 3, -4, Double.NaN}) {
                double[] contributions = new double[6];
                double base = crossing.explain(values(tool, purpose), contributions);

                double both = crossing.logOdds(tool, purpose);
                double none =
                        mean(
                                leads,
                                one ->
                                        mean(
                                                leads,
                                                other ->
                                                        crossing.logOdds(
                                                                tools.value(one),
                                                                purposes.value(other))));
                double toolAlone = mean(leads, row -> crossing.logOdds(tool, purposes.value(row)));
                double purposeAlone =
                        mean(leads, row -> crossing.logOdds(tools.value(row), purpose));
                assertThat(base).isCloseTo(none, within(1e-9));
                assertThat(contributions[TOOL])
                        .isCloseTo((toolAlone - none + both - purposeAlone) / 2, within(1e-9));
                assertThat(contributions[PURPOSE])
                        .isCloseTo((purposeAlone - none + both - toolAlone) / 2, within(1e-9));
                assertThat(base + Arrays.stream(contributions).sum()).isCloseTo(both, within(1e-9));
            }
        }
    }

    private static double mean(Leads leads, ToDoubleFunction<Integer> of) {
        return Arrays.stream(leads.rows())
                .limit(1_500)
                .boxed()
                .mapToDouble(of)
                .average()
                .orElseThrow();
    }

    private static double[] values(double tool, double purpose) {
        double[] values = new double[6];
        values[TOOL] = tool;
        values[PURPOSE] = purpose;
        return values;
    }

    @Test
    void isPartOfABlendAndOfItsBytes() throws IOException {
        Leads leads = leads(1_500, 1, 1);
        Blend blend =
                new Fitting(leads.columns(), leads.labels(), leads.strangers(), 0)
                        .crossed(leads.rows())
                        .blend();
        byte[] written = bytes(blend);
        Blend read = read(written);

        assertThat(blend.together()).containsExactly(new Blend.Together(TOOL, PURPOSE));
        double[] logOdds = blend.logOdds(leads.columns(), leads.rows());
        assertThat(read.logOdds(leads.columns(), leads.rows())).isEqualTo(logOdds);
        for (int row = 0; row < 200; row++) {
            int at = row;
            Explained explained =
                    read.explain(
                            leads.columns().stream()
                                    .mapToDouble(column -> column.value(at))
                                    .toArray());
            double sum =
                    explained.base()
                            + IntStream.range(0, 6).mapToDouble(explained::contribution).sum();
            assertThat(sum).isCloseTo(logOdds[row], within(1e-9));
        }
        for (int length = 0; length < written.length; length += 1_999) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] bytes(Blend blend) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var output = new DataOutputStream(bytes);
        blend.write(output);
        blend.writeCrossings(output);
        return bytes.toByteArray();
    }

    private static Blend read(byte[] bytes) throws IOException {
        var input = new DataInputStream(new ByteArrayInputStream(bytes));
        return Blend.read(input, 6).withCrossings(input);
    }
}
