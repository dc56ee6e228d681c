package io.prox.learning.blend;

import io.prox.learning.Seeds;
import io.prox.learning.blend.Settings.Part;
import io.prox.learning.calibration.Calibration;
import io.prox.learning.calibration.Calibrator;
import io.prox.learning.trees.Boosting;
import io.prox.learning.trees.Trained;
import io.prox.learning.trees.TreeEnsemble;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Trains a [Blend] on given rows. Everything that is chosen (settings of the trees, number of
/// rounds, weights of the parts, calibration) is chosen by log-loss on rows that were held back
/// from training, inside the given rows; only the penalties of the regression follow from the
/// training rows themselves.
///
/// The same rows and seed give the same blend, whatever the number of processors.
public final class Fitting {
    private static final int MOST_ROUNDS = 2_000;
    private static final int PATIENCE = 40;

    /// Splits on which every way of growing trees is tried.
    private static final int SEARCHED = 2;

    /// Below this, chance in two splits would choose: a whole dealing of folds is asked.
    private static final int FEW_ROWS = 3_000;

    private static final int SEARCHED_OF_FEW = 5;

    private final List<ValueColumn> columns;
    private final byte[] labels;
    private final int[] groups;
    private final long seed;

    /// @param columns of all rows, at least one
    /// @param labels of all rows: 1 for converted, 0 for not
    /// @param groups of all rows: rows of one group stay together
    public Fitting(List<ValueColumn> columns, byte[] labels, int[] groups, long seed) {
        this.columns = List.copyOf(columns);
        this.labels = labels;
        this.groups = groups;
        this.seed = seed;
    }

    /// A trained blend, and what it said about rows that were held back.
    ///
    /// @param settings what was chosen
    public record Fitted(Blend blend, HeldBack heldBack, Settings settings) {}

    /// Rows that were held back, with calibrated log-odds by models that had not seen them. The
    /// arrays are not to be changed.
    public static final class HeldBack {
        private final int[] rows;
        private final double[] logOdds;

        HeldBack(int[] rows, double[] logOdds) {
            this.rows = rows;
            this.logOdds = logOdds;
        }

        public int[] rows() {
            return rows;
        }

        public double[] logOdds() {
            return logOdds;
        }
    }

    /// Chooses everything by cross-validation.
    public Fitted crossed(int[] rows) {
        Core core = core(rows);
        Held held = core.held();
        Weights weights = Weights.choose(held);
        double[] blended = held.blend(weights);
        return fitted(core, weights, Calibrator.choose(blended, held.labels), held.rows, blended);
    }

    /// Chooses by cross-validation, but takes other weights of the parts, and another calibration,
    /// where predicting later rows from earlier ones shows that they serve better.
    ///
    /// @param rows in the order of time
    public Fitted forward(int[] rows) {
        Core core = core(rows);
        Held crossed = core.held();
        List<Held> later = heldForward(core, Splits.forward(rows, labels));
        Weights weights = Weights.chooseForward(later, Weights.choose(crossed));
        double[] blended = crossed.blend(weights);
        Calibration calibration =
                ForwardCalibration.choose(
                        Calibrator.choose(blended, crossed.labels), later, weights);
        return fitted(core, weights, calibration, crossed.rows, blended);
    }

    /// For each split, what the settled parts say about its held-back rows when they learn from its
    /// training rows.
    private List<Held> heldForward(Core core, List<Split> splits) {
        List<Bench> benches = benches(splits);
        List<TreeEnsemble> exact = grown(benches, core.exact);
        List<TreeEnsemble> random = grown(benches, core.random);
        return IntStream.range(0, benches.size())
                .parallel()
                .mapToObj(
                        index -> {
                            Bench bench = benches.get(index);
                            Regression regression = bench.regression();
                            return Held.of(
                                    List.of(bench),
                                    _ -> bench.held(exact.get(index)),
                                    _ -> bench.held(random.get(index)),
                                    _ -> bench.held(regression));
                        })
                .toList();
    }

    /// All that is chosen by cross-validation, and the parts trained on each of its splits.
    private static final class Core {
        final List<Bench> benches;
        final Forest exact;
        final Forest random;
        final List<Regression> regressions;

        private Core(
                List<Bench> benches, Forest exact, Forest random, List<Regression> regressions) {
            this.benches = benches;
            this.exact = exact;
            this.random = random;
            this.regressions = regressions;
        }

        Held held() {
            return Held.of(
                    benches,
                    index -> benches.get(index).held(exact.trees().get(index)),
                    index -> benches.get(index).held(random.trees().get(index)),
                    index -> benches.get(index).held(regressions.get(index)));
        }
    }

    private Core core(int[] rows) {
        List<Bench> benches = benches(Splits.crossed(rows, labels, groups, seed));
        int trained = benches.getLast().split.train().length;
        return new Core(
                benches,
                search(benches, Candidates.exact(trained)),
                search(benches, List.of(Candidates.random(trained))),
                benches.parallelStream().map(Bench::regression).toList());
    }

    private static Fitted fitted(
            Core core, Weights weights, Calibration calibration, int[] rows, double[] blended) {
        Settings settings =
                new Settings(
                        List.of(
                                new Part(core.exact.growth(), core.exact.rounds(), weights.exact()),
                                new Part(
                                        core.random.growth(),
                                        core.random.rounds(),
                                        weights.random())),
                        weights.linear());
        List<Member> members =
                IntStream.range(0, core.benches.size())
                        .mapToObj(
                                index ->
                                        core.benches
                                                .get(index)
                                                .member(
                                                        List.of(
                                                                core.exact.trees().get(index),
                                                                core.random.trees().get(index)),
                                                        core.regressions.get(index),
                                                        settings))
                        .toList();
        return new Fitted(
                new Blend(members, calibration, new Spread(0, 0)),
                new HeldBack(rows, calibration.applyAll(blended)),
                settings);
    }

    /// Trees with settled settings, one ensemble for each split.
    private static List<TreeEnsemble> grown(List<Bench> benches, Forest forest) {
        return benches.parallelStream()
                .map(
                        bench ->
                                Boosting.train(
                                        bench.trainRows(),
                                        forest.growth()
                                                .parameters()
                                                .with()
                                                .seed(bench.seed)
                                                .build(),
                                        forest.rounds()))
                .toList();
    }

    private List<Bench> benches(List<Split> splits) {
        return IntStream.range(0, splits.size())
                .parallel()
                .mapToObj(
                        index ->
                                new Bench(
                                        columns,
                                        labels,
                                        groups,
                                        splits.get(index),
                                        Seeds.mix(seed, index)))
                .toList();
    }

    /// Trains one member with settled settings.
    private Member train(int[] rows, Settings settings, int index) {
        long own = Seeds.mix(seed, 500 + index);
        Bench bench = new Bench(columns, labels, groups, new Split(rows, new int[0]), own);
        return bench.member(
                settings.parts().stream()
                        .map(
                                part ->
                                        Boosting.train(
                                                bench.trainRows(),
                                                part.growth().parameters().with().seed(own).build(),
                                                part.rounds()))
                        .toList(),
                bench.regression(),
                settings);
    }

    private static int indexOfLeast(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .min(Comparator.comparingDouble(index -> values[index]))
                .orElseThrow();
    }

    /// The best of some ways of growing trees, and the trees of each split.
    private static Forest search(List<Bench> benches, List<Growth> growths) {
        int searched = searched(benches);
        List<Bench> tried = benches.subList(benches.size() - searched, benches.size());
        Trained[][] runs = new Trained[growths.size()][searched];
        IntStream.range(0, growths.size() * searched)
                .parallel()
                .forEach(
                        task -> {
                            int growth = task / searched;
                            int index = task % searched;
                            runs[growth][index] = grow(tried.get(index), growths.get(growth));
                        });
        double[] losses =
                Arrays.stream(runs)
                        .mapToDouble(own -> Rounds.best(Arrays.asList(own)).loss())
                        .toArray();
        Growth chosen = growths.get(indexOfLeast(losses));
        Trained[] done = runs[indexOfLeast(losses)];
        int before = benches.size() - searched;
        List<Trained> all =
                IntStream.range(0, benches.size())
                        .parallel()
                        .mapToObj(
                                index ->
                                        index < before
                                                ? grow(benches.get(index), chosen)
                                                : done[index - before])
                        .toList();
        int rounds = Rounds.best(all).rounds();
        return new Forest(
                chosen, rounds, all.stream().map(trained -> trained.grown().head(rounds)).toList());
    }

    private static int searched(List<Bench> benches) {
        int rows = benches.getLast().split.train().length;
        if (rows < FEW_ROWS) {
            return Math.min(SEARCHED_OF_FEW, benches.size());
        }
        return rows > Candidates.MANY_ROWS ? 1 : SEARCHED;
    }

    private static Trained grow(Bench bench, Growth growth) {
        return Boosting.trainWithEarlyStopping(
                bench.trainRows(),
                bench.validRows(),
                growth.parameters().with().seed(bench.seed).build(),
                MOST_ROUNDS,
                PATIENCE);
    }

    /// Measures how uncertain the predictions of a blend are, by training again on halves of the
    /// rows.
    ///
    /// @param rows that the blend learnt from
    public Blend withSpread(Fitted fitted, int[] rows) {
        Blend blend = fitted.blend();
        int halves = 3;
        double[] changes = new double[halves];
        double[] apart = new double[halves];
        IntStream.range(0, halves)
                .parallel()
                .forEach(
                        index -> {
                            int[] half =
                                    Arrays.stream(rows)
                                            .filter(row -> isInHalf(groups[row], index))
                                            .toArray();
                            int[] rest =
                                    Arrays.stream(rows)
                                            .filter(row -> !isInHalf(groups[row], index))
                                            .limit(2_000)
                                            .toArray();
                            Member member = train(half, fitted.settings(), 900 + index);
                            double[] squares = compare(blend, member, rest);
                            changes[index] = squares[0];
                            apart[index] = squares[1];
                        });
        return blend.with(
                new Spread(
                        Math.sqrt(Arrays.stream(changes).average().orElseThrow()),
                        Math.sqrt(Arrays.stream(apart).average().orElseThrow())));
    }

    /// Log-odds of rows by a single member that learns from other rows, with settings that were
    /// settled before.
    public double[] logOdds(Fitted fitted, int[] rows, int[] predicted) {
        Blend blend = fitted.blend();
        Member member = train(rows, fitted.settings(), 700);
        return blend.ofOne(member).logOdds(columns, predicted);
    }

    private boolean isInHalf(int group, int index) {
        return Seeds.of(Seeds.mix(seed, 800 + index), group).nextInt(2) == 0;
    }

    /// Mean square of the distance between the blend and another member, and of the distances among
    /// its own members.
    private double[] compare(Blend blend, Member member, int[] rows) {
        double[] result = new double[2];
        for (int row : rows) {
            double[] values = columns.stream().mapToDouble(column -> column.value(row)).toArray();
            double[] each = blend.apart(values);
            double mean = Arrays.stream(each).average().orElseThrow();
            double other = member.logOdds(values);
            double deviation = Blend.deviation(each);
            result[0] += (other - mean) * (other - mean) / rows.length;
            result[1] += deviation * deviation / rows.length;
        }
        return result;
    }
}
