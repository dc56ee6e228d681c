package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A category with many levels: the log-odds of converting at a level, shrunk towards the base rate
/// by the level's count; the logarithm of the count; and, for the trees alone, the code of the
/// level where it is among the most frequent. Shrinkage is empirical Bayes: the strength of a beta
/// prior, estimated by moments from all levels (Micci-Barreca, SIGKDD Explorations 3(1), 2001, with
/// the prior's weight from the data).
///
/// A training row must not see its own outcome: [Encoder] encodes it by an encoding of rows other
/// than its own.
final class TargetEncoding implements ColumnEncoding {
    private static final double WEAKEST_PRIOR = 5;
    private static final double STRONGEST_PRIOR = 400;

    /// Levels that the trees get as codes.
    private static final int CODES = 40;

    private static final int FEWEST_ROWS_OF_CODE = 30;

    private final double[] logOdds;
    private final double[] logCounts;
    private final int[] codes;
    private final double unseen;

    private TargetEncoding(double[] logOdds, double[] logCounts, int[] codes, double unseen) {
        this.logOdds = logOdds;
        this.logCounts = logCounts;
        this.codes = codes;
        this.unseen = unseen;
    }

    /// @param counts training rows with each level; the last element counts the missing
    /// @param converted those of them that converted
    /// @param codes of the levels, as by [#codes]
    static TargetEncoding fit(int[] counts, int[] converted, int[] codes) {
        double total = 0;
        double hits = 0;
        for (int level = 0; level < counts.length; level++) {
            total += counts[level];
            hits += converted[level];
        }
        double base = (hits + 0.5) / (total + 1);
        double prior = priorStrength(counts, converted, base);
        double[] logOdds = new double[counts.length];
        double[] logCounts = new double[counts.length];
        for (int level = 0; level < counts.length; level++) {
            double rate = (converted[level] + prior * base) / (counts[level] + prior);
            logOdds[level] = Math.log(rate / (1 - rate));
            logCounts[level] = Math.log1p(counts[level]);
        }
        return new TargetEncoding(logOdds, logCounts, codes, Math.log(base / (1 - base)));
    }

    /// From 1 by falling frequency for the most frequent levels, 0 for all others.
    static int[] codes(int[] counts) {
        int[] codes = new int[counts.length];
        int[] frequent =
                IntStream.range(0, counts.length)
                        .filter(level -> counts[level] >= FEWEST_ROWS_OF_CODE)
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer level) -> -counts[level]))
                        .limit(CODES)
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int place = 0; place < frequent.length; place++) {
            codes[frequent[place]] = place + 1;
        }
        return codes;
    }

    /// How many rows the prior is worth: from the variance of the levels' rates beyond that of
    /// chance.
    private static double priorStrength(int[] counts, int[] converted, double base) {
        double excess = 0;
        double weight = 0;
        for (int level = 0; level < counts.length; level++) {
            if (counts[level] > 1) {
                double rate = (double) converted[level] / counts[level];
                excess += counts[level] * (rate - base) * (rate - base) - base * (1 - base);
                weight += counts[level];
            }
        }
        double between = weight > 0 ? excess / weight : 0;
        if (between <= 0) {
            return STRONGEST_PRIOR;
        }
        return Math.clamp(base * (1 - base) / between - 1, WEAKEST_PRIOR, STRONGEST_PRIOR);
    }

    private int level(double value) {
        if (Double.isNaN(value)) {
            return logOdds.length - 1;
        }
        int level = (int) value;
        return level < 0 || level >= logOdds.length - 1 ? -1 : level;
    }

    @Override
    public int treeWidth() {
        return 3;
    }

    @Override
    public boolean isCategorical(int feature) {
        return feature == 2;
    }

    @Override
    public void trees(double value, double[] into, int from) {
        int level = level(value);
        into[from] = level < 0 ? unseen : logOdds[level];
        into[from + 1] = level < 0 ? 0 : logCounts[level];
        into[from + 2] = level < 0 ? 0 : codes[level];
    }

    @Override
    public int linearWidth() {
        return 1;
    }

    @Override
    public void linear(double value, int from, Sink sink) {
        int level = level(value);
        sink.add(from, level < 0 ? 0 : logOdds[level] - unseen);
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Numbers.write(logOdds, output);
        Numbers.write(logCounts, output);
        Numbers.write(codes, output);
        output.writeDouble(unseen);
    }

    static TargetEncoding read(DataInput input) throws IOException {
        double[] logOdds = Numbers.read(input);
        double[] logCounts = Numbers.read(input);
        int[] codes = Numbers.readInts(input);
        if (logOdds.length != logCounts.length
                || logOdds.length != codes.length
                || logOdds.length == 0) {
            throw new IOException("target encoding of uneven lengths");
        }
        return new TargetEncoding(logOdds, logCounts, codes, input.readDouble());
    }
}
