package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Leads whose true probability is known: 30 columns, among them a category of 200 levels and three
/// of few levels, with thresholds, interactions, values missing because of what they would have
/// been, and columns that say nothing.
final class KnownTruth {
    private static final int LEVELS = 200;
    private static final int NUMBERS = 22;
    private static final int NOISE = 4;

    private final List<ValueColumn> columns;
    private final double[] probability;
    private final byte[] labels;

    private KnownTruth(List<ValueColumn> columns, double[] probability, byte[] labels) {
        this.columns = List.copyOf(columns);
        this.probability = probability;
        this.labels = labels;
    }

    /// @param rows how many leads
    /// @param base log-odds at the centre: lower for rarer outcomes
    static KnownTruth generate(int rows, double base, long seed) {
        SplittableRandom world = new SplittableRandom(seed);
        double[] levelEffect =
                IntStream.range(0, LEVELS).mapToDouble(_ -> 0.4 * world.nextGaussian()).toArray();
        double[] levelShare =
                IntStream.range(0, LEVELS)
                        .mapToDouble(_ -> Math.exp(world.nextGaussian()))
                        .toArray();
        double[][] few = new double[3][];
        for (int category = 0; category < few.length; category++) {
            few[category] =
                    IntStream.range(0, 5 + 3 * category)
                            .mapToDouble(_ -> 0.5 * world.nextGaussian())
                            .toArray();
        }
        SplittableRandom random = world.split();
        double[][] numbers = new double[NUMBERS + NOISE][rows];
        double[] level = new double[rows];
        double[][] category = new double[few.length][rows];
        double[] probability = new double[rows];
        byte[] labels = new byte[rows];
        for (int row = 0; row < rows; row++) {
            double[] x =
                    IntStream.range(0, NUMBERS + NOISE)
                            .mapToDouble(_ -> random.nextGaussian())
                            .toArray();
            int l = pick(levelShare, random);
            double z = base + levelEffect[l];
            for (int c = 0; c < few.length; c++) {
                int f = random.nextInt(few[c].length);
                category[c][row] = f;
                z += few[c][f];
            }
            boolean hidden0 = x[0] > 0.5 && random.nextDouble() < 0.5;
            boolean hidden3 = x[3] < 0 && random.nextDouble() < 0.3;
            boolean hidden9 = random.nextDouble() < 0.1;
            x[0] = hidden0 ? 1.2 : x[0];
            x[3] = hidden3 ? -1 : x[3];
            z += 0.7 * x[0] - 0.5 * x[1] + 0.3 * x[2];
            z += x[3] > 0.6 ? 1.2 : 0;
            z += x[4] < -0.8 ? -1.2 : 0;
            z += Math.abs(x[5]) > 1 ? 1.4 : 0;
            z += x[6] > 0 && x[7] > 0 ? 1.3 : 0;
            z += category[0][row] == 1 ? 0.8 * x[8] : 0;
            for (int column = 0; column < x.length; column++) {
                numbers[column][row] = Math.round(x[column] * 1000) / 1000.0;
            }
            hide(numbers[0], row, hidden0);
            hide(numbers[3], row, hidden3);
            hide(numbers[9], row, hidden9);
            level[row] = l;
            probability[row] = 1 / (1 + Math.exp(-z));
            labels[row] = (byte) (random.nextDouble() < probability[row] ? 1 : 0);
        }
        List<ValueColumn> columns = new ArrayList<>();
        for (int column = 0; column < numbers.length; column++) {
            columns.add(number("number " + column, numbers[column]));
        }
        columns.add(levels("many", Kind.MANY_VALUED, LEVELS, level));
        for (int c = 0; c < few.length; c++) {
            columns.add(levels("few " + c, Kind.CATEGORY, few[c].length, category[c]));
        }
        return new KnownTruth(columns, probability, labels);
    }

    /// 30 of them.
    List<ValueColumn> columns() {
        return columns;
    }

    /// The truth, one for each row.
    double[] probability() {
        return probability.clone();
    }

    /// Drawn from the truth: 1 for converted, 0 for not.
    byte[] labels() {
        return labels.clone();
    }

    private static void hide(double[] column, int row, boolean hidden) {
        if (hidden) {
            column[row] = Double.NaN;
        }
    }

    private static int pick(double[] shares, SplittableRandom random) {
        double total = 0;
        for (double share : shares) {
            total += share;
        }
        double at = random.nextDouble() * total;
        for (int index = 0; index < shares.length; index++) {
            at -= shares[index];
            if (at < 0) {
                return index;
            }
        }
        return shares.length - 1;
    }

    static ValueColumn number(String name, double[] values) {
        return ValueColumn.of(
                new ColumnSchema(
                        name, Kind.NUMBER, "numbers", new CellFormat.Numbers('.', '\0', Set.of())),
                values);
    }

    static ValueColumn levels(String name, Kind kind, int count, double[] codes) {
        List<String> words = IntStream.range(0, count).mapToObj(level -> "L" + level).toList();
        return ValueColumn.of(
                new ColumnSchema(
                        name, kind, count + " values", new CellFormat.Levels(words, Set.of())),
                codes);
    }
}
