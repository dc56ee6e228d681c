package io.prox.features;

import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Rows that are the same in every value, joined where chance does not explain it.
///
/// Coarse columns make many honest twins: two people without a visit, from one country, by one
/// source. To join them would forbid the model the commonest kind of lead in its training. Two rows
/// with the same 17 quantities are one row that was exported twice.
///
/// The rule: for each set of `k` identical rows, estimate the chance `p` that a row of the rest of
/// the file has these very values, and join the set when fewer than [#CHANCE] rows would be
/// expected to, `n p < CHANCE`. Columns depend on one another (no visits, hence no time on the
/// site), so that a product of single frequencies would call many honest twins impossible. Instead
/// each column is conditioned on the one it depends on most, as in the tree of Chow and Liu
/// ("Approximating discrete probability distributions with dependence trees", IEEE Trans. Inf.
/// Theory 14, 1968). The set's own rows are taken out of all counts, since they must not explain
/// themselves. One count is put in, shared out as pairs of different rows agree: it keeps rare
/// values from being impossible, and knows that a column which always follows another will do so
/// again.
///
/// Only the [#COLUMNS] finest columns are estimated; to leave out a column raises `p`, which errs
/// on the side of twins. The tree is built from at most [#SAMPLE] rows.
final class Twins {
    private static final double CHANCE = 0.01;
    private static final int COLUMNS = 40;
    private static final int SAMPLE = 5_000;

    private Twins() {}

    /// Joins identical rows. Identifiers do not count: an export that numbers its rows is still the
    /// same row twice.
    static void join(Table table, DisjointSets sets) {
        List<Column> columns =
                table.columns().stream()
                        .filter(column -> isCompared(column.schema().kind()))
                        .toList();
        if (columns.isEmpty()) {
            return;
        }
        int[] twinOf = firstTwins(table.rows(), columns);
        var sizes = new int[table.rows()];
        for (int first : twinOf) {
            sizes[first]++;
        }
        int[] firsts = IntStream.range(0, sizes.length).filter(row -> sizes[row] > 1).toArray();
        if (firsts.length == 0) {
            return;
        }
        double[] expected = expected(columns, firsts, sizes);
        var joined = new boolean[table.rows()];
        for (int index = 0; index < firsts.length; index++) {
            joined[firsts[index]] = expected[index] < CHANCE;
        }
        for (int row = 0; row < twinOf.length; row++) {
            if (joined[twinOf[row]]) {
                sets.join(twinOf[row], row);
            }
        }
    }

    private static boolean isCompared(Kind kind) {
        return switch (kind) {
            case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN -> true;
            case TEXT, EMAIL, PHONE, URL -> true;
            case IDENTIFIER, CONSTANT, DUPLICATE -> false;
        };
    }

    /// The first row that has the same values, for each row; itself where there is none before it.
    private static int[] firstTwins(int rows, List<Column> columns) {
        var hashes = new long[rows];
        for (Column column : columns) {
            for (int row = 0; row < rows; row++) {
                hashes[row] = mix(hashes[row] * 31 + hash(column, row));
            }
        }
        Map<Long, Integer> firsts = HashMap.newHashMap(rows);
        var twinOf = new int[rows];
        for (int row = 0; row < rows; row++) {
            Integer first = firsts.putIfAbsent(hashes[row], row);
            twinOf[row] = first != null && same(columns, first, row) ? first : row;
        }
        return twinOf;
    }

    private static long hash(Column column, int row) {
        return switch (column) {
            case ValueColumn values -> mix(Double.doubleToLongBits(values.value(row)));
            case TextColumn text -> text.text(row).hashCode();
        };
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): spreads close values apart.
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private static boolean same(List<Column> columns, int one, int other) {
        return columns.stream()
                .allMatch(
                        column ->
                                switch (column) {
                                    case ValueColumn values ->
                                            Double.compare(values.value(one), values.value(other))
                                                    == 0;
                                    case TextColumn text -> text.text(one).equals(text.text(other));
                                });
    }

    /// How many of the other rows should have the values of each set by chance.
    ///
    /// @param firsts a row of each set with more than one
    /// @param sizes rows of each set, by its first row; 0 for its other rows
    private static double[] expected(List<Column> columns, int[] firsts, int[] sizes) {
        int rows = sizes.length;
        int[] sample = sample(rows);
        List<Column> finest = finest(columns, sample);
        int[] parents = tree(finest, sample);
        var logChance = new double[firsts.length];
        for (int child = 0; child < finest.size(); child++) {
            int[] codes = codes(finest.get(child));
            int[] counts = counts(codes);
            var alone = new double[firsts.length];
            Arrays.setAll(
                    alone,
                    index -> single(counts[codes[firsts[index]]], sizes[firsts[index]], rows));
            double[] chance =
                    parents[child] < 0
                            ? alone
                            : conditional(
                                    codes(finest.get(parents[child])), codes, firsts, sizes, alone);
            Arrays.setAll(logChance, index -> logChance[index] + Math.log(chance[index]));
        }
        return Arrays.stream(logChance).map(chance -> rows * Math.exp(chance)).toArray();
    }

