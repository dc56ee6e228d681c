package io.prox.learning.blend;

import io.prox.learning.calibration.Calibration;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Several members, each trained on other rows, averaged in log-odds, and calibrated. Immutable,
/// safe for several threads.
///
/// Contributions. In each member the trees' part is exact TreeSHAP and the regression's part is its
/// coefficients times the distance from the average training row (the Shapley values of a linear
/// model; Štrumbelj and Kononenko, Knowledge and Information Systems 41, 2014), with what pairs of
/// columns do together shared as [Crossing] says. All are linear in log-odds, so the blend's are
/// their weighted mean. Calibration bends log-odds by one rising curve; its whole effect, from the
/// base value to this lead, is shared among the columns in proportion (the rescale rule: Shrikumar
/// et al., "Learning important features through propagating activation differences", ICML 2017; for
/// series of models: Chen, Lundberg and Lee, "Explaining a series of models by propagating Shapley
/// values", Nature Communications 13, 2022). Base and contributions so add up to the calibrated
/// log-odds.
public final class Blend {
    private static final int MOST_MEMBERS = 1_000;

    /// From so many rows on it pays to share the work among processors.
    private static final int MANY = 16;

    /// Rows that are explained together: more need more memory and save little.
    private static final int MOST_TOGETHER = 500;

    /// Nearer to the base than this, the curve's slope stands for the quotient of two differences.
    private static final double NEAR = 1e-9;

    private final List<Member> members;
    private final Calibration calibration;
    private final Spread spread;

    Blend(List<Member> members, Calibration calibration, Spread spread) {
        this.members = List.copyOf(members);
        this.calibration = calibration;
        this.spread = spread;
    }

    /// A member alone, weighed and calibrated alike.
    Blend ofOne(Member member) {
        return new Blend(List.of(member), calibration, spread);
    }

    Blend with(Spread measured) {
        return new Blend(members, calibration, measured);
    }

    /// Calibrated log-odds of each of the rows.
    public double[] logOdds(List<ValueColumn> columns, int[] rows) {
        double[] result = new double[rows.length];
        for (Member member : members) {
            double[] own = member.logOdds(columns, rows);
            for (int index = 0; index < rows.length; index++) {
                result[index] += own[index];
            }
        }
        for (int index = 0; index < rows.length; index++) {
            result[index] = calibration.apply(result[index] / members.size());
        }
        return result;
    }

    /// Calibrated log-odds of one row, but for rounding those that the explained ones add up to.
    ///
    /// @param values one for each column
    public double logOdds(double[] values) {
        return calibration.apply(Arrays.stream(apart(values)).average().orElseThrow());
    }

    /// The members' log-odds of one row, not calibrated.
    double[] apart(double[] values) {
        return members.stream().mapToDouble(member -> member.logOdds(values)).toArray();
    }

    /// The prediction for one row, with its parts and its interval.
    ///
    /// @param values one for each column
    public Explained explain(double[] values) {
        return explain(new double[][] {values}).getFirst();
    }

    /// The prediction for each of several rows, the same as for each alone, bit for bit. The more
    /// rows at once, the less each costs.
    ///
    /// @param rows one value for each column
    public List<Explained> explain(double[][] rows) {
        // A member is work for one processor; where there are more of them, the rows are parted.
        int shares = Math.ceilDiv(ForkJoinPool.getCommonPoolParallelism() + 1, members.size());
        int most = Math.clamp(Math.ceilDiv(rows.length, shares), MANY, MOST_TOGETHER);
        return IntStream.range(0, Math.ceilDiv(rows.length, most))
                .parallel()
                .mapToObj(
                        part ->
                                Arrays.copyOfRange(
                                        rows,
                                        part * most,
                                        Math.min(rows.length, (part + 1) * most)))
                .flatMap(part -> explainTogether(part).stream())
                .toList();
    }

    private List<Explained> explainTogether(double[][] rows) {
        Stream<Member> each = rows.length < MANY ? members.stream() : members.parallelStream();
        List<double[][]> ofTrees = each.map(member -> member.ofTrees(rows)).toList();
        return IntStream.range(0, rows.length)
                .mapToObj(
                        row ->
                                explain(
                                        rows[row],
                                        ofTrees.stream().map(member -> member[row]).toList()))
                .toList();
    }

