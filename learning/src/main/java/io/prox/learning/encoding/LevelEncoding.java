package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A category with few levels: one indicator a level for both models. Levels that training saw
/// seldom share a place, and so does every new one; missing has its own place where training saw it
/// often enough.
///
/// Places: 0 is the pool of seldom and new levels, then the levels by falling frequency.
final class LevelEncoding implements ColumnEncoding {
    private final int[] places;
    private final int missingPlace;
    private final int width;

    private LevelEncoding(int[] places, int missingPlace, int width) {
        this.places = places;
        this.missingPlace = missingPlace;
        this.width = width;
    }

    /// @param counts training rows with each level
    /// @param missing training rows without a value
    static LevelEncoding fit(int[] counts, int missing) {
        int[] places = new int[counts.length];
        int width = 1;
        for (int level : FrequentLevels.of(counts)) {
            places[level] = width;
            width++;
        }
        int missingPlace = 0;
        if (missing >= FrequentLevels.SELDOM) {
            missingPlace = width;
            width++;
        }
        return new LevelEncoding(places, missingPlace, width);
    }

    private int place(double value) {
        if (Double.isNaN(value)) {
            return missingPlace;
        }
        int level = (int) value;
        return level < 0 || level >= places.length ? 0 : places[level];
    }

    @Override
    public int treeWidth() {
        return width;
    }

    @Override
    public boolean isCategorical(int feature) {
        return false;
    }

    @Override
    public void trees(double value, double[] into, int from) {
        Arrays.fill(into, from, from + width, 0);
        into[from + place(value)] = 1;
    }

    @Override
    public int linearWidth() {
        return width;
    }

    @Override
    public void linear(double value, int from, Sink sink) {
        sink.add(from + place(value), 1);
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Numbers.write(places, output);
        output.writeInt(missingPlace);
        output.writeInt(width);
    }

    static LevelEncoding read(DataInput input) throws IOException {
        int[] places = Numbers.readInts(input);
        int missingPlace = input.readInt();
        int width = input.readInt();
        if (missingPlace < 0
                || missingPlace >= width
                || width > places.length + 2
                || Arrays.stream(places).anyMatch(place -> place < 0 || place >= width)) {
            throw new IOException("level outside of its encoding");
        }
        return new LevelEncoding(places, missingPlace, width);
    }
}