    /// Frequency of each set's value among the other rows that share its parent's value.
    private static double[] conditional(
            int[] parents, int[] codes, int[] firsts, int[] sizes, double[] alone) {
        int[] withParent = counts(parents);
        Map<Long, Integer> together = HashMap.newHashMap(firsts.length);
        for (int first : firsts) {
            together.put(pair(parents[first], codes[first]), 0);
        }
        for (int row = 0; row < codes.length; row++) {
            together.computeIfPresent(pair(parents[row], codes[row]), (key, count) -> count + 1);
        }
        int[] different = IntStream.range(0, sizes.length).filter(row -> sizes[row] > 0).toArray();
        double parentPairs = pairs(Arrays.stream(different).mapToLong(row -> parents[row]));
        double bothPairs =
                pairs(Arrays.stream(different).mapToLong(row -> pair(parents[row], codes[row])));
        var chance = new double[firsts.length];
        for (int index = 0; index < firsts.length; index++) {
            int first = firsts[index];
            int size = sizes[first];
            double agreement = (bothPairs + alone[index]) / (parentPairs + 1);
            int both = together.getOrDefault(pair(parents[first], codes[first]), 0) - size;
            chance[index] = (both + agreement) / (withParent[parents[first]] - size + 1);
        }
        return chance;
    }

    /// How many pairs of equal keys there are.
    private static double pairs(LongStream keys) {
        long[] sorted = keys.sorted().toArray();
        double pairs = 0;
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                pairs += (end - start) * (end - start - 1.0) / 2;
                start = end;
            }
        }
        return pairs;
    }

    /// Frequency of a value among the rows outside of a set that has it, never zero.
    private static double single(int count, int size, int rows) {
        return (count - size + 1.0) / (rows - size + 1.0);
    }

    private static int[] sample(int rows) {
        if (rows <= SAMPLE) {
            return IntStream.range(0, rows).toArray();
        }
        // with replacement, which is quick and does not matter for an estimate of dependence
        return new SplittableRandom(rows).ints(SAMPLE, 0, rows).sorted().toArray();
    }

    private static List<Column> finest(List<Column> columns, int[] sample) {
        var byEntropy = new ArrayList<Map.Entry<Double, Column>>();
        for (Column column : columns) {
            byEntropy.add(Map.entry(entropy(codes(column, sample)), column));
        }
        byEntropy.sort(Comparator.comparingDouble(entry -> -entry.getKey()));
        return byEntropy.stream().limit(COLUMNS).map(Map.Entry::getValue).toList();
    }

    /// The maximum spanning tree of mutual information, by Prim's algorithm from the first column.
    ///
    /// @return each column's parent, -1 for the first
    private static int[] tree(List<Column> columns, int[] sample) {
        int size = columns.size();
        var codes = new int[size][];
        var entropies = new double[size];
        for (int index = 0; index < size; index++) {
            codes[index] = codes(columns.get(index), sample);
            entropies[index] = entropy(codes[index]);
        }
        var parents = new int[size];
        var best = new double[size];
        var inTree = new boolean[size];
        Arrays.fill(parents, -1);
        Arrays.fill(best, -1);
        int added = 0;
        for (int step = 0; step < size; step++) {
            inTree[added] = true;
            int next = -1;
            for (int index = 0; index < size; index++) {
                if (inTree[index]) {
                    continue;
                }
                double shared =
                        entropies[added] + entropies[index] - entropy(codes[added], codes[index]);
                if (shared > best[index]) {
                    best[index] = shared;
                    parents[index] = added;
                }
                if (next < 0 || best[index] > best[next]) {
                    next = index;
                }
            }
            added = next;
        }
        return parents;
    }

    private static double entropy(int[] codes) {
        return entropy(Arrays.stream(counts(codes)), codes.length);
    }

    private static double entropy(int[] codes, int[] others) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int index = 0; index < codes.length; index++) {
            counts.merge(pair(codes[index], others[index]), 1, Integer::sum);
        }
        return entropy(counts.values().stream().mapToInt(Integer::intValue), codes.length);
    }

    private static double entropy(IntStream counts, int total) {
        return counts.sorted()
                .mapToDouble(count -> -count * Math.log((double) count / total) / total)
                .sum();
    }

    /// @param codes from 0, without gaps
    private static int[] counts(int[] codes) {
        var counts = new int[Arrays.stream(codes).max().orElse(-1) + 1];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }

    private static long pair(int one, int other) {
        return ((long) one << 32) | Integer.toUnsignedLong(other);
    }

    private static int[] codes(Column column) {
        return codes(column, IntStream.range(0, column.rows()).toArray());
    }

    /// The values of some rows as numbers that are equal where the values are.
    private static int[] codes(Column column, int[] rows) {
        var codes = new HashMap<Object, Integer>();
        var coded = new int[rows.length];
        for (int index = 0; index < rows.length; index++) {
            Object value =
                    switch (column) {
                        case ValueColumn values -> values.value(rows[index]);
                        case TextColumn text -> text.text(rows[index]);
                    };
            int next = codes.size();
            Integer known = codes.putIfAbsent(value, next);
            coded[index] = known == null ? next : known;
        }
        return coded;
    }
}