    /// @param ofTrees of each member
    private Explained explain(double[] values, List<double[]> ofTrees) {
        double[] contributions = new double[values.length];
        double[] each = new double[members.size()];
        double base = 0;
        double before = 0;
        for (int index = 0; index < each.length; index++) {
            double own = members.get(index).explain(values, ofTrees.get(index), contributions);
            base += own / each.length;
            double sum = 0;
            for (double contribution : contributions) {
                sum += contribution;
            }
            each[index] = own + sum - before;
            before = sum;
        }
        double raw = base;
        for (int column = 0; column < contributions.length; column++) {
            contributions[column] /= each.length;
            raw += contributions[column];
        }
        double calibratedBase = calibration.apply(base);
        double slope = slope(base, raw);
        double logOdds = calibratedBase;
        for (int column = 0; column < contributions.length; column++) {
            contributions[column] *= slope;
            logOdds += contributions[column];
        }
        double half = spread.halfWidth(deviation(each));
        return new Explained(
                logOdds,
                calibratedBase,
                contributions,
                Math.min(logOdds, calibration.apply(raw - half)),
                Math.max(logOdds, calibration.apply(raw + half)));
    }

    private double slope(double from, double to) {
        double distance = to - from;
        if (Math.abs(distance) < NEAR) {
            return (calibration.apply(from + NEAR) - calibration.apply(from - NEAR)) / (2 * NEAR);
        }
        return (calibration.apply(to) - calibration.apply(from)) / distance;
    }

    static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return Math.sqrt(squares);
    }

    /// Trees of all members.
    public int trees() {
        return members.stream().mapToInt(Member::trees).sum();
    }

    public int members() {
        return members.size();
    }

    public Calibration calibration() {
        return calibration;
    }

    public void write(DataOutput output) throws IOException {
        Calibration.write(calibration, output);
        spread.write(output);
        output.writeInt(members.size());
        for (Member member : members) {
            member.write(output);
        }
    }

    /// Two columns by their indices, the lower first.
    public record Together(int left, int right) {}

    /// The pairs of columns that at least half of the members found to have an effect together,
    /// those that most members found first.
    public List<Together> together() {
        Map<Together, Long> found =
                members.stream()
                        .flatMap(member -> member.crossings().stream())
                        .map(Crossing::pair)
                        .collect(
                                Collectors.groupingBy(
                                        pair -> new Together(pair.left(), pair.right()),
                                        Collectors.counting()));
        return found.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() >= members.size())
                .sorted(
                        Comparator.comparingLong(
                                        (Map.Entry<Together, Long> entry) -> -entry.getValue())
                                .thenComparingInt(entry -> entry.getKey().left())
                                .thenComparingInt(entry -> entry.getKey().right()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether a member knows of effects that two columns have together.
    public boolean isCrossed() {
        return members.stream().anyMatch(member -> !member.crossings().isEmpty());
    }

    public void writeCrossings(DataOutput output) throws IOException {
        for (Member member : members) {
            member.writeCrossings(output);
        }
    }

    /// The same blend with the crossings that follow.
    public Blend withCrossings(DataInput input) throws IOException {
        List<Member> crossed = new ArrayList<>();
        for (Member member : members) {
            crossed.add(member.withCrossings(input));
        }
        return new Blend(crossed, calibration, spread);
    }

    /// @param columns how many columns the blend must read
    public static Blend read(DataInput input, int columns) throws IOException {
        Calibration calibration = Calibration.read(input);
        Spread spread = Spread.read(input);
        int count = input.readInt();
        if (count < 1 || count > MOST_MEMBERS) {
            throw new IOException("impossible number of members " + count);
        }
        List<Member> members = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Member member = Member.read(input);
            if (member.columns() != columns) {
                throw new IOException(
                        "a member reads %d columns, not %d".formatted(member.columns(), columns));
            }
            members.add(member);
        }
        return new Blend(members, calibration, spread);
    }
}
