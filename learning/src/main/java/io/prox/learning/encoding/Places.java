package io.prox.learning.encoding;

import io.prox.tables.ColumnSchema;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// A column cut into few places, so that it can be crossed with another one: the frequent levels of
/// a category, ranges of a quantity. Knows nothing of the outcome. Immutable.
///
/// Of a category: 0 is the pool of seldom and new levels, 1 is missing, then the levels by falling
/// frequency. Of a quantity: 0 is missing, then the ranges by rising value.
public final class Places {
    private static final int MOST_LEVELS = 12;
    private static final int MOST_RANGES = 8;

    /// More in a file is damage.
    private static final int MOST_PLACES = 1_000;

    private final boolean ofLevels;
    private final int[] levels;
    private final double least;
    private final double[] cuts;
    private final int count;

    private Places(boolean ofLevels, int[] levels, double least, double[] cuts, int count) {
        this.ofLevels = ofLevels;
        this.levels = levels;
        this.least = least;
        this.cuts = cuts;
        this.count = count;
    }

    private static Places ofLevels(int[] levels, int count) {
        return new Places(true, levels, 0, new double[0], count);
    }

    private static Places ofRanges(double least, double[] cuts) {
        return new Places(false, new int[0], least, cuts, cuts.length + 2);
    }

    /// @param rows training rows
    /// @return empty for dates, which wander on: what was between them and another column in
    ///   training says little of a later day
    public static Optional<Places> fit(ValueColumn column, int[] rows) {
        ColumnSchema schema = column.schema();
        return switch (schema.kind()) {
            case CATEGORY, BOOLEAN, MANY_VALUED -> Optional.of(fitLevels(column, rows));
            case NUMBER -> Optional.of(fitRanges(column, rows, Double.NEGATIVE_INFINITY));
            case ORDERED -> Optional.of(fitRanges(column, rows, 0));
            case DATE, TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE -> Optional.empty();
        };
    }

    private static Places fitLevels(ValueColumn column, int[] rows) {
        int[] counts = new int[column.schema().levels().size()];
        for (int row : rows) {
            double value = column.value(row);
            if (value >= 0) {
                counts[(int) value]++;
            }
        }
        int[] places = new int[counts.length];
        int count = 2;
        int[] frequent = FrequentLevels.of(counts);
        for (int level : Arrays.copyOf(frequent, Math.min(MOST_LEVELS, frequent.length))) {
            places[level] = count;
            count++;
        }
        return ofLevels(places, count);
    }

    private static Places fitRanges(ValueColumn column, int[] rows, double least) {
        double[] sorted =
                Arrays.stream(rows)
                        .mapToDouble(column::value)
                        .filter(value -> value >= least)
                        .sorted()
                        .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().limit(MOST_RANGES + 1L).toArray();
        if (distinct.length <= MOST_RANGES) {
            return ofRanges(least, Arrays.stream(distinct).skip(1).toArray());
        }
        return ofRanges(
                least,
                IntStream.range(1, MOST_RANGES)
                        .mapToDouble(range -> Hats.quantile(sorted, (double) range / MOST_RANGES))
                        .filter(cut -> cut > sorted[0])
                        .distinct()
                        .toArray());
    }

    /// How many places there are.
    public int count() {
        return count;
    }

    /// The place of a value, from 0 up.
    ///
    /// @param value of a cell, NaN where missing
    public int of(double value) {
        if (ofLevels) {
            if (Double.isNaN(value)) {
                return 1;
            }
            int level = (int) value;
            return level < 0 || level >= levels.length ? 0 : levels[level];
        }
        if (Double.isNaN(value) || value < least) {
            return 0;
        }
        int found = Arrays.binarySearch(cuts, value);
        return 1 + (found >= 0 ? found + 1 : -found - 1);
    }

    public void write(DataOutput output) throws IOException {
        output.writeBoolean(ofLevels);
        if (ofLevels) {
            Numbers.write(levels, output);
            output.writeInt(count);
        } else {
            output.writeDouble(least);
            Numbers.write(cuts, output);
        }
    }

    public static Places read(DataInput input) throws IOException {
        if (input.readBoolean()) {
            int[] levels = Numbers.readInts(input);
            int count = input.readInt();
            if (count < 2
                    || count > MOST_PLACES
                    || Arrays.stream(levels).anyMatch(place -> place < 0 || place >= count)) {
                throw new IOException("level outside of its places");
            }
            return ofLevels(levels, count);
        }
        double least = input.readDouble();
        double[] cuts = Numbers.read(input);
        if (cuts.length > MOST_PLACES) {
            throw new IOException("impossible number of ranges " + cuts.length);
        }
        for (int cut = 1; cut < cuts.length; cut++) {
            if (!(cuts[cut] > cuts[cut - 1])) {
                throw new IOException("ranges do not rise at " + cut);
            }
        }
        return ofRanges(least, cuts);
    }
}
